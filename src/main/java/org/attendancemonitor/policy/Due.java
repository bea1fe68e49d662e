package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.TaskKind;

/**
 * A task that should be there now.
 *
 * @param rule id of the rule
 * @param ruleVersion its version
 * @param kind what is asked
 * @param priority how urgent
 * @param steps by due, then code
 * @param ownerRole owner roles, the leading one first, joined by commas
 * @param reasons why
 * @param supports suggested support actions
 * @param appointments ids of the misses it answers, in order of start
 */
record Due(
    String rule,
    String ruleVersion,
    TaskKind kind,
    Priority priority,
    List<Step> steps,
    String ownerRole,
    List<Reason> reasons,
    List<String> supports,
    List<String> appointments) {

  /** Everything the record can show is done: there is nothing left to ask anybody. */
  boolean finished() {
    return kind == TaskKind.SUPPORT_ATTENDANCE
        && steps.stream().allMatch(step -> step.done() != null);
  }

  /** The earliest due of the steps not yet done; of all of them when all are done. */
  Instant due() {
    return steps.stream()
        .filter(step -> step.done() == null)
        .map(Step::due)
        .min(Comparator.naturalOrder())
        .orElseGet(() -> steps.get(0).due());
  }

  boolean sameGround(String otherRule, List<String> otherAppointments) {
    return Objects.equals(rule, otherRule) && appointments.equals(otherAppointments);
  }
}
