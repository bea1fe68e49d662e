package org.attendancemonitor.worklist;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.policy.Policy;

/**
 * Ends a review. Only what the rules allow at this moment can be chosen, nothing is chosen before,
 * and each way says what comes of it.
 */
final class DecideForm implements ActForm {
  static final String PATH = "decide";

  private final Policy policy;

  DecideForm(Policy policy) {
    this.policy = policy;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public String template() {
    return "pages/decide";
  }

  @Override
  public Map<String, Object> offers(SupportTask task) {
    return Map.of();
  }

  @Override
  public Map<String, Object> offers(SupportTask task, PersonView.Seen seen, SignedIn who) {
    List<Ending> endings = Ending.of(task, seen, who, policy, Map.of());
    return Map.of(
        "endings",
        endings.stream().filter(Ending::open).toList(),
        "closed",
        endings.stream().filter(ending -> !ending.open()).toList(),
        "against",
        Ending.againstAll(endings),
        "view",
        ReviewView.of(task, seen, policy));
  }

  @Override
  public Act read(FormValues typed, SupportTask task, Actor actor, Instant now, FormFaults faults) {
    String outcome = typed.one("outcome");
    if (!policy.outcomes(task).contains(outcome)) {
      faults.add("outcome", "Select how the review ends");
    }
    return new Act(
        task.id(),
        ActForm.version(typed),
        Verb.COMPLETE,
        actor,
        outcome,
        null,
        null,
        Map.of(),
        ActForm.note(typed, faults),
        null);
  }

  @Override
  public String done(SupportTask task) {
    return "The review is finished";
  }
}
