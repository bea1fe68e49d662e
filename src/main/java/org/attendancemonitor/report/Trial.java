package org.attendancemonitor.report;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A change that was tried in a service from a day on, and who is asked whether it worked.
 *
 * @param change its first day
 * @param comparedWith a service that did not change, if there is one
 */
public record Trial(LocalDate change, Optional<Service> comparedWith) {

  /**
   * A service.
   *
   * @param key in {@code services.yaml}
   * @param name as shown to people
   */
  public record Service(String key, String name) {}
}
