package org.attendancemonitor.worklist;

import java.time.Instant;
import java.util.Map;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.policy.Act;

/** Hands a task back to those whose it is, with a word for whoever takes it next. */
final class ReleaseForm implements ActForm {
  @Override
  public String path() {
    return "hand-back";
  }

  @Override
  public String template() {
    return "pages/hand-back";
  }

  @Override
  public Map<String, Object> offers(SupportTask task) {
    return Map.of("role", Words.ownerRole(task.ownerRoles().get(0)));
  }

  @Override
  public Act read(FormValues typed, SupportTask task, Actor actor, Instant now, FormFaults faults) {
    String note = ActForm.note(typed, faults);
    if (note == null) {
      faults.add("note", "Enter what whoever takes it next needs to know");
    }
    return ActForm.plain(task, typed, Verb.RELEASE, actor, note);
  }

  @Override
  public String done(SupportTask task) {
    return "Handed back";
  }
}
