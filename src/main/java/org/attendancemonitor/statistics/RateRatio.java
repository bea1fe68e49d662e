package org.attendancemonitor.statistics;

import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Ratio of two Poisson rates with exact limits: given both counts together, the first is binomial,
 * and Clopper and Pearson's limits of its share are turned into limits of the ratio (as in R's
 * {@code poisson.test}). For what one person can have several of; a ratio of shares is {@link
 * RiskRatio}.
 */
public final class RateRatio {

  private RateRatio() {}

  /**
   * The ratio of x1 events over n1 to x2 events over n2.
   *
   * @param confidence 0.9 to below 1, or the same as per cent
   * @return empty where the second has no events
   * @throws IllegalArgumentException where an n is not above 0 or a count is negative
   */
  public static Optional<Estimate> of(long x1, double n1, long x2, double n2, double confidence) {
    if (!(n1 > 0 && n2 > 0)) {
      throw new IllegalArgumentException("n: expected above 0, found " + n1 + " and " + n2);
    }
    if (x1 < 0 || x2 < 0) {
      throw new IllegalArgumentException("x: expected 0 or more, found " + x1 + " and " + x2);
    }
    double tail = (1 - Confidence.bounded(confidence)) / 2;
    if (x2 == 0) {
      return Optional.empty();
    }
    double lower =
        x1 == 0 ? 0 : BetaDistribution.of(x1, x2 + 1.0).inverseCumulativeProbability(tail);
    double upper = BetaDistribution.of(x1 + 1.0, x2).inverseSurvivalProbability(tail);
    Estimate ratio = new Estimate((double) x1 / x2, odds(lower), odds(upper));
    return Optional.of(ratio.times(n2 / n1));
  }

  private static double odds(double share) {
    return share / (1 - share);
  }
}
