package org.attendancemonitor.simulation;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Times as clocks in England show them: without a zone, as most senders write them. */
final class WallClock {
  private final DateTimeFormatter form;

  /**
   * A way of writing times.
   *
   * @param pattern of java.time
   */
  WallClock(String pattern) {
    this.form = DateTimeFormatter.ofPattern(pattern);
  }

  /**
   * A time of FHIR in this form.
   *
   * @param time with a zone or without; empty for empty; a day that no calendar has stays one
   */
  String of(String time) {
    if (time.isEmpty()) {
      return "";
    }
    try {
      return written(time);
    } catch (DateTimeException impossible) {
      // A day of that month is written, and then the day itself put in its place.
      String day = time.substring(0, 10);
      String near = time.substring(0, 8) + "28";
      return written(near + time.substring(10))
          .replace(near, day)
          .replace(near.replace("-", ""), day.replace("-", ""));
    }
  }

  private String written(String time) {
    return form.format(read(time));
  }

  /**
   * A time of FHIR; without a zone it is of the clock on the wall.
   *
   * @throws DateTimeException where there is no such time
   */
  static ZonedDateTime read(String time) {
    return DateTimeFormatter.ISO_DATE_TIME.parseBest(
                time, OffsetDateTime::from, LocalDateTime::from)
            instanceof OffsetDateTime zoned
        ? zoned.atZoneSameInstant(TrustPlan.ZONE)
        : LocalDateTime.parse(time).atZone(TrustPlan.ZONE);
  }
}
