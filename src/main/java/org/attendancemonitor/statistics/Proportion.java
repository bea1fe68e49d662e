package org.attendancemonitor.statistics;

/**
 * So many of so many.
 *
 * @param x how many were
 * @param n how many could have been; zero gives no value and no limits
 */
public record Proportion(long x, long n) {

  /**
   * @throws IllegalArgumentException where x is negative or above n
   */
  public Proportion {
    if (x < 0 || x > n) {
      throw new IllegalArgumentException("x: expected 0 to n, found x = " + x + ", n = " + n);
    }
  }

  /** Whether there is anything to divide by. */
  public boolean defined() {
    return n > 0;
  }

  /**
   * The share, 0 to 1.
   *
   * @throws IllegalStateException where n is zero
   */
  public double value() {
    if (!defined()) {
      throw new IllegalStateException("A proportion of nothing has no value");
    }
    return (double) x / n;
  }

  /**
   * Wilson score limits of this proportion.
   *
   * @param confidence as {@link WilsonInterval#of}
   * @throws IllegalStateException where n is zero
   */
  public WilsonInterval limits(double confidence) {
    if (!defined()) {
      throw new IllegalStateException("A proportion of nothing has no limits");
    }
    return WilsonInterval.of(x, n, confidence);
  }
}
