package org.attendancemonitor.statistics;

/** How many appointments a comparison needs before it begins. */
public final class SampleSize {

  private SampleSize() {}

  /**
   * Trials in each of two groups to tell two proportions apart, two-sided (R's {@code
   * power.prop.test}): {@code ((z_a sqrt((p1+p2)(1-(p1+p2)/2)) + z_b sqrt(p1(1-p1)+p2(1-p2))) /
   * (p1-p2))^2}. Of appointments in patients it takes as many times more as the design effect.
   *
   * @param p1 proportion without, above 0 and below 1
   * @param p2 proportion with, above 0 and below 1, another
   * @param power how likely the difference is found, above 0.5 and below 1, usually 0.8
   * @param alpha how likely one is found where there is none, above 0 and below 0.5, usually 0.05
   * @return not rounded: the next whole number is enough
   * @throws IllegalArgumentException where a parameter is out of its range
   */
  public static double perGroup(double p1, double p2, double power, double alpha) {
    if (!(p1 > 0 && p1 < 1 && p2 > 0 && p2 < 1 && p1 != p2)) {
      throw new IllegalArgumentException(
          "p1, p2: expected two different proportions above 0 and below 1, found "
              + p1
              + " and "
              + p2);
    }
    if (!(power > 0.5 && power < 1 && alpha > 0 && alpha < 0.5)) {
      throw new IllegalArgumentException(
          "power, alpha: expected 0.5 < power < 1 and 0 < alpha < 0.5, found "
              + power
              + " and "
              + alpha);
    }
    double same = Confidence.NORMAL.inverseSurvivalProbability(alpha / 2);
    double found = Confidence.NORMAL.inverseCumulativeProbability(power);
    double root =
        same * Math.sqrt((p1 + p2) * (1 - (p1 + p2) / 2))
            + found * Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2));
    return root * root / ((p1 - p2) * (p1 - p2));
  }
}
