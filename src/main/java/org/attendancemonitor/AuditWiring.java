package org.attendancemonitor;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.Store;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Who looked at what, and who changed what. */
@Configuration(proxyBeanMethods = false)
@Profile(Monitor.WHOLE_PROFILE)
class AuditWiring {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /**
   * The audit trails.
   *
   * @param store where what is looked at is written
   * @param reads who looked at what
   * @param changes who changed what, in the record
   */
  record Trails(Store store, AuditTrail reads, AuditTrail changes) implements AutoCloseable {
    @Override
    public void close() {
      store.close();
    }
  }

  @Bean
  Trails trails(Store record, ServerSettings settings, DataFolder folder) throws IOException {
    Store store = Store.openAudit(StoreAddress.of(settings), folder.path());
    String chain = folder.auditChain();
    return new Trails(store, AuditTrail.ofReads(store, chain), AuditTrail.ofChanges(record, chain));
  }

  @Bean
  AuditTrail readTrail(Trails trails) {
    return trails.reads();
  }

  @Bean
  AuditTrail changeTrail(Trails trails) {
    return trails.changes();
  }

  @Bean
  Audit audit(Trails trails, Clock clock) {
    return new Audit(trails.reads(), clock, PATIENCE);
  }
}
