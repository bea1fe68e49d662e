package org.attendancemonitor.replay;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;

/**
 * What a policy makes of one person's facts.
 *
 * @param tasks as they stand at the end, closed ones included
 * @param openings tasks opened, and opened again
 * @param contacts steps that fell due, or will while their task is open
 * @param closures referrals ended after a missed appointment without a complete review
 * @param actionsWithoutTask what people did with tasks that this policy does not open
 * @param failures derivations that failed and changed nothing
 */
public record Replayed(
    Collection<SupportTask> tasks,
    List<Opening> openings,
    List<ContactDue> contacts,
    List<Closure> closures,
    int actionsWithoutTask,
    int failures) {

  /**
   * A task was opened.
   *
   * @param service key in {@code services.yaml}
   * @param kind what it asks
   * @param at when
   */
  public record Opening(String service, TaskKind kind, Instant at) {}

  /**
   * A step of a task fell due: an attempt to reach somebody, an offer, a check, a review.
   *
   * @param service key in {@code services.yaml}
   * @param due by when
   */
  public record ContactDue(String service, Instant due) {}

  /**
   * A referral was ended.
   *
   * @param service key in {@code services.yaml}
   * @param day local day of the ending
   * @param stopped a task of support or review was open when the ending came in
   */
  public record Closure(String service, LocalDate day, boolean stopped) {}
}
