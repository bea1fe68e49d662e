package org.attendancemonitor.statistics;

import java.util.List;

/**
 * Mean, variance and third cumulant of something nearly normal. The quantile is Cornish and
 * Fisher's to the first term of skewness: {@code mean + sd (z + (z^2 - 1) skew / 6)}.
 *
 * @param mean its mean
 * @param variance its variance
 * @param third its third cumulant; 0 where it is normal
 */
record Cumulants(double mean, double variance, double third) {

  /**
   * What a normal value on this scale is on its own: the moments of the second-order expansion of
   * the way back.
   *
   * @param value the value at the middle of the normal
   * @param error standard error on the scale
   */
  static Cumulants of(double value, double error, ValueScale scale) {
    double slope = scale.slopeBack(value);
    double bend = scale.bendBack(value);
    double square = error * error;
    return new Cumulants(
        value + bend * square / 2,
        slope * slope * square
            + (bend * bend / 2 + slope * scale.twistBack(value)) * square * square,
        3 * slope * slope * bend * square * square);
  }

  /** The weighted sum of independent ones, whose cumulants add up. */
  static Cumulants sum(double[] weights, List<Cumulants> parts) {
    double mean = 0;
    double variance = 0;
    double third = 0;
    for (int i = 0; i < weights.length; i++) {
      double weight = weights[i];
      mean += weight * parts.get(i).mean();
      variance += weight * weight * parts.get(i).variance();
      third += weight * weight * weight * parts.get(i).third();
    }
    return new Cumulants(mean, variance, third);
  }

  double error() {
    return Math.sqrt(variance);
  }

  /** The normal z, bent by the skewness, of the value with this probability below it. */
  double bent(double probability) {
    double z = Confidence.NORMAL.inverseCumulativeProbability(probability);
    return z + (z * z - 1) * skew() / 6;
  }

  double quantile(double probability) {
    return mean + error() * bent(probability);
  }

  /** How likely it is below nothing: the probability whose quantile is 0. */
  double belowNothing() {
    double place = -mean / error();
    double bend = skew() / 6;
    double inside = 1 + 4 * bend * (place + bend);
    // Where the expansion turns back on itself, far outside, the normal has to do.
    double z = inside < 0 ? place : 2 * (place + bend) / (1 + Math.sqrt(inside));
    return Confidence.NORMAL.cumulativeProbability(z);
  }

  private double skew() {
    return third == 0 ? 0 : third / (variance * error());
  }
}
