package org.attendancemonitor.policy;

import java.time.Instant;
import java.time.LocalTime;

/**
 * Hours of the night, local time, in which nobody is called. An attempt made in them is kept and
 * does not count towards "could not be reached".
 *
 * @param from the evening
 * @param until the morning
 */
public record QuietHours(LocalTime from, LocalTime until) {
  public QuietHours {
    if (!until.isBefore(from)) {
      throw new IllegalArgumentException(
          "until: expected a time of the morning before from " + from + ", found " + until);
    }
  }

  boolean cover(Instant moment) {
    return cover(moment.atZone(WorkingDays.LONDON).toLocalTime());
  }

  boolean cover(LocalTime time) {
    return !time.isBefore(from) || time.isBefore(until);
  }
}
