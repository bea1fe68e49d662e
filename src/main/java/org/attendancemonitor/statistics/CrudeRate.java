package org.attendancemonitor.statistics;

/**
 * A crude rate, so many per so many, with exact Poisson limits below ten events and Byar's from ten
 * on (PHEindicatormethods, {@code phe_rate}). For what can happen more than once to one person, or
 * in person-time; a share of appointments is a {@link Proportion}.
 */
public final class CrudeRate {
  private static final long FEW = 10;

  private CrudeRate() {}

  /**
   * The rate and its limits.
   *
   * @param x events, 0 or more
   * @param n what they are counted over (people, person-years), above 0
   * @param multiplier per how many, above 0, for example 1000
   * @param confidence 0.9 to below 1, or the same as per cent
   * @throws IllegalArgumentException where a parameter is out of its range
   */
  public static Estimate of(long x, double n, double multiplier, double confidence) {
    if (!(n > 0 && multiplier > 0)) {
      throw new IllegalArgumentException(
          "n, multiplier: expected above 0, found n = " + n + ", multiplier = " + multiplier);
    }
    return limits(x, confidence).times(multiplier / n);
  }

  private static Estimate limits(long x, double confidence) {
    if (x < FEW) {
      PoissonInterval exact = PoissonInterval.of(x, confidence);
      return new Estimate(x, exact.lower(), exact.upper());
    }
    ByarInterval byar = ByarInterval.of(x, confidence);
    return new Estimate(x, byar.lower().orElse(0), byar.upper());
  }
}
