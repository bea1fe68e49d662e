package org.attendancemonitor.record;

import java.time.Instant;
import java.util.List;
import org.attendancemonitor.attendance.AttendanceRow;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.ClosureRow;
import org.attendancemonitor.attendance.SpellRow;
import org.attendancemonitor.attendance.WaitingRow;

/**
 * What was derived for one person.
 *
 * @param before what it was derived from
 * @param changes to tasks and flags
 * @param attendances every row the person counts with now
 * @param closures every row the person counts with now
 * @param waiting every place the person has on a waiting list now
 * @param spells every referral the person counts with in the figures of waits now
 * @param lookAgainAt the next moment a rule could change its mind, or null
 * @param assessmentFailed the rules could not be applied; the rest is then as it was before
 * @param now the moment of the derivation
 */
public record Derivation(
    Material before,
    List<Change> changes,
    List<AttendanceRow> attendances,
    List<ClosureRow> closures,
    List<WaitingRow> waiting,
    List<SpellRow> spells,
    Instant lookAgainAt,
    boolean assessmentFailed,
    Instant now) {}
