package org.attendancemonitor.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Reads from a provider's claims who somebody is here. Without a role here nobody comes in. */
final class OpenIdUsers implements OAuth2UserService<OidcUserRequest, OidcUser> {
  /** Error code where none of the claims gives a role. */
  static final String NO_ROLE = "no_role";

  private final OidcUserService provider = new OidcUserService();
  private final OpenId openId;

  OpenIdUsers(OpenId openId) {
    this.openId = openId;
  }

  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    OidcUser user = provider.loadUser(request);
    Map<String, Object> claims = user.getClaims();
    Set<Role> roles = new TreeSet<>();
    values(claims.get(openId.rolesClaim()))
        .filter(openId.roles()::containsKey)
        .forEach(value -> roles.add(Role.of(openId.roles().get(value))));
    String name = text(claims, openId.nameClaim());
    if (roles.isEmpty() || name == null) {
      throw new OAuth2AuthenticationException(new OAuth2Error(NO_ROLE));
    }
    SignedIn who =
        new SignedIn(
            name,
            Set.copyOf(roles.stream().map(Role::word).toList()),
            openId.registrationClaim().map(claim -> text(claims, claim)).orElse(null),
            openId
                .teamClaim()
                // Who has none of the teams sees nobody, not everybody.
                .map(claim -> team(claims.get(claim)))
                .orElse(null));
    List<SimpleGrantedAuthority> authorities =
        roles.stream().map(role -> new SimpleGrantedAuthority(role.authority())).toList();
    return new OpenIdUser(
        authorities, user.getIdToken(), user.getUserInfo(), openId.nameClaim(), who);
  }

  private String team(Object claim) {
    return values(claim)
        .filter(openId.teams()::containsKey)
        .map(openId.teams()::get)
        .findFirst()
        .orElse("none");
  }

  private static String text(Map<String, Object> claims, String name) {
    return values(claims.get(name)).filter(value -> !value.isBlank()).findFirst().orElse(null);
  }

  private static Stream<String> values(Object claim) {
    return claim instanceof Collection<?> several
        ? several.stream().map(String::valueOf)
        : Stream.ofNullable(claim).map(String::valueOf);
  }
}
