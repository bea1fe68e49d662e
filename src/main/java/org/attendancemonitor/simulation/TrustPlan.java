package org.attendancemonitor.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * What a synthetic trust is made from. Equal plans give equal bytes.
 *
 * @param patients how many people have a referral in the period
 * @param days length of the history
 * @param end the first day after the history: "today" of a demonstration
 * @param seed any number
 * @param areas where people may live; deciles of the sample follow fixed weights
 * @param acuteFeed the feed that sends single resources of the current UK Core
 * @param communityFeed the feed that sends Bundles and UK Core extensions of the older generation
 */
public record TrustPlan(
    int patients,
    int days,
    LocalDate end,
    long seed,
    List<Lsoa> areas,
    String acuteFeed,
    String communityFeed) {

  /** Local days are days in England. */
  public static final ZoneId ZONE = ZoneId.of("Europe/London");

  public TrustPlan {
    areas = List.copyOf(areas);
    if (patients < 1 || patients > TestNumbers.SIZE) {
      throw new IllegalArgumentException(
          "patients: expected 1 to " + TestNumbers.SIZE + ", found " + patients);
    }
    if (days < 1 || days > 3_660) {
      throw new IllegalArgumentException("days: expected 1 to 3660, found " + days);
    }
    if (areas.isEmpty()) {
      throw new IllegalArgumentException("areas: expected at least one LSOA, found none");
    }
  }

  /** A trust on the feeds {@code default} and {@code community}. */
  public static TrustPlan of(int patients, int days, LocalDate end, long seed, List<Lsoa> areas) {
    return new TrustPlan(patients, days, end, seed, areas, "default", "community");
  }

  /** The first day of the history. */
  public LocalDate start() {
    return end.minusDays(days);
  }

  /** The moment before which everything is history. */
  public Instant historyEnd() {
    return end.atStartOfDay(ZONE).toInstant();
  }
}
