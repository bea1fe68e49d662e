package org.attendancemonitor.statistics;

/**
 * One quantile of an ordered population, for example the most deprived fifth.
 *
 * @param population how many belong to it; none means that there is no slope
 * @param value its proportion or rate
 * @param lower lower 95 per cent limit of the value
 * @param upper upper 95 per cent limit of the value
 */
public record QuantileValue(double population, double value, double lower, double upper) {

  /**
   * @throws IllegalArgumentException where a number is negative or none, or the limits do not
   *     contain the value
   */
  public QuantileValue {
    if (!(population >= 0 && lower <= value && value <= upper)) {
      throw new IllegalArgumentException(
          "quantile: expected a population of 0 or more and lower <= value <= upper, found "
              + population
              + ", "
              + lower
              + " <= "
              + value
              + " <= "
              + upper);
    }
  }

  /** A quantile of independent trials, with Wilson limits; its n is above 0. */
  public static QuantileValue of(Proportion share) {
    WilsonInterval limits = share.limits(0.95);
    return new QuantileValue(share.n(), share.value(), limits.lower(), limits.upper());
  }

  /** Whether this is within the limits. */
  boolean covers(double other) {
    return lower <= other && other <= upper;
  }

  /** Standard error on the scale, from the width of the limits. */
  double standardError(ValueScale scale) {
    return (scale.to(upper) - scale.to(lower)) / (2 * Confidence.z(0.95));
  }
}
