package org.attendancemonitor.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.attendancemonitor.statistics.Estimate;
import org.attendancemonitor.statistics.ProcessLimits;

/** Figures as people read them: one way of writing each, everywhere on the page. */
final class Wording {
  private static final ZoneId ZONE = ZoneId.of("Europe/London");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
  private static final DateTimeFormatter SHORT_DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK);
  private static final DateTimeFormatter DAY_OF_YEAR =
      DateTimeFormatter.ofPattern("d MMMM", Locale.UK);
  private static final DateTimeFormatter DAY_OF_MONTH = DateTimeFormatter.ofPattern("d", Locale.UK);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.UK);

  private static final double SECONDS_OF_DAY = 86_400;
  private static final double SECONDS_OF_WEEK = 7 * SECONDS_OF_DAY;

  private Wording() {}

  /** {@code 27 September 2026}. */
  static String day(LocalDate day) {
    return DAY.format(day);
  }

  /** {@code 27 Sep 2026}, for a narrow column. */
  static String shortDay(LocalDate day) {
    return SHORT_DAY.format(day);
  }

  /** {@code 1 July to 30 September 2026}. */
  static String days(LocalDate first, LocalDate last) {
    DateTimeFormatter start =
        first.getYear() != last.getYear()
            ? DAY
            : first.getMonth() == last.getMonth() ? DAY_OF_MONTH : DAY_OF_YEAR;
    return start.format(first) + " to " + DAY.format(last);
  }

  /** {@code 28 September 2026, 00:00}, local time. */
  static String moment(Instant moment) {
    return MOMENT.format(moment.atZone(ZONE));
  }

  /** {@code 1,234}. */
  static String count(double n) {
    return String.format(Locale.UK, "%,d", Math.round(n));
  }

  /** {@code 8.1%} of 0.0812; {@code 8%} with no decimals. */
  static String percent(double ratio, int decimals) {
    return fixed(100 * ratio, decimals) + "%";
  }

  /** {@code 8.1%}. */
  static String percent(double ratio) {
    return percent(ratio, 1);
  }

  /**
   * {@code 8.1% (7.2% to 9.0%)}; without decimals where all of it was rounded to whole per cent.
   */
  static String percent(Estimate share) {
    int decimals = whole(share) ? 0 : 1;
    return "%s (%s to %s)"
        .formatted(
            percent(share.value(), decimals),
            percent(share.lower(), decimals),
            percent(share.upper(), decimals));
  }

  /** The same without its signs, below a heading that says per cent: {@code 8.1 (7.2 to 9.0)}. */
  static String bare(Estimate share) {
    return percent(share).replace("%", "");
  }

  private static boolean whole(Estimate share) {
    return whole(share.value()) && whole(share.lower()) && whole(share.upper());
  }

  private static boolean whole(double ratio) {
    return Math.abs(100 * ratio - Math.rint(100 * ratio)) < 1e-9;
  }

  /** Percentage points without their unit: {@code −2.1}, {@code 0.4}. */
  static String points(double difference) {
    return fixed(100 * difference, 1);
  }

  /** {@code −2.1 (−3.3 to −0.9)}, percentage points. */
  static String points(Estimate difference) {
    int decimals = whole(difference) ? 0 : 1;
    return "%s (%s to %s)"
        .formatted(
            fixed(100 * difference.value(), decimals),
            fixed(100 * difference.lower(), decimals),
            fixed(100 * difference.upper(), decimals));
  }

  /** {@code 0.04 (−0.02 to 0.09)}, percentage points of which each hundredth counts. */
  static String finePoints(Estimate difference) {
    return "%s (%s to %s)"
        .formatted(
            fixed(100 * difference.value(), 2),
            fixed(100 * difference.lower(), 2),
            fixed(100 * difference.upper(), 2));
  }

  /** {@code 1.84 (1.31 to 2.60)}. */
  static String times(Estimate ratio) {
    return "%s (%s to %s)"
        .formatted(fixed(ratio.value(), 2), fixed(ratio.lower(), 2), fixed(ratio.upper(), 2));
  }

  /** {@code 17.9 (12.4 to 24.8)}, so many for so many. */
  static String rate(Estimate rate) {
    return "%s (%s to %s)"
        .formatted(fixed(rate.value(), 1), fixed(rate.lower(), 1), fixed(rate.upper(), 1));
  }

  /** {@code 7.1 to 13.7}, below a heading that says per cent; as far as shares go. */
  static String limits(ProcessLimits limits) {
    return points(Math.max(0, limits.lower())) + " to " + points(Math.min(1, limits.upper()));
  }

  /** {@code 14 weeks}, {@code 13.6 weeks}, {@code 1 week}. */
  static String weeks(double seconds) {
    return amount(seconds / SECONDS_OF_WEEK, "week");
  }

  /** {@code 13.6}, below a heading that says weeks. */
  static String weeksBare(double seconds) {
    return number(seconds / SECONDS_OF_WEEK, 1);
  }

  /** {@code 1.4 (−0.2 to 3.0)} weeks. */
  static String weeks(Estimate seconds) {
    return "%s (%s to %s)"
        .formatted(
            weeksBare(seconds.value()), weeksBare(seconds.lower()), weeksBare(seconds.upper()));
  }

  /** {@code 2 days}, {@code 1.5 days}. */
  static String daysOf(double seconds) {
    return amount(seconds / SECONDS_OF_DAY, "day");
  }

  private static String amount(double n, String unit) {
    String number = number(n, 1);
    return number + " " + unit + (number.equals("1") ? "" : "s");
  }

  /** With so many decimals where there are any: {@code 14}, {@code 13.6}. */
  static String number(double n, int decimals) {
    String number = fixed(n, decimals);
    return number.matches(".*\\.0+") ? number.substring(0, number.indexOf('.')) : number;
  }

  /** {@code p = 0.03}, {@code p < 0.001}. */
  static String probability(double p) {
    return p < 0.001 ? "p < 0.001" : "p = " + fixed(p, p < 0.01 ? 3 : 2);
  }

  /** {@code a, b and c}. */
  static String list(List<String> parts) {
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  /** Rounded half up, as figures of releases are; a true minus sign, and none before zero. */
  static String fixed(double n, int decimals) {
    BigDecimal rounded =
        new BigDecimal(Double.toString(n)).setScale(decimals, RoundingMode.HALF_UP);
    String digits = String.format(Locale.UK, "%,." + decimals + "f", rounded.abs());
    return rounded.signum() < 0 ? "\u2212" + digits : digits;
  }
}
