package org.attendancemonitor.risk;

import java.util.List;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.Reason;

/**
 * A flag that the record raises.
 *
 * @param code name of the rule in {@code risk.yaml}, for example {@code repeat-non-attendance}
 * @param level {@code raised}, {@code high}, {@code information}, {@code suggestion} or {@code
 *     not-assessed}
 * @param reasons why, never empty
 */
public record Raised(String code, String level, List<Reason> reasons) {

  /** The level of an ordinary flag. */
  public static final String RAISED = "raised";

  /** The level of a flag that is stronger than its ordinary form. */
  public static final String HIGH = "high";

  public Raised {
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("a flag without a reason: " + code);
    }
  }

  static Raised raised(String code, List<Reason> reasons) {
    return new Raised(code, RAISED, reasons);
  }

  /** Whether it lifts a first miss to the pathway for people at higher inequality risk (T5). */
  public boolean lifts() {
    return Flag.lifts(level);
  }
}
