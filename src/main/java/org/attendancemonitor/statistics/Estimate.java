package org.attendancemonitor.statistics;

/**
 * What is estimated, with the limits of its interval. The unit is the method's.
 *
 * @param value the estimate
 * @param lower lower limit
 * @param upper upper limit
 */
public record Estimate(double value, double lower, double upper) {

  /**
   * @throws IllegalArgumentException where the limits are no numbers or stand the wrong way round
   */
  public Estimate {
    if (!(lower <= upper) || Double.isNaN(value)) {
      throw new IllegalArgumentException(
          "estimate: expected a value and lower <= upper, found "
              + value
              + " ("
              + lower
              + " to "
              + upper
              + ")");
    }
  }

  /** Whether this value is inside the limits or on them. */
  public boolean covers(double truth) {
    return lower <= truth && truth <= upper;
  }

  /** The same in another unit, for example per cent instead of a share. */
  Estimate times(double multiplier) {
    double low = lower * multiplier;
    double high = upper * multiplier;
    return new Estimate(value * multiplier, Math.min(low, high), Math.max(low, high));
  }
}
