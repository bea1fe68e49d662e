package org.attendancemonitor.attendance;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date of birth that may be known to the year or the month only (FHIR {@code date}). A missing
 * month or day is read as the middle of the period, so that an age is at most half a year off.
 *
 * @param text {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}
 */
public record BirthDate(String text) {
  private static final Pattern FORM = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");

  public BirthDate {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a date of birth");
    }
  }

  /** The day the age is counted from. */
  public LocalDate day() {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalStateException("checked on construction");
    }
    int year = Integer.parseInt(parts.group(1));
    if (parts.group(2) == null) {
      return LocalDate.of(year, 7, 1);
    }
    int month = Integer.parseInt(parts.group(2));
    return LocalDate.of(
        year, month, parts.group(3) == null ? 15 : Integer.parseInt(parts.group(3)));
  }

  /** Completed years on a day; empty for a day before the birth. */
  public Optional<Integer> ageOn(LocalDate day) {
    return day.isBefore(day())
        ? Optional.empty()
        : Optional.of(Period.between(day(), day).getYears());
  }
}
