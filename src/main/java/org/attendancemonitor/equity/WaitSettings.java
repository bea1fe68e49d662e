package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What the figures of waits are measured against.
 *
 * @param targetWeeks the wait that nearly all should keep to
 * @param services the same by service, where it is another
 * @param factor how much shorter the mean wait has to be for that
 * @param reliefWeeks the time in which a list that is too long should come down
 * @param observedFrom the day since which referrals are recorded completely, where those loaded as
 *     history are only the ones that still waited then
 */
public record WaitSettings(
    double targetWeeks,
    Map<String, Double> services,
    double factor,
    double reliefWeeks,
    Optional<LocalDate> observedFrom) {

  public WaitSettings {
    services = Map.copyOf(services);
    aboveZero("targetWeeks", targetWeeks);
    services.values().forEach(weeks -> aboveZero("services", weeks));
    aboveZero("factor", factor);
    aboveZero("reliefWeeks", reliefWeeks);
  }

  private static void aboveZero(String name, double found) {
    if (!(found > 0 && found < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + ": expected above 0, found " + found);
    }
  }

  /** The wait that nearly all should keep to in a service. */
  double targetIn(String service) {
    return services.getOrDefault(service, targetWeeks);
  }
}
