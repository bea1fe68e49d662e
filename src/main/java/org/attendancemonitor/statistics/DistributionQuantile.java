package org.attendancemonitor.statistics;

import org.apache.commons.statistics.distribution.ContinuousDistribution;

/**
 * A quantile of a distribution to the last digits. The library searches them to an absolute 1e-9;
 * one Newton step, whose slope is the density, brings a small quantile to the same relative
 * accuracy.
 */
final class DistributionQuantile {

  private DistributionQuantile() {}

  /** The value with this probability at or below it. */
  static double at(ContinuousDistribution distribution, double probability) {
    double near = distribution.inverseCumulativeProbability(probability);
    return near
        - (distribution.cumulativeProbability(near) - probability) / distribution.density(near);
  }

  /** The value with this probability above it. */
  static double above(ContinuousDistribution distribution, double probability) {
    double near = distribution.inverseSurvivalProbability(probability);
    return near
        + (distribution.survivalProbability(near) - probability) / distribution.density(near);
  }
}
