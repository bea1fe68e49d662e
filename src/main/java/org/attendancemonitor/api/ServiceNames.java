package org.attendancemonitor.api;

import java.util.Map;
import org.attendancemonitor.attendance.ServiceCatalogue;

/**
 * What the services are called.
 *
 * @param names by their key in {@code services.yaml}
 */
public record ServiceNames(Map<String, String> names) {
  public ServiceNames {
    names = Map.copyOf(names);
  }

  /** The name of a service; of one that is not configured, that it is another one. */
  String of(String key) {
    return names.getOrDefault(key, key.equals(ServiceCatalogue.UNMAPPED) ? "other service" : key);
  }
}
