package org.attendancemonitor.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Optional;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlReportTest {

  @Test
  void theSameReleasesGiveTheSamePageInBothDatabases(@TempDir Path folder) throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        InventedReleases postgresql =
            new InventedReleases(
                Store.open(
                    new StoreSettings(
                        server.getJdbcUrl("postgres", "postgres"),
                        Optional.of("postgres"),
                        Optional.empty(),
                        2),
                    folder));
        InventedReleases sqlite = new InventedReleases(folder)) {
      ReportTest.keepAll(postgresql);
      ReportTest.keepAll(sqlite);
      assertThat(page(postgresql))
          .isEqualTo(page(sqlite))
          .contains("1,878 appointments were due", "In the 66 weeks from 21 October 2024");
    }
  }

  private static String page(InventedReleases stored) {
    return new Report(stored.store, ReportTest.settings())
        .page(FullYear.SERVICE, "Podiatry", ReportTest.QUARTER);
  }
}
