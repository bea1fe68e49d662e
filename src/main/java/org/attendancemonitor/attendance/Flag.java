package org.attendancemonitor.attendance;

import java.time.Instant;
import java.util.List;

/**
 * A derived flag on a person.
 *
 * @param code name of the rule in {@code risk.yaml}, for example {@code repeat-non-attendance}
 * @param level {@code raised}, {@code high}, {@code suggestion} or {@code not-assessed}
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

  /** A flag that lifts a first miss to the pathway for people at higher inequality risk (T5). */
  public boolean lifts() {
    return active && !level.equals(SUGGESTION) && !level.equals(NOT_ASSESSED);
  }
}
