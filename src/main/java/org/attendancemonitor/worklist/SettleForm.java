package org.attendancemonitor.worklist;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.policy.Policy;

/** Ends a look at safety, with the statement that the person is safe and what that rests on. */
final class SettleForm implements ActForm {
  static final String PATH = "settle";
  private static final int SHORTEST = 10;

  private final Policy policy;

  SettleForm(Policy policy) {
    this.policy = policy;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public String template() {
    return "pages/settle";
  }

  @Override
  public Map<String, Object> offers(SupportTask task) {
    return Map.of();
  }

  @Override
  public Map<String, Object> offers(SupportTask task, PersonView.Seen seen, SignedIn who) {
    List<Ending> endings = Ending.of(task, seen, who, policy, CheckView.STATEMENT);
    return Map.of(
        "endings",
        endings,
        "before",
        Ending.againstAll(endings).stream().map(CheckView::readable).toList());
  }

  @Override
  public Act read(FormValues typed, SupportTask task, Actor actor, Instant now, FormFaults faults) {
    String outcome = typed.one("outcome");
    Map<String, String> said = new TreeMap<>();
    answer(typed, "safe", "Select whether the person is safe", said, faults);
    answer(typed, "need-met", "Select whether the need for care is met", said, faults);
    if (!policy.outcomes(task).contains(outcome)) {
      faults.add("outcome", "Select what came of the check");
    }
    String note = ActForm.note(typed, faults);
    if (note == null || note.length() < SHORTEST) {
      faults.add("note", "Enter what your statement rests on: whom you spoke with, what you saw");
    }
    return new Act(
        task.id(),
        ActForm.version(typed),
        Verb.COMPLETE,
        actor,
        outcome,
        null,
        null,
        said,
        note,
        null);
  }

  private static void answer(
      FormValues typed, String item, String missing, Map<String, String> said, FormFaults faults) {
    String answer = typed.one(item);
    if (answer.equals("yes") || answer.equals("no")) {
      said.put(item, answer);
    } else {
      faults.add(item, missing);
    }
  }

  @Override
  public String done(SupportTask task) {
    return "The check is finished";
  }
}
