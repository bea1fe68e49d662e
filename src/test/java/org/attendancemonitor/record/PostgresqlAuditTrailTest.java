package org.attendancemonitor.record;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The audit trail in PostgreSQL, beside the record. */
class PostgresqlAuditTrailTest extends AuditTrailTest {
  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Override
  Store opened() {
    StoreSettings settings =
        new StoreSettings(
            server.getJdbcUrl("postgres", "postgres"),
            Optional.of("postgres"),
            Optional.empty(),
            2);
    Store opened = Store.openAudit(settings, folder);
    opened.writing().update("DELETE FROM audit_event");
    opened.writing().update("DELETE FROM audit_chain");
    return opened;
  }
}
