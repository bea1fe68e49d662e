package org.attendancemonitor.policy;

import java.util.Optional;
import org.attendancemonitor.attendance.TaskKind;

/** T4: a miss by an adult of whom nothing speaks of a higher risk. Ask why and what would help. */
final class FirstMiss implements Rule {
  static final String ID = "T4";

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
    return "NHS England, Reducing did not attends (DNAs) in outpatient services";
  }

  @Override
  public TaskKind kind() {
    return TaskKind.SUPPORT_ATTENDANCE;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    return pathway.unanswered.stream()
        .map(Pathway::received)
        .min(java.time.Instant::compareTo)
        .map(since -> new Trigger(pathway.unanswered, since));
  }
}
