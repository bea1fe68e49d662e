package org.attendancemonitor.policy;

import java.util.Optional;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.risk.Raised;

/**
 * T5: a miss by someone at higher inequality risk. Any flag but a suggestion lifts, if it held at
 * any time since the miss. Dues count from the receipt of the miss, also when the flag is learnt
 * later: the person has been waiting all the while.
 */
final class FirstMissAtHigherRisk implements Rule {
  static final String ID = "T5";
  private final FirstMiss first = new FirstMiss();

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public String source() {
    return "NHS England, CORE20PLUS5; Reducing did not attends (DNAs) in outpatient services";
  }

  @Override
  public TaskKind kind() {
    return TaskKind.SUPPORT_ATTENDANCE;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    boolean lifted =
        pathway.unanswered.stream()
            .flatMap(miss -> pathway.assessed.since(miss.id()).stream())
            .anyMatch(Raised::lifts);
    return lifted ? first.trigger(pathway) : Optional.empty();
  }
}
