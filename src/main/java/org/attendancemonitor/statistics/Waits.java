package org.attendancemonitor.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;

/**
 * Waits in days, each known to its end: their percentiles and shares. Percentiles are R's type 7,
 * between two days where the place falls between them; those published nationally are estimated
 * from weekly bands and differ a little. Of a list of people still waiting these are waits so far.
 */
public final class Waits {
  private static final Quantile TYPE_7 = Quantile.withDefaults().with(EstimationMethod.HF7);

  private final int[] days;

  private Waits(int[] days) {
    this.days = days;
  }

  /**
   * These waits, in any order.
   *
   * @throws IllegalArgumentException where one is negative
   */
  public static Waits of(int... days) {
    int[] sorted = days.clone();
    Arrays.sort(sorted);
    if (sorted.length > 0 && sorted[0] < 0) {
      throw new IllegalArgumentException("days: expected 0 or more, found " + sorted[0]);
    }
    return new Waits(sorted);
  }

  /** How many there are. */
  public int count() {
    return days.length;
  }

  /**
   * The wait that this share of them is not longer than.
   *
   * @param share 0 to 1, for example 0.92
   * @return days; empty where there are no waits
   * @throws IllegalArgumentException where the share is outside 0 to 1
   */
  public OptionalDouble percentile(double share) {
    double value = TYPE_7.evaluate(days.length, i -> days[i], share);
    return days.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The middle wait, in days; empty where there are no waits. */
  public OptionalDouble median() {
    return percentile(0.5);
  }

  /** Mean wait, in days; empty where there are no waits. */
  public OptionalDouble mean() {
    return Arrays.stream(days).average();
  }

  /** Which share is no longer than this many days, for example 126 for 18 weeks. */
  public Proportion within(int limit) {
    return new Proportion(Arrays.stream(days).filter(each -> each <= limit).count(), days.length);
  }

  /** Which share is longer than this many days, for example 364 for 52 weeks. */
  public Proportion over(int limit) {
    return new Proportion(days.length - within(limit).x(), days.length);
  }
}
