package org.attendancemonitor.worklist;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.policy.Policy;

/** Ends a task with an honest outcome; what the policy needs before, it says. */
final class FinishForm implements ActForm {
  private static final List<String> STATEMENTS = List.of("named-person", "safe", "need-met");

  private final Policy policy;

  FinishForm(Policy policy) {
    this.policy = policy;
  }

  @Override
  public String path() {
    return "finish";
  }

  @Override
  public String template() {
    return "pages/finish";
  }

  @Override
  public String instead(SupportTask task) {
    return switch (task.kind()) {
      case DISCHARGE_REVIEW -> DecideForm.PATH;
      case WAS_NOT_BROUGHT -> SettleForm.PATH;
      default -> null;
    };
  }

  @Override
  public Map<String, Object> offers(SupportTask task) {
    return Map.of(
        "outcomes",
        policy.outcomes(task).stream().map(code -> new Choice(code, Words.outcome(code))).toList(),
        "asksNamedPerson",
        task.kind() == TaskKind.SUPPORT_PLAN,
        "asksSafety",
        task.kind() == TaskKind.WAS_NOT_BROUGHT);
  }

  @Override
  public Act read(FormValues typed, SupportTask task, Actor actor, Instant now, FormFaults faults) {
    String outcome = typed.one("outcome");
    if (!policy.outcomes(task).contains(outcome)) {
      faults.add("outcome", "Select how it ended");
    }
    Map<String, String> said = new HashMap<>();
    for (String item : STATEMENTS) {
      if (!typed.one(item).isEmpty()) {
        said.put(item, typed.one(item));
      }
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
        ActForm.note(typed, faults),
        null);
  }

  @Override
  public String done(SupportTask task) {
    return "Finished";
  }
}
