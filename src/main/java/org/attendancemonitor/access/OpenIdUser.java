package org.attendancemonitor.access;

import java.util.Collection;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** Somebody whom the site's own provider has signed in. */
final class OpenIdUser extends DefaultOidcUser {
  private static final long serialVersionUID = 1L;

  private final transient SignedIn who;

  OpenIdUser(
      Collection<? extends GrantedAuthority> authorities,
      OidcIdToken token,
      OidcUserInfo info,
      String nameClaim,
      SignedIn who) {
    super(authorities, token, info, nameClaim);
    this.who = who;
  }

  SignedIn who() {
    return who;
  }
}
