package org.attendancemonitor.statistics;

/**
 * Independent proportions added and taken away, with the standard error {@code sqrt(sum p(1 -
 * p)/n)} (Wald). Good for large counts, as in a comparison of two periods in two groups; for a
 * difference of two alone {@link Newcombe} is better at small counts.
 *
 * @param value the sum
 * @param standardError its standard error
 */
public record Contrast(double value, double standardError) {
  private static final Contrast NOTHING = new Contrast(0, 0);

  /** The first minus the second. */
  public static Contrast difference(Proportion first, Proportion second) {
    return NOTHING.plus(first).minus(second);
  }

  /** One more proportion added; its n is above 0. */
  public Contrast plus(Proportion share) {
    return new Contrast(value + share.value(), with(share));
  }

  /** One more proportion taken away; its n is above 0. */
  public Contrast minus(Proportion share) {
    return new Contrast(value - share.value(), with(share));
  }

  /**
   * The sum with limits {@code value -/+ z se}.
   *
   * @param confidence 0.9 to below 1, or the same as per cent
   */
  public Estimate estimate(double confidence) {
    double spread = Confidence.z(confidence) * standardError;
    return new Estimate(value, value - spread, value + spread);
  }

  private double with(Proportion share) {
    double p = share.value();
    return Math.sqrt(standardError * standardError + p * (1 - p) / share.n());
  }
}
