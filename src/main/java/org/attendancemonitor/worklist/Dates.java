package org.attendancemonitor.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Dates and times as the NHS service manual writes them: "6 August 2026", "3:30pm". */
final class Dates {
  static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
  private static final DateTimeFormatter WEEKDAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.UK);

  private Dates() {}

  static LocalDate day(Instant at) {
    return at.atZone(LONDON).toLocalDate();
  }

  static String of(LocalDate day) {
    return DAY.format(day);
  }

  static String of(Instant at) {
    return of(day(at));
  }

  /** With the day of the week, as appointments are named. */
  static String weekday(LocalDate day) {
    return WEEKDAY.format(day);
  }

  /** With the time of day. */
  static String moment(Instant at) {
    return of(at) + " at " + time(at);
  }

  static String time(Instant at) {
    int hour = at.atZone(LONDON).getHour();
    int minute = at.atZone(LONDON).getMinute();
    String half = hour < 12 ? "am" : "pm";
    int twelve = hour % 12 == 0 ? 12 : hour % 12;
    return minute == 0 ? twelve + half : "%d:%02d%s".formatted(twelve, minute, half);
  }

  /** Whole weeks of a wait, in words; days below two weeks. */
  static String wait(LocalDate since, LocalDate until) {
    long days = Math.max(0, ChronoUnit.DAYS.between(since, until));
    if (days < 14) {
      return days == 1 ? "1 day" : days + " days";
    }
    return days / 7 + " weeks";
  }
}
