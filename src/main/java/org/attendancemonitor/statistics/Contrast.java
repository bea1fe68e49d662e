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
  static final Contrast NOTHING = new Contrast(0, 0);

  /** The first minus the second. */
  public static Contrast difference(Proportion first, Proportion second) {
    return NOTHING.plus(first).minus(second);
  }

  /** One more proportion added; its n is above 0. */
  public Contrast plus(Proportion share) {
    return plus(share, DesignEffect.NONE);
  }

  /** One more proportion taken away; its n is above 0. */
  public Contrast minus(Proportion share) {
    return minus(share, DesignEffect.NONE);
  }

  /** One more proportion added, its variance multiplied by a design effect; its n is above 0. */
  Contrast plus(Proportion share, DesignEffect effect) {
    return new Contrast(value + share.value(), with(share, effect));
  }

  /** One more taken away, its variance multiplied by a design effect; its n is above 0. */
  Contrast minus(Proportion share, DesignEffect effect) {
    return new Contrast(value - share.value(), with(share, effect));
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

  private double with(Proportion share, DesignEffect effect) {
    double p = share.value();
    double variance = p * (1 - p) / effect.effectiveSize(share.n());
    return Math.sqrt(standardError * standardError + variance);
  }
}
