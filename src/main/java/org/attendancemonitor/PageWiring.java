package org.attendancemonitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attendancemonitor.access.Teams;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.configuration.ServicesSettings;
import org.attendancemonitor.risk.FlagCodes;
import org.attendancemonitor.risk.RiskSettings;
import org.attendancemonitor.risk.ValueSet;
import org.attendancemonitor.worklist.Needs;
import org.attendancemonitor.worklist.Owners;
import org.attendancemonitor.worklist.Pages;
import org.attendancemonitor.worklist.WorklistConfiguration;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/** The pages, with what the configuration says of them. */
@Configuration(proxyBeanMethods = false)
@Profile(Monitor.WHOLE_PROFILE)
@Import(WorklistConfiguration.class)
class PageWiring {
  private static final int ROWS = 25;

  @Bean
  Pages pages(ServicesSettings services, ServerSettings settings) {
    return new Pages(
        "Attendance Monitor",
        services.names(),
        services.teams(),
        ROWS,
        settings.openId().isPresent());
  }

  @Bean
  Needs needs(org.attendancemonitor.configuration.Configuration configuration) {
    RiskSettings risk = configuration.settings(RiskSettings.class);
    Set<String> flags = new TreeSet<>(FlagCodes.FLAGS);
    flags.addAll(risk.recorded().keySet());
    List<Needs.Need> recordable = new ArrayList<>();
    risk.interpreter().needed().stream()
        .min(Comparator.comparing(Code::toString))
        .ifPresent(code -> recordable.add(new Needs.Need("Needs an interpreter.", code)));
    add(recordable, risk.digitalExclusion());
    add(recordable, risk.carerDependent());
    risk.recorded()
        .values()
        .forEach(
            flag -> {
              if (flag.enabled()) {
                flag.valueSets().values().forEach(set -> add(recordable, set));
              }
            });
    return new Needs(List.copyOf(flags), recordable);
  }

  private static void add(List<Needs.Need> needs, ValueSet set) {
    set.codes().stream()
        .min(Comparator.comparing(Code::toString))
        .ifPresent(code -> needs.add(new Needs.Need(set.text(), code)));
  }

  @Bean
  Owners owners(ServicesSettings services) {
    Set<String> keys = new TreeSet<>(services.names().keySet());
    keys.add(org.attendancemonitor.attendance.ServiceCatalogue.UNMAPPED);
    Map<String, Map<String, List<String>>> byService = new TreeMap<>();
    for (String key : keys) {
      Map<String, List<String>> byRole = new TreeMap<>();
      for (ServicesSettings.OwnerRole role : ServicesSettings.OwnerRole.values()) {
        byRole.put(
            role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
            services.owners(key, role).stream().map(owner -> named(owner, services)).toList());
      }
      byService.put(key, byRole);
    }
    return new Owners(byService);
  }

  /** A team by its name, a person by their sign-in. */
  private static String named(String owner, ServicesSettings services) {
    String name = owner.substring(owner.indexOf(':') + 1);
    return owner.startsWith("team:") ? services.teams().getOrDefault(name, name) : name;
  }

  @Bean
  Teams teams(ServicesSettings services) {
    Map<String, Set<String>> byTeam = new TreeMap<>();
    Map<String, Set<String>> byUser = new TreeMap<>();
    services
        .services()
        .forEach(
            (key, service) -> {
              service
                  .teams()
                  .forEach(team -> byTeam.computeIfAbsent(team, t -> new TreeSet<>()).add(key));
              for (ServicesSettings.OwnerRole role : ServicesSettings.OwnerRole.values()) {
                services.owners(key, role).forEach(owner -> add(owner, key, byTeam, byUser));
              }
            });
    for (ServicesSettings.OwnerRole role : ServicesSettings.OwnerRole.values()) {
      // Whoever fills a role everywhere answers for what is mapped to no service, too.
      services
          .owners(org.attendancemonitor.attendance.ServiceCatalogue.UNMAPPED, role)
          .forEach(
              owner ->
                  add(
                      owner,
                      org.attendancemonitor.attendance.ServiceCatalogue.UNMAPPED,
                      byTeam,
                      byUser));
    }
    return new Teams(byTeam, byUser);
  }

  private static void add(
      String owner,
      String service,
      Map<String, Set<String>> byTeam,
      Map<String, Set<String>> byUser) {
    int colon = owner.indexOf(':');
    Map<String, Set<String>> to = owner.startsWith("team:") ? byTeam : byUser;
    to.computeIfAbsent(owner.substring(colon + 1), name -> new TreeSet<>()).add(service);
  }

  /** The cookie of a sign-in goes over TLS only, wherever there is TLS. */
  @Bean
  WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> sessionCookie(
      ServerSettings settings, Environment environment) {
    boolean secure =
        settings.tlsTerminatedBy().isPresent()
            || environment.containsProperty("server.ssl.key-store")
            || environment.containsProperty("server.ssl.bundle")
            || environment.containsProperty("server.ssl.certificate");
    return factory -> {
      var cookie = factory.getSettings().getSession().getCookie();
      cookie.setSecure(secure);
      if (secure) {
        // A browser takes this name from this host alone, over TLS, for every path.
        cookie.setName("__Host-session");
        cookie.setPath("/");
      }
    };
  }
}
