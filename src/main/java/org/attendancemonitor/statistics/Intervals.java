package org.attendancemonitor.statistics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * The days between events: how many events that makes a week, and how regular they are.
 *
 * @param weekly events per week
 * @param variation coefficient of variation of the days between, their standard deviation over
 *     their mean; empty for a single interval
 */
public record Intervals(double weekly, OptionalDouble variation) {
  private static final double WEEK = 7;

  /** Of these numbers of days; empty where there are none, or no time passes in them. */
  static Optional<Intervals> of(List<Long> between) {
    double[] days = between.stream().mapToDouble(Long::doubleValue).toArray();
    double mean = Mean.of(days).getAsDouble();
    if (!(mean > 0)) {
      return Optional.empty();
    }
    return Optional.of(
        new Intervals(
            WEEK / mean,
            days.length < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(StandardDeviation.of(days).getAsDouble() / mean)));
  }
}
