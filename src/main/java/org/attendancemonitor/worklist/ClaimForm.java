package org.attendancemonitor.worklist;

import java.time.Instant;
import java.util.Map;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.policy.Act;

/** "Take this on": a button. */
final class ClaimForm implements ActForm {
  @Override
  public String path() {
    return "claim";
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
    return ActForm.plain(task, typed, Verb.CLAIM, actor, null);
  }

  @Override
  public String done(SupportTask task) {
    return "You have taken this on";
  }
}
