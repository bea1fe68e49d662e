package org.attendancemonitor.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;

/** Working days in England until five o'clock, counted on the fingers, for 2024 to 2027. */
final class NaiveCalendar {
  static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final Set<LocalDate> BANK_HOLIDAYS = new HashSet<>();

  static {
    for (String day :
        ("2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26 "
                + "2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 "
                + "2025-12-26 2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 "
                + "2026-12-25 2026-12-28 2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 "
                + "2027-08-30 2027-12-27 2027-12-28")
            .split(" ")) {
      BANK_HOLIDAYS.add(LocalDate.parse(day));
    }
  }

  private NaiveCalendar() {}

  static LocalDate day(Instant moment) {
    return moment.atZone(LONDON).toLocalDate();
  }

  static boolean works(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && !BANK_HOLIDAYS.contains(day);
  }

  static Instant end(LocalDate day) {
    return day.atTime(17, 0).atZone(LONDON).toInstant();
  }

  /** The end of the working day so many working days later; 0 is the day itself, or the next. */
  static Instant due(Instant from, int workingDays) {
    LocalDate day = day(from);
    int left = workingDays;
    if (left == 0) {
      boolean over = from.atZone(LONDON).toLocalTime().isAfter(LocalTime.of(17, 0));
      if (works(day) && !over) {
        return end(day);
      }
      left = 1;
    }
    while (left > 0) {
      day = day.plusDays(1);
      left -= works(day) ? 1 : 0;
    }
    return end(day);
  }

  /** The end of the working day so many working days earlier. */
  static Instant before(Instant until, int workingDays) {
    LocalDate day = day(until);
    int left = workingDays;
    while (left > 0) {
      day = day.minusDays(1);
      left -= works(day) ? 1 : 0;
    }
    return end(day);
  }

  /** The end of the last working day up to a day. */
  static Instant upTo(LocalDate last) {
    LocalDate day = last;
    while (!works(day)) {
      day = day.minusDays(1);
    }
    return end(day);
  }

  /** Working days after the day of the first, up to that of the second. */
  static int between(Instant first, Instant second) {
    int count = 0;
    LocalDate last = day(second);
    for (LocalDate day = day(first).plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
      count += works(day) ? 1 : 0;
    }
    return count;
  }
}
