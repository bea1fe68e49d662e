package org.attendancemonitor.record;

import java.util.List;
import java.util.Set;
import org.attendancemonitor.attendance.AttendanceRow;
import org.attendancemonitor.attendance.ClosureRow;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.attendance.SpellRow;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.WaitingRow;

/**
 * Everything the record holds on one person.
 *
 * @param rows every patient row linked to the person now, in order
 * @param facts in order of their time; the current ones, and every version of patients, referrals
 *     and of appointments that stated an outcome
 * @param tasks closed ones included, in order of opening
 * @param flags inactive ones included; rows linked since may carry the same flag twice
 * @param attendances as last derived
 * @param closures as last derived
 * @param waiting as last derived
 * @param spells as last derived
 */
public record Material(
    Set<Long> rows,
    List<KeptFact> facts,
    List<SupportTask> tasks,
    List<Flag> flags,
    List<AttendanceRow> attendances,
    List<ClosureRow> closures,
    List<WaitingRow> waiting,
    List<SpellRow> spells) {}
