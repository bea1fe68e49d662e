package org.attendancemonitor.access;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;

/**
 * This program's own token at another system: OAuth 2.0 client credentials (RFC 6749, section 4.4).
 * It is kept until shortly before it ends, and asked for by one thread at a time; the others wait
 * for it. Nothing is asked for before the first use.
 */
public final class SystemToken {
  private static final String ID = "system";

  /** A token that ends while a request is under way is refused; short ones lose less. */
  private static final Duration EARLY = Duration.ofSeconds(30);

  private static final int SHARE = 5;

  /**
   * Where tokens are had, and as whom.
   *
   * @param issuer address under which the provider describes itself; either this or {@code
   *     endpoint}
   * @param endpoint address of the token endpoint itself
   * @param clientId this program's name there
   * @param secretFile a file that holds nothing but the secret, read each time so that it may be
   *     changed
   * @param scope what the token is to open; may be empty
   */
  public record Terms(
      Optional<String> issuer,
      Optional<String> endpoint,
      String clientId,
      Path secretFile,
      List<String> scope) {
    public Terms {
      scope = List.copyOf(scope);
    }
  }

  private final Terms terms;
  private final Clock clock;
  private final RestClientClientCredentialsTokenResponseClient client;
  private String token;
  private Instant until = Instant.MIN;

  /**
   * @param terms where and as whom
   * @param clock tells when a token is about to end
   * @param patience how long the provider is waited for
   */
  public SystemToken(Terms terms, Clock clock, Duration patience) {
    this.terms = terms;
    this.clock = clock;
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
    requests.setReadTimeout(patience);
    this.client = new RestClientClientCredentialsTokenResponseClient();
    client.setRestClient(
        RestClient.builder()
            .requestFactory(requests)
            .configureMessageConverters(
                converters ->
                    converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
  }

  /**
   * The token to show as a bearer.
   *
   * @throws TokenUnavailableException where there is none now
   */
  public synchronized String value() throws TokenUnavailableException {
    if (token == null || !clock.instant().isBefore(until)) {
      token = null;
      OAuth2AccessToken fresh = ask();
      Duration lasts = Duration.between(fresh.getIssuedAt(), fresh.getExpiresAt());
      Duration early = lasts.dividedBy(SHARE);
      until = clock.instant().plus(lasts).minus(early.compareTo(EARLY) < 0 ? early : EARLY);
      token = fresh.getTokenValue();
    }
    return token;
  }

  /** A token was not accepted: the next one is a new one, unless that has been asked for since. */
  public synchronized void refused(String value) {
    if (value.equals(token)) {
      token = null;
    }
  }

  private OAuth2AccessToken ask() throws TokenUnavailableException {
    try {
      return client
          .getTokenResponse(new OAuth2ClientCredentialsGrantRequest(registration()))
          .getAccessToken();
    } catch (OAuth2AuthorizationException refused) {
      throw new TokenUnavailableException("no token: " + reason(refused));
    } catch (IllegalArgumentException | IllegalStateException away) {
      throw new TokenUnavailableException("the provider of tokens does not describe itself");
    }
  }

  /** Never the text of the failure, which quotes the answer. */
  private static String reason(OAuth2AuthorizationException refused) {
    return refused.getCause() instanceof RestClientResponseException answer
        ? "status " + answer.getStatusCode().value()
        : refused.getError().getErrorCode().replaceAll("[^A-Za-z_]", "");
  }

  private ClientRegistration registration() throws TokenUnavailableException {
    ClientRegistration.Builder builder =
        terms
            .endpoint()
            .map(address -> ClientRegistration.withRegistrationId(ID).tokenUri(address))
            .orElseGet(
                () ->
                    ClientRegistrations.fromIssuerLocation(terms.issuer().orElseThrow())
                        .registrationId(ID));
    return builder
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .clientId(terms.clientId())
        .clientSecret(secret())
        .scope(terms.scope())
        .build();
  }

  private String secret() throws TokenUnavailableException {
    try {
      return Files.readString(terms.secretFile()).strip();
    } catch (IOException unreadable) {
      throw new TokenUnavailableException("the file with the secret cannot be read");
    }
  }

  /** Without the token: it must not reach a log. */
  @Override
  public String toString() {
    return "SystemToken[" + terms.clientId() + "]";
  }
}
