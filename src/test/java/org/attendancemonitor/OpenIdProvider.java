package org.attendancemonitor;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * A real OpenID provider, with some people and a system, on a port of its own. It insists on a
 * proof key.
 */
final class OpenIdProvider implements AutoCloseable {
  static final String CLIENT = "attendance-monitor";
  static final String SECRET = "the client's secret";
  static final String PASSWORD = "a password at the provider";

  /** A system that gets tokens for itself. */
  static final String SYSTEM = "epr-feed";

  static final String SYSTEM_SECRET = "secret-of-a-system";

  /** How tokens name the service they are for. */
  static final String AUDIENCE = "https://attendance.example.nhs.uk";

  private static final Map<String, Object> SEVERAL_JOBS =
      Map.of(
          "id_assurance_level",
          "3",
          "nhsid_nrbac_roles",
          List.of(
              job("RX1", "S8000:G8000:R8001", "\"Clinical\":\"Provision\":\"Podiatrist\""),
              job("RX1", "S8000:G8003:R5100", "\"Admin\":\"Management\":\"Manager\""),
              job("RY9", "S8000:G8000:R8001", "\"Clinical\":\"Provision\":\"Elsewhere\""),
              job("RX1", "S8000:G8000:R8001", "\"Clinical\":\"Provision\":\"Again\"")));

  /** Groups, department and registration of each, or jobs. */
  private static final Map<String, Map<String, Object>> PEOPLE =
      Map.of(
          "nia",
          Map.of(
              "groups", List.of("Staff", "AHP-Clinicians"),
              "department", "Podiatry",
              "hcpc", "HCPC:CH7"),
          "noor",
          Map.of("groups", List.of("AHP-Clinicians"), "department", "Estates"),
          "sid",
          Map.of("groups", List.of("Staff"), "department", "Podiatry"),
          "tove",
          Map.of(
              "groups",
              List.of("AHP-Clinicians"),
              "department",
              List.of("Estates", "Podiatry", "Therapies")),
          "cis",
          SEVERAL_JOBS,
          "kit",
          SEVERAL_JOBS,
          "weak",
          Map.of(
              "id_assurance_level",
              "1",
              "nhsid_nrbac_roles",
              List.of(
                  job("RX1", "S8000:G8000:R8001", "\"Clinical\":\"Provision\":\"Podiatrist\""))));

  private static Map<String, String> job(String organisation, String code, String name) {
    return Map.of("org_code", organisation, "role_code", code, "role_name", name);
  }

  private final ConfigurableApplicationContext context;

  private OpenIdProvider(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * @param back address the client comes back to
   */
  static OpenIdProvider start(int port, String back) {
    return new OpenIdProvider(
        new SpringApplicationBuilder(Setup.class)
            .logStartupInfo(false)
            .properties(
                "spring.config.location=optional:classpath:/no-such-folder/",
                "spring.main.banner-mode=off",
                "server.address=127.0.0.1",
                "server.port=" + port,
                // Cookies know no ports: those of the two must not have one name.
                "server.servlet.session.cookie.name=provider",
                "back=" + back)
            .run());
  }

  /** Its own address. */
  String issuer() {
    return issuer(Integer.parseInt(context.getEnvironment().getRequiredProperty("server.port")));
  }

  static String issuer(int port) {
    return "http://127.0.0.1:" + port;
  }

  /** The pair of keys it signs with. */
  RSAKey key() {
    return context.getBean(RSAKey.class);
  }

  @Override
  public void close() {
    context.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableWebSecurity
  @ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class
  })
  static class Setup {
    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http) {
      OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
      return http.securityMatcher(server.getEndpointsMatcher())
          .with(server, it -> it.oidc(Customizer.withDefaults()))
          .authorizeHttpRequests(it -> it.anyRequest().authenticated())
          .exceptionHandling(
              it -> it.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
          .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(HttpSecurity http) {
      return http.authorizeHttpRequests(it -> it.anyRequest().authenticated())
          .formLogin(Customizer.withDefaults())
          .build();
    }

    @Bean
    UserDetailsService users() {
      return new InMemoryUserDetailsManager(
          PEOPLE.keySet().stream()
              .map(name -> User.withUsername(name).password("{noop}" + PASSWORD).build())
              .toList());
    }

    @Bean
    RegisteredClientRepository clients(org.springframework.core.env.Environment environment) {
      return new InMemoryRegisteredClientRepository(
          RegisteredClient.withId("1")
              .clientId(CLIENT)
              .clientSecret("{noop}" + SECRET)
              .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
              .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
              .redirectUri(environment.getRequiredProperty("back"))
              .postLogoutRedirectUri(
                  URI.create(environment.getRequiredProperty("back"))
                      .resolve("/sign-in?signed-out")
                      .toString())
              .scope("openid")
              .scope("profile")
              .clientSettings(ClientSettings.builder().requireProofKey(true).build())
              .build(),
          RegisteredClient.withId("2")
              .clientId(SYSTEM)
              .clientSecret("{noop}" + SYSTEM_SECRET)
              .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
              .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
              .scope("attendance-feed")
              .build());
    }

    @Bean
    AuthorizationServerSettings settings(org.springframework.core.env.Environment environment) {
      return AuthorizationServerSettings.builder()
          .issuer("http://127.0.0.1:" + environment.getRequiredProperty("server.port"))
          .build();
    }

    @Bean
    RSAKey key() throws NoSuchAlgorithmException {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
          .privateKey((RSAPrivateKey) pair.getPrivate())
          .keyID("test")
          .build();
    }

    @Bean
    JWKSource<SecurityContext> keys(RSAKey key) {
      return new ImmutableJWKSet<>(new JWKSet(key));
    }

    @Bean
    JwtDecoder decoder(JWKSource<SecurityContext> keys) {
      return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
      return token -> {
        if (Set.of(OidcParameterNames.ID_TOKEN).contains(token.getTokenType().getValue())) {
          String name = token.getPrincipal().getName();
          token.getClaims().claim("preferred_username", name);
          PEOPLE.get(name).forEach((claim, value) -> token.getClaims().claim(claim, value));
        } else if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(
            token.getAuthorizationGrantType())) {
          token.getClaims().audience(List.of(AUDIENCE));
        }
      };
    }
  }
}
