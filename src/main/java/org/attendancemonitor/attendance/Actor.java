package org.attendancemonitor.attendance;

import java.util.Set;

/**
 * Who did something with a task: the sign-in as it was at that moment.
 *
 * @param name the sign-in's name
 * @param roles its roles, for example {@code clinician}
 * @param registration professional registration, for example {@code HCPC:PH12345}, or null
 * @param team key of {@code services.yaml} it acted for, or null for the whole organisation
 */
public record Actor(String name, Set<String> roles, String registration, String team) {
  public Actor {
    roles = roles == null ? Set.of() : Set.copyOf(roles);
  }

  /** Somebody who is in no team. */
  public Actor(String name, Set<String> roles, String registration) {
    this(name, roles, registration, null);
  }

  /** A registered professional: a clinician with a registration. */
  public boolean registered() {
    return roles.contains("clinician") && registration != null && !registration.isBlank();
  }
}
