package org.attendancemonitor.record;

import java.util.Set;

/**
 * Someone, or some system, that may sign in.
 *
 * @param name unique
 * @param passwordHash as the sign-in made it; never a password
 * @param roles sign-in roles
 * @param team or null
 * @param registration professional registration, or null
 */
public record User(
    String name, String passwordHash, Set<String> roles, String team, String registration) {
  public User {
    roles = Set.copyOf(roles);
  }

  /** Without the hash: it must not reach a log. */
  @Override
  public String toString() {
    return "User[" + name + ", " + roles + "]";
  }
}
