package org.attendancemonitor.attendance;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A derived flag on a person.
 *
 * @param code name of the rule in {@code risk.yaml}, for example {@code repeat-non-attendance}
 * @param level {@code raised}, {@code high}, {@code information}, {@code suggestion} or {@code
 *     not-assessed}
 * @param reasons why, never empty
 * @param active false once the reasons no longer hold
 * @param since when it was raised
 * @param version counts its changes, from 1
 */
public record Flag(
    String code, String level, List<Reason> reasons, boolean active, Instant since, long version) {

  /** The level of a flag that only suggests and never changes kind, owner, due date or order. */
  public static final String SUGGESTION = "suggestion";

  /** The level of a flag that says that nothing is known: never "low risk". */
  public static final String NOT_ASSESSED = "not-assessed";

  /**
   * The level of a flag that binds or informs what is done, for example how a person may safely be
   * contacted, and says nothing of their risk.
   */
  public static final String INFORMATION = "information";

  private static final Set<String> LIFT_NOTHING = Set.of(SUGGESTION, NOT_ASSESSED, INFORMATION);

  /** A flag that lifts a first miss to the pathway for people at higher inequality risk (T5). */
  public boolean lifts() {
    return active && lifts(level);
  }

  /** Whether flags of a level lift a first miss to that pathway. */
  public static boolean lifts(String level) {
    return !LIFT_NOTHING.contains(level);
  }
}
