package org.attendancemonitor.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A site's own sign-in by OpenID Connect, and what its claims mean here.
 *
 * @param issuer address under which the provider describes itself (OpenID Connect Discovery 1.0)
 * @param clientId this program's name there
 * @param clientSecret its secret
 * @param scope words that say which claims are asked for, {@code openid} among them
 * @param nameClaim claim with the sign-in name
 * @param rolesClaim claim with what maps to roles, one value or a list; empty where there are jobs
 * @param roles word of a {@link Role} by value of that claim
 * @param teamClaim claim with what maps to a team, if there is one
 * @param teams key of {@code services.yaml} by value of that claim
 * @param registrationClaim claim with a professional registration, if there is one
 * @param jobs how the provider lists what somebody works as and where, if it does
 * @param assurance by claim, the values of which it must have one
 */
public record OpenId(
    String issuer,
    String clientId,
    String clientSecret,
    List<String> scope,
    String nameClaim,
    Optional<String> rolesClaim,
    Map<String, String> roles,
    Optional<String> teamClaim,
    Map<String, String> teams,
    Optional<String> registrationClaim,
    Optional<JobList> jobs,
    Map<String, List<String>> assurance) {

  /**
   * A claim whose items each are one job, as {@code nhsid_nrbac_roles} of NHS CIS2: texts, or
   * objects with fields.
   *
   * @param claim its name
   * @param roleField field with what maps to a role; empty where the item itself does
   * @param teamField field with what maps to a team; empty where the item itself does
   * @param nameField field with what the provider calls the job, if there is one
   * @param separator where it parts the value of the role, each part counts as a value, too
   * @param where by field, the values of which it must have one: other jobs are none here
   */
  public record JobList(
      String claim,
      Optional<String> roleField,
      Optional<String> teamField,
      Optional<String> nameField,
      Optional<String> separator,
      Map<String, List<String>> where) {
    public JobList {
      where = Map.copyOf(where);
    }
  }

  public OpenId {
    scope = List.copyOf(scope);
    roles = Map.copyOf(roles);
    teams = Map.copyOf(teams);
    assurance = Map.copyOf(assurance);
  }

  /** Without the secret: it must not reach a log. */
  @Override
  public String toString() {
    return "OpenId[" + issuer + ", " + clientId + "]";
  }
}
