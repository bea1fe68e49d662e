package org.attendancemonitor.access;

import java.util.List;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Reads from a provider's claims who somebody is here. Without a role here nobody comes in. */
final class OpenIdUsers implements OAuth2UserService<OidcUserRequest, OidcUser> {
  private final OidcUserService provider = new OidcUserService();
  private final OpenId openId;
  private final Jobs jobs;

  OpenIdUsers(OpenId openId) {
    this.openId = openId;
    this.jobs = new Jobs(openId);
  }

  /**
   * @throws NotAdmittedException where the provider knows them, and we do not let them in
   */
  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    OidcUser user = provider.loadUser(request);
    Claims claims = new Claims(user.getClaims());
    String name = claims.text(openId.nameClaim()).orElse(null);
    if (!Jobs.fits(openId.assurance(), claims)) {
      throw new NotAdmittedException(NotAdmittedException.TOO_WEAK, name);
    }
    List<Job> found = jobs.of(claims);
    if (found.isEmpty() || name == null) {
      throw new NotAdmittedException(NotAdmittedException.NO_ROLE, name);
    }
    return OpenIdUser.of(
        user,
        new OpenIdUser.Person(
            name,
            openId.nameClaim(),
            openId.registrationClaim().flatMap(claims::text).orElse(null),
            found));
  }
}
