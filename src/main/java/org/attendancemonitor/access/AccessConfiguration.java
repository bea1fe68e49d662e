package org.attendancemonitor.access;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
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

  /** The only provider: a verified cache must not be by-passed by a second one. */
  @Bean
  ProviderManager signIns(SignIn signIn) {
    return new ProviderManager(signIn);
  }

  /** In front of every other filter. */
  @Bean
  FilterRegistrationBean<PlainAddresses> plainAddresses() {
    FilterRegistrationBean<PlainAddresses> filter =
        new FilterRegistrationBean<>(new PlainAddresses());
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
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
    Refusal refusal = new Refusal();
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

  /** Systems and their basic sign-in. */
  @Bean
  @Order(20)
  SecurityFilterChain fhirDoors(HttpSecurity http, ProviderManager signIns) {
    Refusal refusal = new Refusal();
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
  SecurityFilterChain hookDoors(HttpSecurity http, ProviderManager signIns) {
    Refusal refusal = new Refusal();
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
    Refusal refusal = new Refusal();
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
