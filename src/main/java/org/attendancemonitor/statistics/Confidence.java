package org.attendancemonitor.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The confidence asked for: a share (0.9 to 1) or the same as per cent (90 to 100). */
final class Confidence {
  static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private Confidence() {}

  /**
   * As a share, 0.9 to 1.
   *
   * @throws IllegalArgumentException where it is neither
   */
  static double share(double confidence) {
    double share = confidence >= 90 ? confidence / 100 : confidence;
    if (!(share >= 0.9 && share <= 1)) {
      throw new IllegalArgumentException(
          "confidence: expected 0.9 to 1 or 90 to 100, found " + confidence);
    }
    return share;
  }

  /**
   * As a share that leaves something outside: limits without a bound are no limits.
   *
   * @throws IllegalArgumentException where it is no confidence, or a full one
   */
  static double bounded(double confidence) {
    double share = share(confidence);
    if (share == 1) {
      throw new IllegalArgumentException(
          "confidence: expected less than full confidence, found " + confidence);
    }
    return share;
  }

  /** How many standard errors to either side hold this share of a normal distribution. */
  static double z(double confidence) {
    return NORMAL.inverseSurvivalProbability((1 - bounded(confidence)) / 2);
  }
}
