package org.attendancemonitor.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.policy.Act;

/** Lets a task wait until a day, for example for an interpreter. */
final class HoldForm implements ActForm {
  private static final int OFFICE_OPENS = 8;

  private final int atMostDays;

  HoldForm(int atMostDays) {
    this.atMostDays = atMostDays;
  }

  @Override
  public String path() {
    return "hold";
  }

  @Override
  public String template() {
    return "pages/hold";
  }

  @Override
  public Map<String, Object> offers(SupportTask task) {
    return Map.of("atMostDays", atMostDays);
  }

  @Override
  public Act read(FormValues typed, SupportTask task, Actor actor, Instant now, FormFaults faults) {
    LocalDate day = ActForm.date(typed, "until", faults, "Enter the day on which work goes on");
    Instant until =
        day == null ? null : day.atTime(OFFICE_OPENS, 0).atZone(Dates.LONDON).toInstant();
    if (until != null && !until.isAfter(now)) {
      faults.add("until", "The day must be after today");
    }
    String note = ActForm.note(typed, faults);
    if (note == null) {
      faults.add("note", "Enter what is waited for");
    }
    return new Act(
        task.id(),
        ActForm.version(typed),
        Verb.HOLD,
        actor,
        null,
        null,
        until,
        Map.of(),
        note,
        null);
  }

  @Override
  public String done(SupportTask task) {
    return "Put on hold";
  }
}
