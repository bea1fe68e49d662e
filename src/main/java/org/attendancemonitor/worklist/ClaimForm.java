package org.attendancemonitor.worklist;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.policy.Act;

/** "Take this on": a button. */
final class ClaimForm implements ActForm {
  private static final String ROWS = "rows";

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
  public Pause pause(FormValues typed, SupportTask task, PersonView.Seen seen) {
    String looked = typed.one(ROWS);
    return looked.isEmpty() || looked.equals(rows(seen))
        ? null
        : new Pause(
            "This may be somebody else now",
            "Since you opened the page, records were found to be of one person, or were parted."
                + " Look at who it is before you take it on.",
            "Look again",
            "Take it on anyway");
  }

  /** The patient rows that are one person now. */
  static String rows(PersonView.Seen seen) {
    return seen.record().person().rows().stream()
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining("-"));
  }

  @Override
  public String done(SupportTask task) {
    return "You have taken this on";
  }
}
