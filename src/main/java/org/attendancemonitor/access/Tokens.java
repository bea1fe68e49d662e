package org.attendancemonitor.access;

import java.util.Map;
import java.util.Optional;

/**
 * Whose tokens (OAuth 2.0 bearer tokens, RFC 6750, in the form of RFC 9068 or like it) systems may
 * show instead of a password, and what their claims mean here.
 *
 * @param issuer address under which the provider describes itself, as tokens name it
 * @param audience how tokens name this service; a token for another one opens nothing
 * @param nameClaim claim with the sign-in name
 * @param rolesClaim claim with what maps to roles: a list, or words between blanks
 * @param roles word of a {@link Role} by value of that claim
 * @param teamClaim claim with what maps to a team, if there is one
 * @param teams key of {@code services.yaml} by value of that claim
 */
public record Tokens(
    String issuer,
    String audience,
    String nameClaim,
    String rolesClaim,
    Map<String, String> roles,
    Optional<String> teamClaim,
    Map<String, String> teams) {
  public Tokens {
    roles = Map.copyOf(roles);
    teams = Map.copyOf(teams);
  }
}
