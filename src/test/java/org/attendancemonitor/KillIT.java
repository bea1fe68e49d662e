package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was acknowledged is never lost, and nothing is doubled, though the service is killed with
 * SIGKILL at random moments under load and started again: five times in the build. For more:
 *
 * <pre>
 * ./attendance-monitor faults kill --kills 200
 * </pre>
 */
class KillIT {
  @TempDir private Path folder;

  @Test
  void acknowledgedEventsOutliveKillsOnSqlite() throws Exception {
    String told = PackagedFaults.held(folder, "kill", "--kills", "3");
    assertThat(told).contains("kill 3 of 3");
  }

  @Test
  void acknowledgedEventsOutliveKillsOnPostgresql() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      String url = server.getJdbcUrl("postgres", "postgres");
      String told =
          PackagedFaults.held(
              folder, "kill", "--kills", "2", "--store", url, "--store-user", "postgres");
      assertThat(told).contains("kill 2 of 2");
    }
  }
}
