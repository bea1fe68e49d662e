package org.attendancemonitor.statistics;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;

/**
 * How much more services differ than by chance, and a funnel that allows for it: additive random
 * effects on the arcsine scale (Spiegelhalter 2005; FunnelPlotR). With fewer than ten services the
 * variance between them means little.
 *
 * @param centre the pooled proportion
 * @param services each service's place before and after winsorising, in the order given
 * @param phi the mean of the squared winsorised places; about 1 where there is only chance
 * @param tau2 variance between services on the arcsine scale; 0 where chance explains all
 */
public record Overdispersion(double centre, List<Service> services, double phi, double tau2) {
  private static final double TRIM = 0.1;
  // Rounded as the package has them, so that its limits are met digit for digit.
  private static final double Z2 = 1.959964;
  private static final double Z3 = 3.090232;

  /**
   * A service on the arcsine scale.
   *
   * @param z its distance from the centre in standard errors
   * @param winsorised the same, drawn in to the 10 and 90 per cent quantiles of all
   * @param error its standard error, {@code 1/(2 sqrt n)}
   */
  public record Service(double z, double winsorised, double error) {}

  /** The services are kept in an unchangeable list. */
  public Overdispersion {
    services = List.copyOf(services);
  }

  /**
   * Measures it: {@code y = asin(sqrt(x/n))}, {@code z = (y - t)/s}, {@code tau2 = (k phi - (k-1))
   * / (sum w - sum w^2 / sum w)} with {@code w = 1/s^2}, and never below 0.
   *
   * @param all the services; those with nothing are left out
   * @return empty for fewer than two services
   */
  public static Optional<Overdispersion> of(List<Proportion> all) {
    return of(all, Collections.nCopies(all.size(), DesignEffect.NONE));
  }

  /**
   * The same where trials of a service go together: {@code s} is that of its effective size, so
   * that people with several appointments do not pass for differences between services.
   *
   * @param all the services; those with nothing are left out
   * @param effects of each of them, in the same order
   * @return empty for fewer than two services
   */
  public static Optional<Overdispersion> of(List<Proportion> all, List<DesignEffect> effects) {
    int[] defined = IntStream.range(0, all.size()).filter(i -> all.get(i).defined()).toArray();
    if (defined.length < 2) {
      return Optional.empty();
    }
    List<Proportion> services = Arrays.stream(defined).mapToObj(all::get).toList();
    double centre = Funnel.of(services).orElseThrow().centre();
    double target = arcsine(centre);
    double[] errors =
        Arrays.stream(defined)
            .mapToDouble(i -> error(effects.get(i).effectiveSize(all.get(i).n())))
            .toArray();
    double[] places = new double[errors.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = (arcsine(services.get(i).value()) - target) / errors[i];
    }
    double[] drawnIn = winsorised(places);
    double phi = Arrays.stream(drawnIn).map(z -> z * z).average().orElseThrow();
    Service[] measured = new Service[places.length];
    Arrays.setAll(measured, i -> new Service(places[i], drawnIn[i], errors[i]));
    return Optional.of(
        new Overdispersion(centre, List.of(measured), phi, betweenVariance(phi, errors)));
  }

  /**
   * The limits at this n: {@code sin(t -/+ z sqrt(s^2 + tau2))^2}, kept to 0 and 1.
   *
   * @param n effective size of a service, above 0
   * @throws IllegalArgumentException where it is not
   */
  public FunnelLimits limits(double n) {
    if (!(n > 0)) {
      throw new IllegalArgumentException("n: expected above 0, found " + n);
    }
    double spread = Math.sqrt(error(n) * error(n) + tau2);
    return new FunnelLimits(
        back(-Z2 * spread), back(Z2 * spread), back(-Z3 * spread), back(Z3 * spread));
  }

  private double back(double distance) {
    // Past its ends the sine folds back: there the limit is the end.
    double angle = Math.min(Math.PI / 2, Math.max(0, arcsine(centre) + distance));
    return Math.sin(angle) * Math.sin(angle);
  }

  private static double betweenVariance(double phi, double[] errors) {
    double weights = Arrays.stream(errors).map(s -> 1 / (s * s)).sum();
    double squares = Arrays.stream(errors).map(s -> 1 / (s * s * s * s)).sum();
    double excess = errors.length * phi - (errors.length - 1);
    return Math.max(0, excess / (weights - squares / weights));
  }

  private static double[] winsorised(double[] places) {
    double[] ends =
        Quantile.withDefaults()
            .with(EstimationMethod.HF7)
            .withCopy(true)
            .evaluate(places, TRIM, 1 - TRIM);
    return Arrays.stream(places).map(z -> Math.min(ends[1], Math.max(ends[0], z))).toArray();
  }

  private static double arcsine(double share) {
    return Math.asin(Math.sqrt(share));
  }

  private static double error(double n) {
    return 1 / (2 * Math.sqrt(n));
  }
}
