package org.attendancemonitor.configuration;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A site's own sign-in by OpenID Connect.
 *
 * @param issuer address under which the provider describes itself
 * @param clientId this program's name there
 * @param clientSecretFile a file that holds nothing but the secret
 * @param scope what is asked for, in words between blanks; {@code openid profile} if left out
 * @param nameClaim claim with the sign-in name
 * @param rolesClaim claim with what maps to roles; either this or {@code jobs}
 * @param roles role of this program by value of that claim
 * @param teamClaim claim with what maps to a team, if there is one
 * @param teams team of {@code services.yaml} by value of that claim
 * @param registrationClaim claim with a professional registration, if there is one
 * @param jobs one claim that lists what somebody works as and where, if the provider has one
 * @param assurance by claim, the values of which it must have one: how sure the provider is
 */
public record OpenIdSettings(
    String issuer,
    String clientId,
    Path clientSecretFile,
    Optional<String> scope,
    String nameClaim,
    Optional<String> rolesClaim,
    Map<String, String> roles,
    Optional<String> teamClaim,
    Optional<Map<String, String>> teams,
    Optional<String> registrationClaim,
    Optional<Jobs> jobs,
    Optional<Map<String, List<String>>> assurance) {
  /** People; systems show tokens. */
  private static final Set<String> ROLES =
      Set.of("clinician", "coordinator", "manager", "operator", "auditor");

  /**
   * A claim whose items each are one job: texts, or objects with fields.
   *
   * @param claim its name
   * @param roleField field with what maps to a role; the item itself if left out
   * @param teamField field with what maps to a team; the item itself if left out
   * @param nameField field with what the provider calls the job, if there is one
   * @param separator where it parts the value of the role, each part counts as a value, too
   * @param where by field, the values of which it must have one: other jobs are none here
   */
  public record Jobs(
      String claim,
      Optional<String> roleField,
      Optional<String> teamField,
      Optional<String> nameField,
      Optional<String> separator,
      Optional<Map<String, List<String>>> where) {}

  public OpenIdSettings {
    ProviderWords.issuer(issuer);
    ProviderWords.roles(roles, ROLES);
    ProviderWords.teams(teamClaim, teams);
    if (!scope.map(words -> Arrays.asList(words.split(" ")).contains("openid")).orElse(true)) {
      throw new IllegalArgumentException(
          "scope: expected words between blanks, one of them openid, found " + scope.get());
    }
    if (rolesClaim.isPresent() == jobs.isPresent()) {
      throw new IllegalArgumentException(
          "rolesClaim: expected the claim with the roles, or a section jobs, found "
              + (jobs.isPresent() ? "both" : "neither"));
    }
  }
}
