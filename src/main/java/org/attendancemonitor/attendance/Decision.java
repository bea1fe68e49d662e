package org.attendancemonitor.attendance;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the policy makes of one person's record at one moment.
 *
 * @param changes to tasks and flags; empty when everything is as it should be
 * @param answers for each missed appointment by id: {@code task:} and the kind that answers it, or
 *     the reason why there is none
 * @param closures referrals ended after a miss
 * @param lookAgainAt the next moment a rule could change its mind without any news, or null
 */
public record Decision(
    List<Change> changes,
    Map<String, String> answers,
    List<ClosureRow> closures,
    Instant lookAgainAt) {}
