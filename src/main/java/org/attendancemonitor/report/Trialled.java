package org.attendancemonitor.report;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import org.attendancemonitor.equity.Course;

/**
 * A change in a service, and what is known of the time before and since.
 *
 * @param change its first day
 * @param reason what changed, where {@code equity.yaml} says so
 * @param own the service
 * @param other the service it is compared with, where it has figures of both times
 * @param otherName its name, or null
 * @param confidence of all limits
 */
record Trialled(
    LocalDate change,
    Optional<String> reason,
    Sides own,
    Optional<Sides> other,
    String otherName,
    double confidence) {

  /** How long before a change the weeks before it may end: releases of the past are monthly. */
  static final Period BEFORE = Period.ofDays(35);

  /** How long after it the first 13 weeks end that hold no day before it. */
  static final Period SINCE = Period.ofDays(90);

  /**
   * A service before and since.
   *
   * @param before 13 weeks that end before the change
   * @param since the first 13 weeks that begin with it or after it
   * @param course share missed over time, if there is a chart of it
   */
  record Sides(ServiceFigures before, ServiceFigures since, Optional<Course> course) {}

  Sentences sentences() {
    return new Sentences(confidence);
  }
}
