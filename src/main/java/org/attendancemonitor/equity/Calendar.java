package org.attendancemonitor.equity;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** The grid of moments at which releases are made: fixed, so that nobody chooses a telling one. */
final class Calendar {
  private static final ZoneId ZONE = ZoneId.of("Europe/London");

  private Calendar() {}

  /** The newest moment of the grid that is not after now. */
  static Instant slot(EquitySettings.Cadence cadence, Instant now) {
    return switch (cadence) {
      case EVERY_MINUTE -> now.truncatedTo(ChronoUnit.MINUTES);
      case WEEKLY ->
          now.atZone(ZONE)
              .toLocalDate()
              .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
              .atStartOfDay(ZONE)
              .toInstant();
    };
  }

  /** The last complete day at a moment. */
  static LocalDate dayBefore(Instant moment) {
    return moment.atZone(ZONE).toLocalDate().minusDays(1);
  }
}
