package org.attendancemonitor.worklist;

import java.util.Map;
import org.attendancemonitor.attendance.ServiceCatalogue;

/**
 * What a site states for its pages.
 *
 * @param organisation shown at the top of each page
 * @param services names by their key in {@code services.yaml}
 * @param pageSize rows of a list
 * @param openId the site has a sign-in of its own
 */
public record Pages(
    String organisation, Map<String, String> services, int pageSize, boolean openId) {
  public Pages {
    services = Map.copyOf(services);
    if (pageSize < 1) {
      throw new IllegalArgumentException("pageSize: expected 1 or more, found " + pageSize);
    }
  }

  /** The name of a service; of one that is not configured, that it is another one. */
  String service(String key) {
    return services.getOrDefault(
        key, key.equals(ServiceCatalogue.UNMAPPED) ? "Other service" : key);
  }
}
