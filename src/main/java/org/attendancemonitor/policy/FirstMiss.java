package org.attendancemonitor.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.TaskKind;

/** T4: a miss by an adult of whom nothing speaks of a higher risk. Ask why and what would help. */
final class FirstMiss implements Rule {
  static final String ID = "T4";
  static final RuleCard CARD =
      new RuleCard(
          ID,
          "1",
          "NHS England, Reducing did not attends (DNAs) in outpatient services",
          TaskKind.SUPPORT_ATTENDANCE,
          Set.of(Steps.CONTACT, Steps.RE_OFFER),
          CloseReason.REBOOKED);
  private final Wording wording;

  FirstMiss(Wording wording) {
    this.wording = wording;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    List<Appointment> misses = pathway.unanswered;
    return misses.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Trigger(
                misses, Pathway.firstReceived(misses), wording.missed("Missed ", misses, pathway)));
  }
}
