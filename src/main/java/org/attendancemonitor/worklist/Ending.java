package org.attendancemonitor.worklist;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.policy.ActAnswer;
import org.attendancemonitor.policy.Policy;

/**
 * One way in which a task may end, judged by the same rules that judge it when it is sent.
 *
 * @param value the outcome
 * @param text in words
 * @param follows what comes of it
 * @param against why it cannot be chosen now; empty where it can
 */
record Ending(String value, String text, String follows, List<String> against) {

  /** Every way, in the order of the policy, for somebody at this moment. */
  static List<Ending> of(
      SupportTask task,
      PersonView.Seen seen,
      SignedIn who,
      Policy policy,
      Map<String, String> said) {
    return policy.outcomes(task).stream()
        .map(
            outcome ->
                new Ending(
                    outcome,
                    Words.outcome(outcome),
                    Words.follows(outcome),
                    against(ended(task, outcome, who, said), seen, policy)))
        .toList();
  }

  private static Act ended(
      SupportTask task, String outcome, SignedIn who, Map<String, String> said) {
    return new Act(
        task.id(), null, Verb.COMPLETE, who.actor(), outcome, null, null, said, null, null);
  }

  private static List<String> against(Act act, PersonView.Seen seen, Policy policy) {
    return policy.judge(seen.record(), seen.assessed(), act, seen.now())
            instanceof ActAnswer.Refused refused
        ? refused.why().stream().map(Reason::text).distinct().toList()
        : List.of();
  }

  boolean open() {
    return against.isEmpty();
  }

  /** What stands against each of them alike, where none can be chosen. */
  static List<String> againstAll(List<Ending> endings) {
    Optional<Ending> first = endings.stream().findFirst();
    boolean none = endings.stream().noneMatch(Ending::open);
    return none ? first.map(Ending::against).orElse(List.of()) : List.of();
  }
}
