package org.attendancemonitor.attendance;

import java.util.List;
import java.util.Map;

/**
 * Which service a code means, as {@code services.yaml} says.
 *
 * @param services service key by code
 */
public record ServiceCatalogue(Map<Code, String> services) {

  /** The key of a service that no code of {@code services.yaml} names. */
  public static final String UNMAPPED = "unmapped";

  /** The system in which the key of a service is its code. */
  public static final String KEYS = "urn:attendance-monitor:service";

  public ServiceCatalogue {
    services = Map.copyOf(services);
  }

  /** The service of the first code that is mapped, or null. */
  public String first(List<Code> codes) {
    for (Code code : codes) {
      String service = services.get(code);
      if (service != null) {
        return service;
      }
    }
    return null;
  }
}
