package org.attendancemonitor.simulation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/** Working hours of the synthetic trust: Monday to Friday, without the fixed winter holidays. */
final class Diary {
  private Diary() {}

  /** The first working day from this one on. */
  static LocalDate workingDay(LocalDate from) {
    LocalDate day = from;
    while (closed(day)) {
      day = day.plusDays(1);
    }
    return day;
  }

  /** A moment of a working day's office hours. */
  static Instant office(Draw draw, LocalDate from) {
    return at(workingDay(from), draw.between(8 * 60, 17 * 60)).plusSeconds(draw.between(0, 59));
  }

  /** A quarter of an hour in which an appointment can start. */
  static Instant slot(Draw draw, LocalDate from) {
    return at(workingDay(from), 9 * 60 + 15 * draw.between(0, 29));
  }

  static LocalDate day(Instant at) {
    return at.atZone(TrustPlan.ZONE).toLocalDate();
  }

  private static Instant at(LocalDate day, int minute) {
    return day.atTime(LocalTime.ofSecondOfDay(minute * 60L)).atZone(TrustPlan.ZONE).toInstant();
  }

  private static boolean closed(LocalDate day) {
    DayOfWeek weekday = day.getDayOfWeek();
    return weekday == DayOfWeek.SATURDAY
        || weekday == DayOfWeek.SUNDAY
        || (day.getMonthValue() == 12 && (day.getDayOfMonth() == 25 || day.getDayOfMonth() == 26))
        || day.getDayOfYear() == 1;
  }
}
