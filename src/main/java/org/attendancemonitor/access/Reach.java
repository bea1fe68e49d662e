package org.attendancemonitor.access;

import java.util.Set;

/**
 * The services whose patients someone may look at by their work: a legitimate relationship by team.
 *
 * @param everywhere every service, those that are mapped to none included
 * @param services keys of {@code services.yaml}, where it is not everywhere
 */
public record Reach(boolean everywhere, Set<String> services) {
  /** Every service. */
  public static final Reach EVERYWHERE = new Reach(true, Set.of());

  public Reach {
    services = Set.copyOf(services);
  }

  /** Whether a service is within it. */
  public boolean covers(String service) {
    return everywhere || services.contains(service);
  }
}
