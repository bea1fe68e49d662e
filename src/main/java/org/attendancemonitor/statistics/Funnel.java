package org.attendancemonitor.statistics;

import java.util.List;
import java.util.Optional;

/**
 * A funnel plot of proportions (PHEindicatormethods, {@code calculate_funnel_limits}): the centre
 * is the pooled proportion, and the limits at n are the x/n whose Wilson limit is the centre.
 *
 * @param centre the pooled proportion, 0 to 1
 */
public record Funnel(double centre) {
  private static final double Z2 = Confidence.z(0.95);
  private static final double Z3 = Confidence.z(0.998);

  /**
   * @throws IllegalArgumentException where the centre is no proportion
   */
  public Funnel {
    if (!(centre >= 0 && centre <= 1)) {
      throw new IllegalArgumentException("centre: expected 0 to 1, found " + centre);
    }
  }

  /**
   * The funnel of these services.
   *
   * @return empty where all of them together have nothing
   */
  public static Optional<Funnel> of(List<Proportion> services) {
    Proportion pooled =
        new Proportion(
            services.stream().mapToLong(Proportion::x).sum(),
            services.stream().mapToLong(Proportion::n).sum());
    return pooled.defined() ? Optional.of(new Funnel(pooled.value())) : Optional.empty();
  }

  /**
   * The limits at this n.
   *
   * @param n above 0
   * @throws IllegalArgumentException where it is not
   */
  public FunnelLimits limits(double n) {
    if (!(n > 0)) {
      throw new IllegalArgumentException("n: expected above 0, found " + n);
    }
    return new FunnelLimits(limit(n, -Z2), limit(n, Z2), limit(n, -Z3), limit(n, Z3));
  }

  /** Where this service lies; its n is above 0. */
  public FunnelPlace place(Proportion service) {
    return limits(service.n()).place(service.value());
  }

  /** A root of {@code (2x + z^2 - 2c(n + z^2))^2 = z^2 (z^2 + 4x - 4x^2/n)}, divided by n. */
  private double limit(double n, double z) {
    double square = z * z;
    double shift = square - 2 * centre * (n + square);
    double a = 4 + 4 * square / n;
    double b = 4 * shift - 4 * square;
    double c = shift * shift - square * square;
    double x = (-b + Math.signum(z) * Math.sqrt(Math.max(0, b * b - 4 * a * c))) / (2 * a);
    return Math.min(1, Math.max(0, x / n));
  }
}
