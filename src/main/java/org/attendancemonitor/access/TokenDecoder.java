package org.attendancemonitor.access;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;

/**
 * Checks a token against the keys its provider publishes. The provider is asked at the first token
 * and not before: that it is away must not keep the service from starting.
 */
final class TokenDecoder implements JwtDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(TokenDecoder.class);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration READ = Duration.ofSeconds(3);

  /** With a public key to check by: what is signed by a shared secret, or by nobody, is refused. */
  private static final Set<SignatureAlgorithm> ALGORITHMS =
      EnumSet.of(
          SignatureAlgorithm.RS256,
          SignatureAlgorithm.RS384,
          SignatureAlgorithm.RS512,
          SignatureAlgorithm.PS256,
          SignatureAlgorithm.PS384,
          SignatureAlgorithm.PS512,
          SignatureAlgorithm.ES256,
          SignatureAlgorithm.ES384,
          SignatureAlgorithm.ES512);

  private final Tokens tokens;
  private final OAuth2TokenValidator<Jwt> claims;
  private final RestTemplate provider;
  private NimbusJwtDecoder found;
  private boolean away;

  TokenDecoder(Tokens tokens, Clock clock) {
    this.tokens = tokens;
    this.claims = claims(tokens, clock);
    SimpleClientHttpRequestFactory connections = new SimpleClientHttpRequestFactory();
    connections.setConnectTimeout(CONNECT);
    connections.setReadTimeout(READ);
    this.provider = new RestTemplate(connections);
    this.provider.setInterceptors(List.of(new KeptAnswers(clock)));
  }

  private static OAuth2TokenValidator<Jwt> claims(Tokens tokens, Clock clock) {
    JwtTimestampValidator times = new JwtTimestampValidator();
    times.setClock(clock);
    // A token that never ends could not be taken back.
    times.setAllowEmptyExpiryClaim(false);
    JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
    type.setAllowEmpty(true);
    return new DelegatingOAuth2TokenValidator<>(
        List.of(
            type,
            times,
            new JwtIssuerValidator(tokens.issuer()),
            new JwtAudienceValidator(tokens.audience())));
  }

  /**
   * @throws org.springframework.security.oauth2.jwt.BadJwtException where the token is wrong
   * @throws JwtException where the provider could not be asked
   */
  @Override
  public Jwt decode(String token) {
    return found().decode(token);
  }

  private synchronized NimbusJwtDecoder found() {
    if (found == null) {
      try {
        NimbusJwtDecoder decoder =
            NimbusJwtDecoder.withIssuerLocation(tokens.issuer())
                .restOperations(provider)
                .jwsAlgorithms(algorithms -> algorithms.addAll(ALGORITHMS))
                .validateType(false)
                .build();
        decoder.setJwtValidator(claims);
        found = decoder;
      } catch (RuntimeException unanswered) {
        if (!away) {
          LOG.warn(
              "Tokens cannot be checked: {} does not describe itself ({})",
              tokens.issuer(),
              unanswered.getClass().getSimpleName());
        }
        away = true;
        throw new JwtException("the provider does not answer");
      }
    }
    return found;
  }
}
