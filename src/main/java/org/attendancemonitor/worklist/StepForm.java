package org.attendancemonitor.worklist;

import java.time.Instant;
import java.util.Map;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.policy.Act;

/** "This step is done": a button beside the step. */
final class StepForm implements ActForm {
  @Override
  public String path() {
    return "step";
  }

  @Override
  public String template() {
    return null;
  }

  @Override
  public Map<String, Object> offers(SupportTask task) {
    return Map.of();
  }

  @Override
  public Act read(FormValues typed, SupportTask task, Actor actor, Instant now, FormFaults faults) {
    return new Act(
        task.id(),
        ActForm.version(typed),
        Verb.STEP,
        actor,
        null,
        typed.one("step"),
        null,
        Map.of(),
        null,
        null);
  }

  @Override
  public String next(SupportTask task) {
    String page = TaskView.decision(task);
    return page == null ? "" : "/" + page;
  }

  @Override
  public String done(SupportTask task) {
    return "The step is recorded as done";
  }
}
