package org.attendancemonitor.statistics;

/**
 * Natural process limits about a mean. A lower limit below 0 of something that cannot be negative
 * is shown as 0 and tested as it is.
 *
 * @param mean the centre
 * @param reach from the mean to either limit, above 0
 */
public record ProcessLimits(double mean, double reach) {

  /** Lower process limit. */
  public double lower() {
    return mean - reach;
  }

  /** Upper process limit. */
  public double upper() {
    return mean + reach;
  }

  /** Two thirds of the way to the lower limit. */
  public double nearLower() {
    return mean - reach * 2 / 3;
  }

  /** Two thirds of the way to the upper limit. */
  public double nearUpper() {
    return mean + reach * 2 / 3;
  }
}
