package org.attendancemonitor.attendance;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/**
 * A date of birth that may be known to the year or the month only (FHIR {@code date}). A missing
 * month or day is read as the middle of the period, so that an age is at most half a year off.
 *
 * @param text {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}
 */
public record BirthDate(String text) {
  public BirthDate {
    if (!isDate(text)) {
      throw new IllegalArgumentException("not a date of birth");
    }
  }

  /** Digits with dashes after the year and the month: read for every rule and every appointment. */
  private static boolean isDate(String text) {
    int length = text.length();
    if (length != 4 && length != 7 && length != 10) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (i == 4 || i == 7 ? c != '-' : c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }

  /** The day the age is counted from. */
  public LocalDate day() {
    int year = Integer.parseInt(text, 0, 4, 10);
    if (text.length() == 4) {
      return LocalDate.of(year, 7, 1);
    }
    int month = Integer.parseInt(text, 5, 7, 10);
    return LocalDate.of(year, month, text.length() == 7 ? 15 : Integer.parseInt(text, 8, 10, 10));
  }

  /** Completed years on a day; empty for a day before the birth. */
  public Optional<Integer> ageOn(LocalDate day) {
    LocalDate born = day();
    return day.isBefore(born)
        ? Optional.empty()
        : Optional.of(Period.between(born, day).getYears());
  }
}
