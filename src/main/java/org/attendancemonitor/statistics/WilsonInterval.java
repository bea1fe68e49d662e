package org.attendancemonitor.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Wilson score interval of a proportion, the method of the Office for Health Improvement and
 * Disparities for proportions (PHEindicatormethods, {@code phe_proportion}). It assumes independent
 * trials: appointments of one patient are not quite that.
 *
 * @param lower lower limit, 0 to 1
 * @param upper upper limit, 0 to 1
 */
public record WilsonInterval(double lower, double upper) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * The interval {@code (2x + z^2 -/+ z sqrt(z^2 + 4x(1 - x/n))) / (2(n + z^2))}.
   *
   * @param x how many were, 0 to n
   * @param n how many could have been, above 0
   * @param confidence 0.9 to 1, or the same as per cent (90 to 100); 1 gives 0 to 1
   * @throws IllegalArgumentException where a parameter is out of its range
   */
  public static WilsonInterval of(long x, long n, double confidence) {
    if (n <= 0 || x < 0 || x > n) {
      throw new IllegalArgumentException(
          "x, n: expected 0 <= x <= n and n > 0, found x = " + x + ", n = " + n);
    }
    double share = share(confidence);
    if (share == 1) {
      return new WilsonInterval(0, 1);
    }
    double z = NORMAL.inverseSurvivalProbability((1 - share) / 2);
    double middle = 2 * x + z * z;
    double spread = z * Math.sqrt(z * z + 4.0 * x * (1 - (double) x / n));
    double scale = 2 * (n + z * z);
    // In real arithmetic the limits touch 0 and 1 exactly; rounding may carry them past.
    double lower = x == 0 ? 0 : Math.max(0, (middle - spread) / scale);
    double upper = x == n ? 1 : Math.min(1, (middle + spread) / scale);
    return new WilsonInterval(lower, upper);
  }

  private static double share(double confidence) {
    double share = confidence >= 90 ? confidence / 100 : confidence;
    if (!(share >= 0.9 && share <= 1)) {
      throw new IllegalArgumentException(
          "confidence: expected 0.9 to 1 or 90 to 100, found " + confidence);
    }
    return share;
  }
}
