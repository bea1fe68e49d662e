package org.attendancemonitor.configuration;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose tokens (OAuth 2.0) systems may show instead of a password.
 *
 * @param issuer address under which the provider describes itself, as tokens name it
 * @param audience how tokens name this service
 * @param nameClaim claim with the sign-in name; feeds.yaml names a feed's systems by it
 * @param rolesClaim claim with what maps to roles
 * @param roles role of this program by value of that claim
 * @param teamClaim claim with what maps to a team, if there is one
 * @param teams team of {@code services.yaml} by value of that claim
 */
public record TokenSettings(
    String issuer,
    String audience,
    String nameClaim,
    String rolesClaim,
    Map<String, String> roles,
    Optional<String> teamClaim,
    Optional<Map<String, String>> teams) {
  /** The others open nothing that a system asks. */
  private static final Set<String> ROLES = Set.of("feed", "clinician", "coordinator", "auditor");

  public TokenSettings {
    ProviderWords.issuer(issuer);
    ProviderWords.roles(roles, ROLES);
    ProviderWords.teams(teamClaim, teams);
  }
}
