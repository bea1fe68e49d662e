package org.attendancemonitor;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.attendancemonitor.access.SystemToken;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.configuration.WriteBackSettings;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submitting;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.record.Leases;
import org.attendancemonitor.record.Outbox;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.WriteBackEntries;
import org.attendancemonitor.writeback.WriteBack;
import org.attendancemonitor.writeback.WriteBackParts;
import org.attendancemonitor.writeback.WriteBackTerms;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Tasks and flags to an EPR's own server: routes/write-back.camel.yaml, where it is configured. */
@Configuration(proxyBeanMethods = false)
@Profile(Monitor.WHOLE_PROFILE)
class WriteBackWiring {
  private static final Duration COMMIT_WITHIN = Duration.ofSeconds(10);
  private static final Duration RETRY_FROM = Duration.ofSeconds(2);
  private static final Map<String, String> KINDS =
      Map.of("tasks", Outbox.TASK, "flags", Outbox.FLAG);

  /** Null where nothing is told to any server. */
  @Bean
  WriteBack writeBack(
      ServerSettings settings,
      Store store,
      @Qualifier("fileIntake") RoutedIntake intake,
      Policy policy,
      CamelContext camel,
      Leases leases,
      Clock clock) {
    return settings
        .writeBack()
        .map(
            site ->
                new WriteBackParts(
                        store,
                        new Submitting(intake, COMMIT_WITHIN),
                        token(site, clock),
                        policy.supportWords(),
                        new SecureRandom(),
                        () ->
                            camel.isStopping()
                                || camel.isStopped()
                                || !leases.hold(Node.WRITE_BACK),
                        clock)
                    .under(terms(site)))
        .orElse(null);
  }

  private static SystemToken token(WriteBackSettings site, Clock clock) {
    return site.token()
        .map(
            token ->
                new SystemToken(
                    new SystemToken.Terms(
                        token.issuer(),
                        token.endpoint(),
                        token.clientId(),
                        token.clientSecretFile(),
                        token.scopes()),
                    clock,
                    site.patience()))
        .orElse(null);
  }

  private static WriteBackTerms terms(WriteBackSettings site) {
    Set<String> kinds = site.write().stream().map(KINDS::get).collect(Collectors.toSet());
    return new WriteBackTerms(
        site.address(), site.source(), kinds, site.readEvery(), site.patience(), RETRY_FROM);
  }

  @Bean
  FollowedByServer followedByServer(
      CamelContext camel,
      Store store,
      org.springframework.beans.factory.ObjectProvider<WriteBack> writeBack) {
    return new FollowedByServer(camel, writeBack.getIfAvailable(), new WriteBackEntries(store));
  }
}
