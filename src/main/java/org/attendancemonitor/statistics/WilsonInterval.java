package org.attendancemonitor.statistics;

/**
 * Wilson score interval of a proportion, the method of the Office for Health Improvement and
 * Disparities for proportions (PHEindicatormethods, {@code phe_proportion}). It assumes independent
 * trials: appointments of one patient are not quite that, so numbers may be given as effective ones
 * (see {@link DesignEffect}), which need not be whole.
 *
 * @param lower lower limit, 0 to 1
 * @param upper upper limit, 0 to 1
 */
public record WilsonInterval(double lower, double upper) {

  /**
   * The interval {@code (2x + z^2 -/+ z sqrt(z^2 + 4x(1 - x/n))) / (2(n + z^2))}.
   *
   * @param x how many were, 0 to n
   * @param n how many could have been, above 0
   * @param confidence 0.9 to 1, or the same as per cent (90 to 100); 1 gives 0 to 1
   * @throws IllegalArgumentException where a parameter is out of its range
   */
  public static WilsonInterval of(double x, double n, double confidence) {
    if (!(n > 0 && x >= 0 && x <= n && n < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "x, n: expected 0 <= x <= n and n > 0, found x = " + x + ", n = " + n);
    }
    if (Confidence.share(confidence) == 1) {
      return new WilsonInterval(0, 1);
    }
    double z = Confidence.z(confidence);
    double middle = 2 * x + z * z;
    double spread = z * Math.sqrt(z * z + 4 * x * (1 - x / n));
    double scale = 2 * (n + z * z);
    // In real arithmetic the limits touch 0 and 1 exactly; rounding may carry them past.
    double lower = x == 0 ? 0 : Math.max(0, (middle - spread) / scale);
    double upper = x == n ? 1 : Math.min(1, (middle + spread) / scale);
    return new WilsonInterval(lower, upper);
  }

  /**
   * A proportion with its limits.
   *
   * @param share with an n above 0
   * @param confidence as {@link #of}
   */
  public static Estimate estimate(Proportion share, double confidence) {
    WilsonInterval limits = share.limits(confidence);
    return new Estimate(share.value(), limits.lower, limits.upper);
  }
}
