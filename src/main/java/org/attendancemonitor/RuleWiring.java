package org.attendancemonitor;

import java.time.LocalTime;
import java.util.Map;
import java.util.TreeMap;
import org.attendancemonitor.configuration.ServicesSettings;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.policy.PolicySettings;
import org.attendancemonitor.policy.ServiceTerms;
import org.attendancemonitor.policy.WorkingDays;
import org.attendancemonitor.policy.WorkingHours;
import org.attendancemonitor.risk.Assessment;
import org.attendancemonitor.risk.RiskSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules, with what the configuration says of them. */
@Configuration(proxyBeanMethods = false)
class RuleWiring {

  @Bean
  ServicesSettings servicesSettings(
      org.attendancemonitor.configuration.Configuration configuration) {
    return configuration.settings(ServicesSettings.class);
  }

  @Bean
  Assessment assessment(org.attendancemonitor.configuration.Configuration configuration) {
    return new Assessment(configuration.settings(RiskSettings.class), configuration.deprivation());
  }

  @Bean
  Policy policy(
      org.attendancemonitor.configuration.Configuration configuration, ServicesSettings services) {
    PolicySettings policy = configuration.settings(PolicySettings.class);
    Map<String, ServiceTerms> terms = new TreeMap<>();
    services
        .services()
        .forEach(
            (key, service) ->
                terms.put(key, new ServiceTerms(service.name(), service.paediatric())));
    return new Policy(policy, terms, workingDays(policy.workingHours(), services));
  }

  private static WorkingDays workingDays(WorkingHours usual, ServicesSettings services) {
    Map<String, WorkingHours> byService = new TreeMap<>();
    services
        .services()
        .forEach(
            (key, service) -> {
              LocalTime ends =
                  service.hours().stream()
                      .map(ServicesSettings.Opening::to)
                      .max(LocalTime::compareTo)
                      .orElse(usual.dayEnds());
              byService.put(key, new WorkingHours(ends, service.closures()));
            });
    return new WorkingDays(usual, byService);
  }
}
