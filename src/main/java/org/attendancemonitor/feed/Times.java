package org.attendancemonitor.feed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads FHIR dates and times from their text, because HAPI takes a time without a zone in the zone
 * of the machine. Here it is Europe/London; in the repeated hour of October it is the first.
 */
final class Times {
  static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})(?:-(\\d{2})(?:-(\\d{2})"
              + "(?:[T ](\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d+))?)?(Z|z|[+-]\\d{2}:?\\d{2})?)?)?)?");

  private Times() {}

  /**
   * A moment.
   *
   * @param at when
   * @param ambiguous the text had no zone and its local time occurs twice
   */
  record Moment(Instant at, boolean ambiguous) {}

  /**
   * The days a text covers: one, or all of a month or year.
   *
   * @param first first day, in Europe/London
   * @param last last day
   */
  record Days(LocalDate first, LocalDate last) {}

  /** A moment, or empty where the text is none; a day alone is its first moment. */
  static Optional<Moment> moment(String text) {
    Matcher form = FORM.matcher(text.trim());
    if (!form.matches() || form.group(3) == null) {
      return Optional.empty();
    }
    try {
      LocalDateTime local = date(form).atTime(form.group(4) == null ? LocalTime.MIN : time(form));
      if (form.group(8) != null) {
        return Optional.of(new Moment(local.toInstant(offset(form.group(8))), false));
      }
      boolean twice = LONDON.getRules().getValidOffsets(local).size() > 1;
      return Optional.of(new Moment(local.atZone(LONDON).toInstant(), twice));
    } catch (DateTimeException impossible) {
      return Optional.empty();
    }
  }

  /** The days of a text, or empty where it is no date. */
  static Optional<Days> days(String text) {
    Matcher form = FORM.matcher(text.trim());
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      int year = Integer.parseInt(form.group(1));
      if (form.group(2) == null) {
        return Optional.of(new Days(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)));
      }
      if (form.group(3) == null) {
        YearMonth month = YearMonth.of(year, Integer.parseInt(form.group(2)));
        return Optional.of(new Days(month.atDay(1), month.atEndOfMonth()));
      }
      LocalDate day = date(form);
      if (form.group(4) != null) {
        LocalDateTime local = day.atTime(time(form));
        if (form.group(8) != null) {
          day = local.toInstant(offset(form.group(8))).atZone(LONDON).toLocalDate();
        }
      }
      return Optional.of(new Days(day, day));
    } catch (DateTimeException impossible) {
      return Optional.empty();
    }
  }

  private static LocalDate date(Matcher form) {
    return LocalDate.of(
        Integer.parseInt(form.group(1)),
        Integer.parseInt(form.group(2)),
        Integer.parseInt(form.group(3)));
  }

  private static LocalTime time(Matcher form) {
    int second = form.group(6) == null ? 0 : Integer.parseInt(form.group(6));
    String fraction = form.group(7) == null ? "" : form.group(7);
    // FHIR allows the leap second, java.time does not.
    return LocalTime.of(
        Integer.parseInt(form.group(4)),
        Integer.parseInt(form.group(5)),
        second == 60 ? 59 : second,
        Integer.parseInt((fraction + "000000000").substring(0, 9)));
  }

  private static ZoneOffset offset(String text) {
    return ZoneOffset.of(text.equals("z") ? "Z" : text);
  }
}
