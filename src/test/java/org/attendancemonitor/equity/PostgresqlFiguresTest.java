package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresqlFiguresTest {
  private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 17);

  @TempDir Path folder;
  private EmbeddedPostgres server;

  @BeforeAll
  void start() throws IOException {
    server = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  /** A ward in a database of its own. */
  private Ward postgresql(String database) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
    return new Ward(
        Store.open(
            new StoreSettings(
                server.getJdbcUrl("postgres", database),
                Optional.of("postgres"),
                Optional.empty(),
                2),
            folder));
  }

  @Test
  void theSameAppointmentsGiveTheSameReleasesInBothDatabases() throws Exception {
    try (Ward postgresql = postgresql("releases");
        Ward sqlite = new Ward(folder.resolve("releases"))) {
      List<KeptRelease> here = DisclosureTest.history(postgresql, new Random(77), 3);
      List<KeptRelease> there = DisclosureTest.history(sqlite, new Random(77), 3);
      assertThat(here).hasSize(3).isEqualTo(there);
      assertThat(exported(postgresql, folder))
          .isEqualTo(exported(sqlite, folder))
          .contains("attendance_appointments{");
    }
  }

  @Test
  void theSameWaitsAndFirstContactsGiveTheSameFiguresInBothDatabases() throws Exception {
    try (Ward postgresql = postgresql("waits");
        Ward sqlite = new Ward(folder.resolve("waits"))) {
      Release here = followed(postgresql);
      assertThat(here).isEqualTo(followed(sqlite));
      assertThat(here.figures())
          .extracting(KeptFigure::family)
          .contains("support_first_contact_seconds", "waiting_seconds", "removed_unseen", "queue");
      assertThat(here.figures())
          .filteredOn(figure -> figure.family().equals("support_first_contact_seconds"))
          .filteredOn(
              figure -> figure.labels().equals(List.of("podiatry", "all", "all", "13w", "50")))
          .extracting(KeptFigure::value)
          .containsExactly(6 * 3_600.0);
    }
  }

  /** Misses that were tried after one to eleven hours or not, and waits of all kinds. */
  private static Release followed(Ward ward) {
    Instant heard = Instant.parse("2026-11-07T12:00:00Z");
    for (int i = 0; i < 110; i++) {
      Map<String, String> who = Ward.who("sex", i % 2 == 0 ? "female" : "male");
      LocalDate day = TUESDAY.minusDays(i % 40);
      ward.appointment(i, "podiatry", day, "attended", who);
      String missed = ward.appointment(i, "podiatry", TUESDAY.minusDays(10), "dna", who);
      Instant tried = heard.plusSeconds(3_600 * (i % 11 + 1));
      ward.followed(missed, heard, i % 22 == 10 ? null : tried, i % 22 == 10 ? heard : null);
      LocalDate referred = TUESDAY.minusDays(i % 30 + 1);
      boolean waits = i % 3 == 0;
      String exit = i % 3 == 1 ? "seen" : "removed";
      LocalDate left = waits ? null : referred.plusDays(1);
      ward.spell(i, "podiatry", referred, left, waits ? null : exit, who);
    }
    ward.count();
    return new Figures(FiguresTest.settings(), ward.tallies, ward.releases, Map.of())
        .release(Instant.parse("2026-11-18T12:00:00Z"))
        .orElseThrow();
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
