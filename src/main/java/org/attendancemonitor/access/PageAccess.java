package org.attendancemonitor.access;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.authentication.logout.SimpleUrlLogoutSuccessHandler;
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

  /** Where the provider tells that somebody has signed out; its token is checked by the filter. */
  private static final String BACK_CHANNEL = "/logout/connect/back-channel/" + OpenIdClient.ID;

  private static final String[] PAGES = {
    "/",
    "/sign-in",
    "/sign-in/**",
    "/sign-out",
    BACK_CHANNEL,
    "/worklist",
    "/worklist/**",
    "/waiting-list",
    "/waiting-list/**",
    "/team",
    "/feeds",
    "/feeds/**",
    "/audit",
    "/audit/**"
  };

  /** Whoever works here as something; not who has yet to choose as what. */
  private static final String[] ANY =
      Arrays.stream(Role.values()).map(Role::name).toArray(String[]::new);

  private static final String[] WORKERS = {Role.CLINICIAN.name(), Role.COORDINATOR.name()};

  @Bean
  JobChoice jobChoice(Audit audit) {
    return new JobChoice(audit);
  }

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
    Ended ended = new Ended();
    SessionLimits limits = new SessionLimits(users, ended, clock);
    SignedInNow done = new SignedInNow(users, audit, limits);
    NotSignedIn failed = new NotSignedIn(users, audit);
    List<AuthenticationProvider> providers = new ArrayList<>(List.of(signIn));
    SimpleUrlLogoutSuccessHandler left = new SimpleUrlLogoutSuccessHandler();
    if (openId.isPresent()) {
      OpenIdClient client = new OpenIdClient(openId.get());
      OpenIdDoors doors = new OpenIdDoors(openId.get(), client);
      doors.open(http, ended, done, failed);
      providers.add(doors.provider());
      left = new SignedOut(client);
    }
    left.setDefaultTargetUrl(PageEntry.SIGN_IN + "?signed-out");
    LogoutSuccessHandler signedOut = left;
    return http.securityMatcher(PAGES)
        // Local users, and those of the provider; each kind of sign-in has one that answers.
        .authenticationManager(new ProviderManager(providers))
        .authorizeHttpRequests(
            it ->
                it.requestMatchers(HttpMethod.GET, "/sign-in")
                    .permitAll()
                    .requestMatchers("/")
                    .hasAnyRole(ANY)
                    .requestMatchers(JobChoice.PAGE)
                    .hasAuthority(OpenIdUser.SEVERAL_JOBS)
                    .requestMatchers("/worklist", "/worklist/**")
                    .hasAnyRole(WORKERS)
                    .requestMatchers("/waiting-list/places/*")
                    .hasRole(Role.CLINICIAN.name())
                    .requestMatchers(HttpMethod.GET, "/waiting-list", "/waiting-list/**")
                    .hasAnyRole(WORKERS)
                    .requestMatchers("/waiting-list/**")
                    .hasRole(Role.CLINICIAN.name())
                    .requestMatchers(HttpMethod.GET, "/team")
                    .hasRole(Role.MANAGER.name())
                    .requestMatchers(HttpMethod.GET, "/feeds")
                    .hasAnyRole(Role.OPERATOR.name(), Role.MANAGER.name())
                    .requestMatchers("/feeds/dead-letters", "/feeds/dead-letters/**")
                    .hasRole(Role.OPERATOR.name())
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
        .logout(
            it ->
                it.logoutUrl("/sign-out")
                    .addLogoutHandler(new Everywhere(ended))
                    .logoutSuccessHandler(signedOut))
        .httpBasic(it -> it.authenticationEntryPoint(entry))
        .exceptionHandling(it -> it.authenticationEntryPoint(entry).accessDeniedHandler(entry))
        .requestCache(it -> it.disable())
        .addFilterAfter(limits, SecurityContextHolderFilter.class)
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
}
