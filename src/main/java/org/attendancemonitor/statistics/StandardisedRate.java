package org.attendancemonitor.statistics;

import java.util.List;
import java.util.Optional;

/**
 * Directly standardised rate: what the rate would be were the bands mixed as in the standard.
 * Limits by Dobson's method on Byar's (Dobson and others 1991; PHEindicatormethods, {@code
 * calculate_dsr}). Where one person may have several events, the variance of a person with f events
 * counts f squared ({@code independent_events = FALSE}): {@code v = sum(w^2 sum_f(f^2 x_f) / n^2) /
 * (sum w)^2}.
 */
public final class StandardisedRate {
  private static final long LEAST = 10;

  private StandardisedRate() {}

  /**
   * The rate {@code m sum(w x/n) / sum(w)} with limits {@code rate + m sqrt(v/X) (byar(X) - X)}.
   *
   * @param strata the bands, at least one weight above 0
   * @param multiplier per how many, above 0; 1 gives a share
   * @param confidence 0.9 to below 1, or the same as per cent
   * @return empty where fewer than 10 events happened in all bands together
   * @throws IllegalArgumentException where a parameter is out of its range
   */
  public static Optional<Estimate> of(List<Stratum> strata, double multiplier, double confidence) {
    double weights = strata.stream().mapToDouble(Stratum::weight).sum();
    if (!(weights > 0 && multiplier > 0)) {
      throw new IllegalArgumentException(
          "weights, multiplier: expected above 0, found " + weights + " and " + multiplier);
    }
    long events = strata.stream().mapToLong(Stratum::events).sum();
    ByarInterval byar = ByarInterval.of(events, confidence);
    if (events < LEAST) {
      return Optional.empty();
    }
    double rate = strata.stream().mapToDouble(Stratum::weightedRate).sum() / weights;
    double variance = strata.stream().mapToDouble(Stratum::weightedVariance).sum();
    double scale = Math.sqrt(variance / events) / weights;
    double lower = rate + scale * (byar.lower().orElse(0) - events);
    double upper = rate + scale * (byar.upper() - events);
    return Optional.of(new Estimate(rate, lower, upper).times(multiplier));
  }
}
