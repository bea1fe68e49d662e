package org.attendancemonitor.access;

import java.util.Map;
import java.util.Optional;

/**
 * A site's own sign-in by OpenID Connect, and what its claims mean here.
 *
 * @param issuer address under which the provider describes itself (OpenID Connect Discovery 1.0)
 * @param clientId this program's name there
 * @param clientSecret its secret
 * @param nameClaim claim with the sign-in name
 * @param rolesClaim claim with what maps to roles, one value or a list
 * @param roles word of a {@link Role} by value of that claim
 * @param teamClaim claim with what maps to a team, if there is one
 * @param teams key of {@code services.yaml} by value of that claim
 * @param registrationClaim claim with a professional registration, if there is one
 */
public record OpenId(
    String issuer,
    String clientId,
    String clientSecret,
    String nameClaim,
    String rolesClaim,
    Map<String, String> roles,
    Optional<String> teamClaim,
    Map<String, String> teams,
    Optional<String> registrationClaim) {
  public OpenId {
    roles = Map.copyOf(roles);
    teams = Map.copyOf(teams);
  }

  /** Without the secret: it must not reach a log. */
  @Override
  public String toString() {
    return "OpenId[" + issuer + ", " + clientId + "]";
  }
}
