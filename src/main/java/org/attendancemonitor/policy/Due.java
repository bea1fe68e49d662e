package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.TaskKind;

/**
 * A task that should be there now.
 *
 * @param card of the rule that calls for it
 * @param service key in {@code services.yaml}
 * @param priority how urgent
 * @param steps by due, then code
 * @param ownerRole owner roles, the leading one first, joined by commas
 * @param reasons why
 * @param supports suggested support actions
 * @param cautions what binds every contact
 * @param appointments ids of what it answers, in order of start
 * @param inputs what the rule looked at
 */
record Due(
    RuleCard card,
    String service,
    Priority priority,
    List<Step> steps,
    String ownerRole,
    List<Reason> reasons,
    List<String> supports,
    List<Reason> cautions,
    List<String> appointments,
    Map<String, String> inputs) {

  TaskKind kind() {
    return card.kind();
  }

  /** Everything the record can show is done: there is nothing left to ask anybody. */
  boolean finished() {
    return card.finishedAs() != null && steps.stream().allMatch(step -> step.done() != null);
  }

  /** The earliest due of the steps not yet done; of all of them when all are done. */
  Instant due() {
    return steps.stream()
        .filter(step -> step.done() == null)
        .map(Step::due)
        .min(Comparator.naturalOrder())
        .orElseGet(() -> steps.get(0).due());
  }
}
