package org.attendancemonitor.statistics;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Someone who came onto a waiting list.
 *
 * @param referred the day
 * @param removed the day they were seen or left otherwise; empty while they wait
 */
public record Listed(LocalDate referred, Optional<LocalDate> removed) {

  /**
   * @throws IllegalArgumentException where they left before they came
   */
  public Listed {
    if (removed.isPresent() && removed.get().isBefore(referred)) {
      throw new IllegalArgumentException(
          "removed: expected no day before " + referred + ", found " + removed.get());
    }
  }

  /** Whether they wait at the end of this day. */
  boolean waits(LocalDate day) {
    return !referred.isAfter(day) && removed.filter(left -> !left.isAfter(day)).isEmpty();
  }
}
