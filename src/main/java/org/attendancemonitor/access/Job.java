package org.attendancemonitor.access;

import java.util.Set;

/**
 * What somebody works as, and where: one person may have several, and works in one at a time.
 *
 * @param name what the provider calls it, or null
 * @param roles what they may do in it, never none
 * @param team key of {@code services.yaml}, or null for the whole organisation
 */
public record Job(String name, Set<Role> roles, String team) {
  public Job {
    roles = Set.copyOf(roles);
  }

  /** Whether somebody may do and see the same in both. */
  boolean gives(Job other) {
    return roles.equals(other.roles()) && java.util.Objects.equals(team, other.team());
  }
}
