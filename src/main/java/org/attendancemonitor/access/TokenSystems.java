package org.attendancemonitor.access;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;

/**
 * Reads from a token that was found right which system shows it. What comes of it is the same as
 * after a sign-in by password, and the token itself is not kept.
 */
final class TokenSystems implements Converter<Jwt, AbstractAuthenticationToken> {
  private final Tokens tokens;

  TokenSystems(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public AbstractAuthenticationToken convert(Jwt token) {
    Claims claims = new Claims(token.getClaims());
    Set<Role> roles =
        Claims.roles(
            claims.values(tokens.rolesClaim()).flatMap(TokenSystems::words), tokens.roles());
    String name = claims.text(tokens.nameClaim()).orElse(null);
    if (roles.isEmpty() || name == null) {
      throw new OAuth2AuthenticationException(
          BearerTokenErrors.insufficientScope("the token gives no role here", null));
    }
    String team =
        tokens
            .teamClaim()
            .map(
                claim ->
                    claims
                        .values(claim)
                        .filter(tokens.teams()::containsKey)
                        .map(tokens.teams()::get)
                        .findFirst()
                        .orElse(Claims.NO_TEAM))
            .orElse(null);
    List<SimpleGrantedAuthority> authorities =
        roles.stream().map(role -> new SimpleGrantedAuthority(role.authority())).toList();
    return UsernamePasswordAuthenticationToken.authenticated(
        new SignedIn(name, roles.stream().map(Role::word).collect(Collectors.toSet()), null, team),
        null,
        authorities);
  }

  /** The value, and its words: {@code scope} is one text with blanks (RFC 8693). */
  private static Stream<String> words(String value) {
    return Stream.concat(Stream.of(value), Arrays.stream(value.split(" ")));
  }
}
