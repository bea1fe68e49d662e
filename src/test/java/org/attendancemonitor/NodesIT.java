package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes on one PostgreSQL and a pair of brokers lose and double nothing, and go on for each
 * other, though one is killed, one paused, and the primary broker killed. For more nodes, all kinds
 * of faults, a rolling upgrade, a release of the figures and the processor time of an event:
 *
 * <pre>
 * ./attendance-monitor faults nodes --store jdbc:postgresql://HOST/EMPTY
 * </pre>
 */
class NodesIT {
  @TempDir private Path folder;

  @Test
  void nodesGoOnForEachOther() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      String told =
          PackagedFaults.held(
              folder,
              "nodes",
              "--nodes",
              "2",
              "--faults",
              "3",
              "--only",
              "kill,pause,broker",
              "--cpu-events",
              "0",
              "--no-releases",
              "--queues-out",
              "--store",
              server.getJdbcUrl("postgres", "postgres"),
              "--store-user",
              "postgres");
      assertThat(told).contains("fault 3 of 3", "compared with those of one node: equal");
    }
  }
}
