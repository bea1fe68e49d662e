package org.attendancemonitor.access;

/**
 * A local user or system as the sign-in sees it.
 *
 * @param name sign-in name
 * @param passwordHash Argon2id in its usual text form
 * @param role what it may do
 */
public record Account(String name, String passwordHash, Role role) {

  /** Never shows the hash. */
  @Override
  public String toString() {
    return "Account[" + name + ", " + role.word() + "]";
  }
}
