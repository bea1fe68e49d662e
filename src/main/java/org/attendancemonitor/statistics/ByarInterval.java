package org.attendancemonitor.statistics;

import java.util.OptionalDouble;

/**
 * Byar's approximation to the exact limits of a Poisson count (Breslow and Day 1987; as in
 * PHEindicatormethods, {@code byars_lower} and {@code byars_upper}).
 *
 * @param lower lower limit of the expected count; empty where the formula gives none (none counted,
 *     or so few that it would be negative)
 * @param upper upper limit of the expected count
 */
public record ByarInterval(OptionalDouble lower, double upper) {

  /**
   * The limits {@code x (1 - 1/(9x) - z/(3 sqrt x))^3} and {@code y (1 - 1/(9y) + z/(3 sqrt y))^3}
   * with y = x + 1.
   *
   * @param x the count, 0 or more
   * @param confidence 0.9 to below 1, or the same as per cent
   * @throws IllegalArgumentException where a parameter is out of its range
   */
  public static ByarInterval of(long x, double confidence) {
    if (x < 0) {
      throw new IllegalArgumentException("x: expected 0 or more, found " + x);
    }
    double z = Confidence.z(confidence);
    double lower = x == 0 ? -1 : limit(x, -z);
    return new ByarInterval(
        lower < 0 ? OptionalDouble.empty() : OptionalDouble.of(lower), limit(x + 1.0, z));
  }

  private static double limit(double x, double z) {
    double root = 1 - 1 / (9 * x) + z / (3 * Math.sqrt(x));
    return x * root * root * root;
  }
}
