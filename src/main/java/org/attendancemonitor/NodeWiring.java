package org.attendancemonitor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.attendancemonitor.record.Dispatch;
import org.attendancemonitor.record.Leases;
import org.attendancemonitor.record.Marks;
import org.attendancemonitor.record.Nodes;
import org.attendancemonitor.record.Store;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** This process as one of several on a record: routes/nodes.camel.yaml. */
@Configuration(proxyBeanMethods = false)
@Profile(Monitor.WHOLE_PROFILE)
class NodeWiring {

  @Bean
  Leases leases(Store store, DataFolder folder, Clock clock) throws IOException {
    return new Leases(store, folder.auditChain(), clock);
  }

  @Bean
  Nodes nodes(
      Store store,
      DataFolder folder,
      org.attendancemonitor.configuration.Configuration configuration,
      Clock clock)
      throws IOException {
    return new Nodes(
        store, folder.auditChain(), DerivedFrom.derivation(configuration.fingerprint()), clock);
  }

  @Bean
  DerivedFrom derivedFrom(
      Store store, Marks marks, Rederivation rederivation, Nodes nodes, Leases leases) {
    return new DerivedFrom(store, marks, rederivation, nodes, leases);
  }

  /** Named by routes/nodes.camel.yaml. */
  @Bean
  Node node(
      Nodes nodes,
      Leases leases,
      DerivedFrom derivedFrom,
      MeterRegistry meters,
      org.attendancemonitor.configuration.Configuration configuration) {
    for (String lease : List.of(Node.FIGURES, Node.WRITE_BACK, Node.SUBSCRIPTIONS, Node.DERIVING)) {
      Gauge.builder("attendance.node.lease", () -> leases.held().contains(lease) ? 1 : 0)
          .description("Whether this node does what only one of several does at a time")
          .tag("lease", lease)
          .register(meters);
    }
    return new Node(nodes, leases, derivedFrom, configuration.fingerprint());
  }

  /** Changed settings, reference data or rules of the program have everyone assessed again. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> settling(Node node) {
    return ready -> node.begin();
  }

  @Bean
  Dispatch dispatch(Store store, DataFolder folder, Clock clock) throws IOException {
    return new Dispatch(store, folder.auditChain(), clock);
  }
}
