package org.attendancemonitor.access;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.record.Users;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The doors of the pages: a sign-in by form that lasts for a session, or a basic one with each
 * request. What no line opens stays shut.
 */
@Configuration(proxyBeanMethods = false)
public class PageAccess {
  /** Nothing from elsewhere, no script, no frame: pages are text, one style sheet and forms. */
  private static final String CONTENT =
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
          + " frame-ancestors 'none'; base-uri 'none'";

  private static final String[] PAGES = {
    "/",
    "/sign-in",
    "/sign-in/**",
    "/sign-out",
    "/worklist",
    "/worklist/**",
    "/waiting-list",
    "/waiting-list/**",
    "/team",
    "/feeds",
    "/audit",
    "/audit/**"
  };

  private static final String[] WORKERS = {Role.CLINICIAN.name(), Role.COORDINATOR.name()};

  /** Pages that say what went wrong; they hold nothing else. */
  @Bean
  @Order(5)
  SecurityFilterChain errorPages(HttpSecurity http) {
    return http.securityMatcher(request -> request.getDispatcherType() == DispatcherType.ERROR)
        .authorizeHttpRequests(it -> it.anyRequest().permitAll())
        .csrf(it -> it.disable())
        .requestCache(it -> it.disable())
        .headers(it -> it.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT)))
        .build();
  }

  /** A request that another chain has let in and leads on to the sign-in page. */
  @Bean
  @Order(4)
  SecurityFilterChain ledOn(HttpSecurity http) {
    return http.securityMatcher(request -> request.getDispatcherType() == DispatcherType.FORWARD)
        .authorizeHttpRequests(it -> it.anyRequest().permitAll())
        .csrf(it -> it.disable())
        .requestCache(it -> it.disable())
        .headers(it -> it.disable())
        .build();
  }

  /** Style sheets: nothing of them is secret, and a browser may keep them. */
  @Bean
  @Order(6)
  SecurityFilterChain assets(HttpSecurity http) {
    return http.securityMatcher("/assets/**")
        .authorizeHttpRequests(
            it -> it.requestMatchers(HttpMethod.GET).permitAll().anyRequest().denyAll())
        .csrf(it -> it.disable())
        .requestCache(it -> it.disable())
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(it -> it.cacheControl(cache -> cache.disable()))
        .build();
  }

  /** The pages. */
  @Bean
  @Order(30)
  SecurityFilterChain pageDoors(
      HttpSecurity http,
      SignIn signIn,
      Users users,
      Audit audit,
      Optional<OpenId> openId,
      Clock clock) {
    PageEntry entry = new PageEntry();
    SignedInNow done = new SignedInNow(users, audit, clock);
    NotSignedIn failed = new NotSignedIn(users, audit);
    openId.ifPresent(
        it -> {
          OpenIdClient client = new OpenIdClient(it);
          http.oauth2Login(
              login ->
                  login
                      .loginPage("/sign-in")
                      .clientRegistrationRepository(client)
                      .authorizationEndpoint(to -> to.authorizationRequestResolver(asking(client)))
                      .redirectionEndpoint(back -> back.baseUri("/sign-in/back/*"))
                      .userInfoEndpoint(info -> info.oidcUserService(new OpenIdUsers(it)))
                      .successHandler(done)
                      .failureHandler(failed));
        });
    return http.securityMatcher(PAGES)
        .authenticationManager(signIns(signIn, openId))
        .authorizeHttpRequests(
            it ->
                it.requestMatchers(HttpMethod.GET, "/sign-in")
                    .permitAll()
                    .requestMatchers("/")
                    .authenticated()
                    .requestMatchers("/worklist", "/worklist/**")
                    .hasAnyRole(WORKERS)
                    .requestMatchers(HttpMethod.GET, "/waiting-list", "/waiting-list/**")
                    .hasAnyRole(WORKERS)
                    .requestMatchers("/waiting-list/**")
                    .hasRole(Role.CLINICIAN.name())
                    .requestMatchers(HttpMethod.GET, "/team")
                    .hasRole(Role.MANAGER.name())
                    .requestMatchers(HttpMethod.GET, "/feeds")
                    .hasAnyRole(Role.OPERATOR.name(), Role.MANAGER.name())
                    .requestMatchers(HttpMethod.GET, "/audit")
                    .hasAnyRole(Role.AUDITOR.name(), Role.MANAGER.name())
                    .requestMatchers("/audit", "/audit/**")
                    .hasRole(Role.AUDITOR.name())
                    .anyRequest()
                    .denyAll())
        .formLogin(
            it ->
                it.loginPage("/sign-in")
                    .usernameParameter("name")
                    .passwordParameter("password")
                    .successHandler(done)
                    .failureHandler(failed))
        .logout(it -> it.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?signed-out"))
        .httpBasic(it -> it.authenticationEntryPoint(entry))
        .exceptionHandling(it -> it.authenticationEntryPoint(entry).accessDeniedHandler(entry))
        .requestCache(it -> it.disable())
        .addFilterAfter(new SessionLimits(users, clock), SecurityContextHolderFilter.class)
        .headers(
            it ->
                it.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                    .crossOriginOpenerPolicy(
                        policy ->
                            policy.policy(
                                org.springframework.security.web.header.writers
                                    .CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy
                                    .SAME_ORIGIN)))
        .build();
  }

  /** Local users, and those of the site's provider; each kind of sign-in has one that answers. */
  private static ProviderManager signIns(SignIn signIn, Optional<OpenId> openId) {
    List<AuthenticationProvider> providers = new ArrayList<>();
    providers.add(signIn);
    openId.ifPresent(
        it ->
            providers.add(
                new OidcAuthorizationCodeAuthenticationProvider(
                    new RestClientAuthorizationCodeTokenResponseClient(), new OpenIdUsers(it))));
    return new ProviderManager(providers);
  }

  /** With state, nonce and a proof key (PKCE), whatever the provider asks for. */
  private static OAuth2AuthorizationRequestResolver asking(OpenIdClient client) {
    DefaultOAuth2AuthorizationRequestResolver resolver =
        new DefaultOAuth2AuthorizationRequestResolver(client, "/sign-in/with");
    resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    return resolver;
  }
}
