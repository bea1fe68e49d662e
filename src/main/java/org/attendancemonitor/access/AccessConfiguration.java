package org.attendancemonitor.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The doors: everything is shut unless a line here opens it. Needs a {@link SignIn}; the room that
 * adds pages adds a chain with an earlier order for them.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class AccessConfiguration {
  private static final String[] READERS = {Role.CLINICIAN.name(), Role.COORDINATOR.name()};
  private static final String[] ASKERS = {
    Role.FEED.name(), Role.CLINICIAN.name(), Role.COORDINATOR.name()
  };
  private static final String[] CHECK = {
    "/fhir/ServiceRequest/$discharge-check", "/fhir/ServiceRequest/{id}/$discharge-check"
  };
  private static final String WAITING_LIST = "/fhir/ServiceRequest/$waiting-list";
  private static final String[] READ = {
    "/fhir/Task",
    "/fhir/Task/**",
    "/fhir/Flag",
    "/fhir/Flag/**",
    "/fhir/Communication",
    "/fhir/Communication/**",
    "/fhir/Provenance",
    "/fhir/Provenance/**"
  };
  private static final String[] AUDIT = {"/fhir/AuditEvent", "/fhir/AuditEvent/**"};

  private static final String[] SEARCH = {
    "/fhir/Task/_search",
    "/fhir/Flag/_search",
    "/fhir/Communication/_search",
    "/fhir/Provenance/_search"
  };

  /** What people do with tasks. What one of them may do with this task, the policy says. */
  private static final String[] ACTS = {
    "/fhir/Task/{id}/$claim",
    "/fhir/Task/{id}/$release",
    "/fhir/Task/{id}/$hold",
    "/fhir/Task/{id}/$record-contact",
    "/fhir/Task/{id}/$record-step",
    "/fhir/Task/{id}/$record-evidence",
    "/fhir/Task/{id}/$complete"
  };

  /**
   * Each kind of sign-in has one provider that answers: that of passwords, with its cache of what
   * was verified and its count of guesses, must not be by-passed by a second one. Tokens are no
   * passwords: a signature cannot be guessed, and what a wrong one costs is bounded by {@link
   * KeptAnswers}.
   */
  @Bean
  ProviderManager signIns(SignIn signIn, Optional<Tokens> tokens, Clock clock) {
    List<AuthenticationProvider> providers = new ArrayList<>();
    providers.add(signIn);
    tokens.ifPresent(
        it -> {
          JwtAuthenticationProvider systems =
              new JwtAuthenticationProvider(new TokenDecoder(it, clock));
          systems.setJwtAuthenticationConverter(new TokenSystems(it));
          providers.add(systems);
        });
    return new ProviderManager(providers);
  }

  /** Lets systems show a token, where there is somebody whose tokens count. */
  private static void tokens(
      HttpSecurity http, ProviderManager signIns, Optional<Tokens> tokens, Refusal refusal) {
    if (tokens.isPresent()) {
      BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(signIns);
      filter.setAuthenticationEntryPoint(refusal);
      // The filter's own one makes a fault of ours of a provider that is away.
      filter.setAuthenticationFailureHandler(refusal::commence);
      http.addFilterBefore(filter, BasicAuthenticationFilter.class);
    }
  }

  /** In front of every other filter: what any of them says belongs to a request. */
  @Bean
  FilterRegistrationBean<RequestId> requestIds() {
    FilterRegistrationBean<RequestId> filter = new FilterRegistrationBean<>(new RequestId());
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
    return filter;
  }

  /** In front of every filter that reads an address. */
  @Bean
  FilterRegistrationBean<PlainAddresses> plainAddresses() {
    FilterRegistrationBean<PlainAddresses> filter =
        new FilterRegistrationBean<>(new PlainAddresses());
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return filter;
  }

  /**
   * The management port says nothing of people and needs no sign-in on loopback; from elsewhere it
   * answers operators.
   */
  @Bean
  @Order(10)
  SecurityFilterChain managementDoors(
      HttpSecurity http, ProviderManager signIns, Environment environment) {
    Refusal refusal = new Refusal(false);
    RequestMatcher onLoopback = request -> isLoopback(request.getLocalAddr());
    return http.securityMatcher(request -> onManagementPort(request, environment))
        .authenticationManager(signIns)
        .authorizeHttpRequests(
            it ->
                it.requestMatchers(onLoopback)
                    .permitAll()
                    .anyRequest()
                    .hasRole(Role.OPERATOR.name()))
        .csrf(it -> it.disable())
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(it -> it.disable())
        .logout(it -> it.disable())
        .httpBasic(it -> it.authenticationEntryPoint(refusal))
        .exceptionHandling(it -> it.authenticationEntryPoint(refusal).accessDeniedHandler(refusal))
        .build();
  }

  /** Systems, with a basic sign-in or a token. */
  @Bean
  @Order(20)
  SecurityFilterChain fhirDoors(
      HttpSecurity http, ProviderManager signIns, Optional<Tokens> tokens) {
    Refusal refusal = new Refusal(tokens.isPresent());
    tokens(http, signIns, tokens, refusal);
    return http.securityMatcher("/fhir", "/fhir/**")
        .authenticationManager(signIns)
        .authorizeHttpRequests(
            it ->
                it.requestMatchers(HttpMethod.GET, "/fhir/metadata")
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, READ)
                    .hasAnyRole(READERS)
                    .requestMatchers(HttpMethod.POST, SEARCH)
                    .hasAnyRole(READERS)
                    .requestMatchers(HttpMethod.GET, AUDIT)
                    .hasRole(Role.AUDITOR.name())
                    .requestMatchers(HttpMethod.POST, "/fhir/AuditEvent/_search")
                    .hasRole(Role.AUDITOR.name())
                    .requestMatchers(HttpMethod.POST, ACTS)
                    .hasAnyRole(READERS)
                    .requestMatchers(HttpMethod.POST, "/fhir/ServiceRequest/{id}/$place")
                    .hasRole(Role.CLINICIAN.name())
                    .requestMatchers(HttpMethod.GET, CHECK)
                    .hasAnyRole(ASKERS)
                    .requestMatchers(HttpMethod.POST, CHECK)
                    .hasAnyRole(ASKERS)
                    .requestMatchers(HttpMethod.GET, WAITING_LIST)
                    .hasAnyRole(READERS)
                    .requestMatchers(HttpMethod.POST, WAITING_LIST)
                    .hasAnyRole(READERS)
                    .requestMatchers(
                        HttpMethod.POST,
                        "/fhir",
                        "/fhir/",
                        "/fhir/$process-message",
                        "/fhir/$validate-feed",
                        "/fhir/$subscription-notification",
                        "/fhir/{type}")
                    .hasRole(Role.FEED.name())
                    .requestMatchers(HttpMethod.PUT, "/fhir/{type}", "/fhir/{type}/{id}")
                    .hasRole(Role.FEED.name())
                    .anyRequest()
                    .denyAll())
        // No session and no cookie: nothing a foreign page could make a browser send along.
        .csrf(it -> it.disable())
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(it -> it.disable())
        .logout(it -> it.disable())
        .httpBasic(it -> it.authenticationEntryPoint(refusal))
        .exceptionHandling(it -> it.authenticationEntryPoint(refusal).accessDeniedHandler(refusal))
        .build();
  }

  /** Record systems that ask before something happens, and users who try it. */
  @Bean
  @Order(25)
  SecurityFilterChain hookDoors(
      HttpSecurity http, ProviderManager signIns, Optional<Tokens> tokens) {
    Refusal refusal = new Refusal(tokens.isPresent());
    tokens(http, signIns, tokens, refusal);
    return http.securityMatcher("/cds-services", "/cds-services/**")
        .authenticationManager(signIns)
        .authorizeHttpRequests(
            it ->
                it.requestMatchers(HttpMethod.GET, "/cds-services")
                    .hasAnyRole(ASKERS)
                    .requestMatchers(HttpMethod.POST, "/cds-services/{id}")
                    .hasAnyRole(ASKERS)
                    .anyRequest()
                    .denyAll())
        .csrf(it -> it.disable())
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(it -> it.disable())
        .logout(it -> it.disable())
        .httpBasic(it -> it.authenticationEntryPoint(refusal))
        .exceptionHandling(it -> it.authenticationEntryPoint(refusal).accessDeniedHandler(refusal))
        .build();
  }

  /** Whatever no other chain opens. */
  @Bean
  @Order(1000)
  SecurityFilterChain otherDoors(HttpSecurity http, ProviderManager signIns) {
    Refusal refusal = new Refusal(false);
    return http.authenticationManager(signIns)
        .authorizeHttpRequests(
            it ->
                it.requestMatchers(HttpMethod.GET, "/assets/**").permitAll().anyRequest().denyAll())
        .headers(
            it -> it.contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'none'")))
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(it -> it.disable())
        .logout(it -> it.disable())
        .httpBasic(it -> it.authenticationEntryPoint(refusal))
        .exceptionHandling(it -> it.authenticationEntryPoint(refusal).accessDeniedHandler(refusal))
        .build();
  }

  /** As the server writes an address: of either version, in full. */
  private static boolean isLoopback(String address) {
    return address.startsWith("127.")
        || address.equals("::1")
        || address.equals("0:0:0:0:0:0:0:1")
        || address.startsWith("::ffff:127.");
  }

  private static boolean onManagementPort(HttpServletRequest request, Environment environment) {
    Integer port = environment.getProperty("local.management.port", Integer.class);
    Integer main = environment.getProperty("local.server.port", Integer.class);
    return port != null && !port.equals(main) && request.getLocalPort() == port;
  }
}
