package org.attendancemonitor.report;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quarter or a month of the calendar.
 *
 * @param first its first day
 * @param last its last day
 */
public record Period(LocalDate first, LocalDate last) {
  private static final Pattern QUARTER = Pattern.compile("(\\d{4})-[Qq]([1-4])");

  /**
   * The period of a name.
   *
   * @param name {@code 2026-Q3} or {@code 2026-07}
   * @throws IllegalArgumentException where it is neither
   */
  public static Period of(String name) {
    Matcher quarter = QUARTER.matcher(name);
    try {
      if (quarter.matches()) {
        int month = 3 * Integer.parseInt(quarter.group(2)) - 2;
        YearMonth start = YearMonth.of(Integer.parseInt(quarter.group(1)), month);
        return new Period(start.atDay(1), start.plusMonths(2).atEndOfMonth());
      }
      YearMonth month = YearMonth.parse(name);
      return new Period(month.atDay(1), month.atEndOfMonth());
    } catch (DateTimeException neither) {
      throw new IllegalArgumentException(
          "expected a quarter of the calendar (2026-Q3: July to September) or a month (2026-07),"
              + " found "
              + name,
          neither);
    }
  }

  /** Its days in words: {@code 1 July to 30 September 2026}. */
  public String inWords() {
    return Wording.days(first, last);
  }
}
