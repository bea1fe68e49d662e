package org.attendancemonitor;

import io.micrometer.core.instrument.config.MeterFilter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.configuration.ServicesSettings;
import org.attendancemonitor.configuration.WriteBackSettings;
import org.attendancemonitor.equity.EquitySettings;
import org.attendancemonitor.equity.Figures;
import org.attendancemonitor.equity.FiguresCollector;
import org.attendancemonitor.intake.IntakeMeters;
import org.attendancemonitor.intake.Lanes;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.record.Clockwork;
import org.attendancemonitor.record.CurrentFacts;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.Dispatch;
import org.attendancemonitor.record.Flags;
import org.attendancemonitor.record.Leases;
import org.attendancemonitor.record.Outstanding;
import org.attendancemonitor.record.People;
import org.attendancemonitor.record.Releases;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.Tallies;
import org.attendancemonitor.record.Tasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The figures and what is sent out. */
@Configuration(proxyBeanMethods = false)
@Profile(Monitor.WHOLE_PROFILE)
class FiguresWiring {
  private static final List<String> LEFT_OUT =
      List.of(
          "http.server",
          "spring.security",
          "jvm.compilation",
          "process.cpu.time",
          "system.cpu.count",
          "tomcat.sessions");

  /** Counting makes way for events after this time. */
  private static final Duration WRITE_BUDGET = Duration.ofMillis(50);

  @Bean
  Figures equityFigures(
      Store store, Leases leases, org.attendancemonitor.configuration.Configuration configuration) {
    return new Figures(
        configuration.settings(EquitySettings.class),
        new Tallies(store, WRITE_BUDGET),
        new Releases(store, () -> leases.check(Node.FIGURES)),
        configuration.settings(ServicesSettings.class).firstPerWeek());
  }

  /**
   * Leaves out what the frameworks name against the conventions of Prometheus, and what could carry
   * an address; what this program measures itself stays.
   */
  @Bean
  MeterFilter onlyCleanNames() {
    return MeterFilter.deny(
        id -> LEFT_OUT.stream().anyMatch(start -> id.getName().startsWith(start)));
  }

  @Bean
  FiguresCollector figuresCollector(ServicesSettings services, PrometheusRegistry registry) {
    FiguresCollector collector = new FiguresCollector(services.names());
    registry.register(collector);
    return collector;
  }

  /** The bean of routes/equity.camel.yaml. */
  @Bean
  PublishedFigures figures(
      Figures figures,
      FiguresCollector collector,
      LastHeard lastHeard,
      DerivedFrom derivedFrom,
      Rederivation rederivation,
      Leases leases,
      org.attendancemonitor.configuration.Configuration configuration,
      Clock clock) {
    return new PublishedFigures(
        figures,
        collector,
        lastHeard::loaded,
        () -> derivedFrom.outdated(configuration.fingerprint()) || rederivation.underWay(),
        () -> leases.hold(Node.FIGURES),
        clock);
  }

  @Bean
  FeedsNow feedsNow(
      org.attendancemonitor.configuration.Configuration configuration,
      IntakeMeters meters,
      DeadLetters deadLetters,
      Store store,
      Lanes lanes,
      Clock clock) {
    return new FeedsNow(
        CheckFeedCommand.site(configuration),
        configuration
            .settings(ServerSettings.class)
            .writeBack()
            .map(WriteBackSettings::source)
            .orElse(null),
        meters,
        deadLetters,
        store,
        lanes,
        clock);
  }

  @Bean
  LiveState liveFigures(
      FiguresCollector collector,
      Tasks tasks,
      Store store,
      DeadLetters deadLetters,
      People people,
      FeedsNow feeds,
      LastHeard lastHeard,
      Clock clock) {
    return new LiveState(
        collector,
        tasks,
        new Outstanding(store),
        deadLetters,
        people,
        new Clockwork(store),
        feeds,
        lastHeard,
        clock);
  }

  /** The bean of routes/tasks.camel.yaml. */
  @Bean
  Outgoing outgoing(
      ServerSettings settings,
      Dispatch dispatch,
      Tasks tasks,
      Flags flags,
      Store store,
      People people,
      Policy policy) {
    return new Outgoing(
        settings.queuesOut().enabled(),
        dispatch,
        tasks,
        flags,
        new CurrentFacts(store),
        people,
        policy.supportWords());
  }
}
