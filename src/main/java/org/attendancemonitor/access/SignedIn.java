package org.attendancemonitor.access;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Actor;
import org.springframework.security.core.Authentication;

/**
 * Who has signed in, as the record knew them at that moment.
 *
 * @param name the sign-in's name
 * @param roles words of its roles; those of another version of the program are left out
 * @param registration professional registration, or null
 * @param team key of {@code services.yaml}, or null for the whole organisation
 */
public record SignedIn(String name, Set<String> roles, String registration, String team)
    implements Principal {
  public SignedIn {
    roles = Set.copyOf(roles);
  }

  /**
   * Who makes a request; empty where nobody signed in, or has not chosen yet which of their jobs
   * they work in.
   */
  public static Optional<SignedIn> of(HttpServletRequest request) {
    return request.getUserPrincipal() instanceof Authentication signedIn
        ? of(signedIn)
        : Optional.empty();
  }

  static Optional<SignedIn> of(Authentication signedIn) {
    return signedIn.getPrincipal() instanceof OpenIdUser user
        ? Optional.ofNullable(user.who())
        : signedIn.getPrincipal() instanceof SignedIn who ? Optional.of(who) : Optional.empty();
  }

  @Override
  public String getName() {
    return name;
  }

  /** Whether one of its roles is this. */
  public boolean is(Role role) {
    return roles.contains(role.word());
  }

  /** The same, as facts name who did something. */
  public Actor actor() {
    return new Actor(name, roles, registration, team);
  }
}
