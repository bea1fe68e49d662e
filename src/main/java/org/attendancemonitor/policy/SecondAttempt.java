package org.attendancemonitor.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.TaskKind;

/**
 * T6: somebody tried to reach the person after a miss and did not. Try again, on another channel
 * and at another time of day, and see whether address, telephone and GP are right, or the person is
 * in hospital. Once reached, the task is a T4 or T5 again.
 */
final class SecondAttempt implements Rule {
  static final String ID = "T6";
  static final RuleCard CARD =
      new RuleCard(
          ID,
          "1",
          "NHS England, AHP health inequalities guide: do not default to discharge; policy T6",
          TaskKind.SUPPORT_ATTENDANCE,
          Set.of(Steps.ATTEMPT_2, Steps.ATTEMPT_3, Steps.CHECK_DETAILS));
  private final PolicySettings settings;
  private final Wording wording;

  SecondAttempt(PolicySettings settings, Wording wording) {
    this.settings = settings;
    this.wording = wording;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    List<Appointment> misses = pathway.unanswered;
    if (misses.isEmpty()) {
      return Optional.empty();
    }
    Attempts attempts = Attempts.since(misses, pathway, settings);
    if (attempts.reached() != null || attempts.made().isEmpty()) {
      return Optional.empty();
    }
    Contact first = attempts.made().get(0);
    return Optional.of(
        new Trigger(
                misses,
                Pathway.firstReceived(misses),
                wording.missed("Missed ", misses, pathway)
                    + "; not reached on "
                    + Wording.day(first.at()))
            .from(
                Map.of(
                    "attempts", Integer.toString(attempts.made().size()),
                    "channels", Integer.toString(attempts.channels()))));
  }
}
