package org.attendancemonitor.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Exact limits of a count that is Poisson distributed (Garwood): {@code chi2(a/2, 2x) / 2} and
 * {@code chi2(1 - a/2, 2x + 2) / 2} with a = 1 - confidence.
 *
 * @param lower lower limit of the expected count; 0 where none was counted
 * @param upper upper limit of the expected count
 */
public record PoissonInterval(double lower, double upper) {

  /**
   * The limits of this count.
   *
   * @param x the count, 0 or more
   * @param confidence 0.9 to below 1, or the same as per cent
   * @throws IllegalArgumentException where a parameter is out of its range
   */
  public static PoissonInterval of(long x, double confidence) {
    if (x < 0) {
      throw new IllegalArgumentException("x: expected 0 or more, found " + x);
    }
    double tail = (1 - Confidence.bounded(confidence)) / 2;
    double lower =
        x == 0 ? 0 : ChiSquaredDistribution.of(2.0 * x).inverseCumulativeProbability(tail) / 2;
    double upper = ChiSquaredDistribution.of(2.0 * x + 2).inverseSurvivalProbability(tail) / 2;
    return new PoissonInterval(lower, upper);
  }
}
