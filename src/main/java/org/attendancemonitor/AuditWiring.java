package org.attendancemonitor;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.AuditHeads;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.record.AuditBook;
import org.attendancemonitor.record.AuditChains;
import org.attendancemonitor.record.AuditEntries;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.attendancemonitor.retention.Retention;
import org.attendancemonitor.retention.RetentionSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Who looked at what, and who changed what. */
@Configuration(proxyBeanMethods = false)
@Profile(Monitor.WHOLE_PROFILE)
class AuditWiring {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Where what is looked at is written, apart from the record. */
  record AuditStore(Store store) implements AutoCloseable {
    @Override
    public void close() {
      store.close();
    }
  }

  @Bean
  AuditStore auditStore(ServerSettings settings, DataFolder folder) {
    StoreSettings store = StoreAddress.of(settings);
    return new AuditStore(
        OpenedStore.of(
            store,
            folder.path().resolve("audit/audit.db"),
            () -> Store.openAudit(store, folder.path())));
  }

  @Bean
  AuditEntries readTrail(AuditStore audits) {
    return new AuditEntries(audits.store(), AuditBook.READS);
  }

  @Bean
  AuditEntries changeTrail(Store record) {
    return new AuditEntries(record, AuditBook.CHANGES);
  }

  @Bean
  AuditChains readChains(AuditStore audits) {
    return new AuditChains(audits.store(), AuditBook.READS);
  }

  @Bean
  AuditChains changeChains(Store record) {
    return new AuditChains(record, AuditBook.CHANGES);
  }

  /** Named by {@code routes/audit.camel.yaml}. */
  @Bean
  AuditHeads auditHeads(
      ServerSettings settings,
      DataFolder folder,
      AuditChains readChains,
      AuditChains changeChains,
      MeterRegistry meters,
      Clock clock)
      throws IOException {
    AuditHeads heads =
        new AuditHeads(
            settings.headFolder(),
            folder.auditChain(),
            Map.of(AuditBook.READS, readChains, AuditBook.CHANGES, changeChains),
            clock);
    TimeGauge.builder(
            "attendance.audit.head.timestamp",
            () -> heads.last().map(Instant::getEpochSecond).orElse(0L),
            TimeUnit.SECONDS)
        .description("When the ends of the audit trails were last noted outside of the database")
        .register(meters);
    return heads;
  }

  /** Named by {@code routes/audit.camel.yaml}. */
  @Bean
  Retention retention(
      Store record,
      AuditStore audits,
      AuditHeads auditHeads,
      RetentionSettings settings,
      DataFolder folder,
      Clock clock)
      throws IOException {
    AuditTrail changes = AuditTrail.ofChanges(record, folder.auditChain());
    return new Retention(record, audits.store(), auditHeads, changes, settings, clock);
  }

  @Bean
  RetentionSettings retentionSettings(
      org.attendancemonitor.configuration.Configuration configuration) {
    return configuration.settings(RetentionSettings.class);
  }

  @Bean
  Audit audit(AuditStore audits, DataFolder folder, Clock clock) throws IOException {
    return new Audit(AuditTrail.ofReads(audits.store(), folder.auditChain()), clock, PATIENCE);
  }
}
