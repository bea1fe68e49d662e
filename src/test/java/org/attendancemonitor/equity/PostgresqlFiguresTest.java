package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlFiguresTest {

  @Test
  void theSameAppointmentsGiveTheSameReleasesInBothDatabases(@TempDir Path folder)
      throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        Ward postgresql =
            new Ward(
                Store.open(
                    new StoreSettings(
                        server.getJdbcUrl("postgres", "postgres"),
                        Optional.of("postgres"),
                        Optional.empty(),
                        2),
                    folder));
        Ward sqlite = new Ward(folder)) {
      List<KeptRelease> here = DisclosureTest.history(postgresql, new Random(77), 3);
      List<KeptRelease> there = DisclosureTest.history(sqlite, new Random(77), 3);
      assertThat(here).hasSize(3).isEqualTo(there);
      assertThat(exported(postgresql, folder))
          .isEqualTo(exported(sqlite, folder))
          .contains("attendance_appointments{");
    }
  }

  private static String exported(Ward ward, Path folder) throws IOException {
    StringWriter text = new StringWriter();
    LocalDate last = LocalDate.of(2026, 10, 30);
    new HistoryExport(
            ward.store,
            FiguresTest.settings(),
            Map.of("podiatry", "Podiatry"),
            Map.of(),
            last.minusDays(30),
            last)
        .write(text, folder.resolve("spool"), releases -> {});
    return text.toString();
  }
}
