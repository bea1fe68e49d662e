package org.attendancemonitor.equity;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** The grid of moments at which releases are made: fixed, so that nobody chooses a telling one. */
final class Calendar {
  private static final ZoneId ZONE = ZoneId.of("Europe/London");

  /** Of releases that are made for the past. */
  private static final int WEEKS_APART = 4;

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

  /**
   * Moments of the weekly grid before now that stand for the time before the first release: every
   * fourth Monday.
   *
   * @param count how many
   * @return oldest first
   */
  static List<Instant> before(Instant now, int count) {
    LocalDate monday = slot(EquitySettings.Cadence.WEEKLY, now).atZone(ZONE).toLocalDate();
    List<Instant> slots = new ArrayList<>(count);
    for (int past = count; past > 0; past--) {
      slots.add(monday.minusWeeks((long) WEEKS_APART * past).atStartOfDay(ZONE).toInstant());
    }
    return slots;
  }

  /** Whether a moment is one of the weekly grid. */
  static boolean weekly(Instant slot) {
    return slot(EquitySettings.Cadence.WEEKLY, slot).equals(slot);
  }

  /** The last complete day at a moment. */
  static LocalDate dayBefore(Instant moment) {
    return moment.atZone(ZONE).toLocalDate().minusDays(1);
  }
}
