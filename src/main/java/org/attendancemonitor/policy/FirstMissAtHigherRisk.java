package org.attendancemonitor.policy;

import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.risk.Raised;

/**
 * T5: a miss by someone at higher inequality risk. Any flag but a suggestion lifts, if it held at
 * any time since the miss. Dues count from the receipt of the miss, also when the flag is learnt
 * later: the person has been waiting all the while.
 */
final class FirstMissAtHigherRisk implements Rule {
  static final String ID = "T5";
  static final RuleCard CARD =
      new RuleCard(
          ID,
          "1",
          "NHS England, CORE20PLUS5; Reducing did not attends (DNAs) in outpatient services",
          TaskKind.SUPPORT_ATTENDANCE,
          Set.of(Steps.CONTACT, Steps.RE_OFFER),
          CloseReason.REBOOKED);
  private final FirstMiss first;

  FirstMissAtHigherRisk(Wording wording) {
    first = new FirstMiss(wording);
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    return lifted(pathway) ? first.trigger(pathway) : Optional.empty();
  }

  static boolean lifted(Pathway pathway) {
    return pathway.unanswered.stream()
        .flatMap(miss -> pathway.assessed.since(miss.id()).stream())
        .anyMatch(Raised::lifts);
  }
}
