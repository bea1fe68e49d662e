package org.attendancemonitor.replay;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * The weeks that are reported, Monday to Sunday, each whole.
 *
 * @param from Monday of the first week, or null for the first in which anything happened
 * @param to Monday of the last week
 */
public record Span(LocalDate from, LocalDate to) {

  /** The weeks in which two days lie, and those between. */
  public static Span of(LocalDate from, LocalDate to) {
    return new Span(from == null ? null : monday(from), monday(to));
  }

  /** The Monday of the week of a day. */
  static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  boolean contains(LocalDate monday) {
    return (from == null || !monday.isBefore(from)) && !monday.isAfter(to);
  }
}
