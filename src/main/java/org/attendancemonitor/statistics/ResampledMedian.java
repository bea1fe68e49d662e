package org.attendancemonitor.statistics;

import java.util.Random;
import org.apache.commons.statistics.distribution.ContinuousDistribution.Sampler;
import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * Medians of bootstrap resamples: of as many waits as there are, drawn with replacement. To draw a
 * wait is to draw a place among the waits in order, and where the k-th of n random places lies is
 * known (David and Nagaraja, Order Statistics, 2003): with gamma-distributed distances a before it
 * and b after it, at a / (a + b) of the way. So the middle is drawn without drawing the rest, and a
 * resample of a long list costs no more than one of a short.
 */
final class ResampledMedian {
  private final int[] days;
  private final Sampler before;
  private final Sampler between;
  private final Sampler after;

  private ResampledMedian(int[] days, Random random) {
    this.days = days;
    boolean odd = days.length % 2 == 1;
    int half = (days.length + 1) / 2;
    before = gamma(half, random);
    after = gamma(half, random);
    between = odd ? () -> 0 : gamma(1, random);
  }

  private static Sampler gamma(int shape, Random random) {
    return GammaDistribution.of(shape, 1).createSampler(random::nextLong);
  }

  /**
   * Of these waits.
   *
   * @param days at least one, in order
   */
  static ResampledMedian of(int[] days, Random random) {
    return new ResampledMedian(days, random);
  }

  /** The median of another resample; of an even number the mean of the two in the middle. */
  double next() {
    double first = before.sample();
    double second = first + between.sample();
    double whole = second + after.sample();
    return (at(first / whole) + at(second / whole)) / 2.0;
  }

  private double at(double place) {
    return days[Math.min(days.length - 1, (int) (place * days.length))];
  }
}
