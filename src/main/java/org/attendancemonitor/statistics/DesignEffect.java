package org.attendancemonitor.statistics;

/**
 * By how much clustering widens the variance of a proportion; measured by {@link Clusters}.
 *
 * @param value 1 (as if independent) or more
 */
public record DesignEffect(double value) {
  /** Of independent trials. */
  public static final DesignEffect NONE = new DesignEffect(1);

  /**
   * @throws IllegalArgumentException where it is below 1
   */
  public DesignEffect {
    if (!(value >= 1 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("design effect: expected 1 or more, found " + value);
    }
  }

  /** How many independent trials would say as much as these. */
  public double effectiveSize(double n) {
    return n / value;
  }

  /**
   * The proportion of as many independent trials as say as much, in whole numbers: for tests that
   * count.
   *
   * @param share with an n above 0
   */
  public Proportion effective(Proportion share) {
    long n = Math.max(1, Math.round(share.n() / value));
    return new Proportion(Math.min(n, Math.round(share.value() * n)), n);
  }

  /**
   * A proportion with the Wilson limits of its effective numbers, x and n divided by the effect.
   *
   * @param share with an n above 0
   * @param confidence 0.9 to 1, or the same as per cent
   */
  public Estimate estimate(Proportion share, double confidence) {
    WilsonInterval limits = WilsonInterval.of(share.x() / value, share.n() / value, confidence);
    return new Estimate(share.value(), limits.lower(), limits.upper());
  }
}
