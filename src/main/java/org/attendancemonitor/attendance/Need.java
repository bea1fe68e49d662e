package org.attendancemonitor.attendance;

import java.time.LocalDate;
import java.util.List;

/**
 * A recorded need or circumstance, with the span in which it holds.
 *
 * @param codes the sender's codes
 * @param categories its categories
 * @param from first day, or null for "as long as is known"
 * @param until last day, or null while it goes on
 */
public record Need(List<Code> codes, List<Code> categories, LocalDate from, LocalDate until) {

  /** Whether it holds on a day. */
  public boolean holdsOn(LocalDate day) {
    return (from == null || !from.isAfter(day)) && (until == null || !until.isBefore(day));
  }
}
