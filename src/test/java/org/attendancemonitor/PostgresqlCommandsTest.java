package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.record.OutcomeCounts;
import org.attendancemonitor.record.Releases;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.attendancemonitor.record.TallyKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Commands that only read, on a record in PostgreSQL beside its owner: as on one in SQLite. */
class PostgresqlCommandsTest {
  private static final LocalDate SUNDAY = LocalDate.of(2026, 9, 27);
  private static final String URL = "attendance.store.url";
  private static final String USER = "attendance.store.user";

  @TempDir Path folder;

  @AfterEach
  void forget() {
    List.of(URL, USER, "attendance.data").forEach(System::clearProperty);
  }

  private static KeptRelease release() {
    OutcomeCounts counts = new OutcomeCounts(90, 10, 0, 0, 0, 0);
    List<KeptCell> cells = new ArrayList<>();
    for (String window : List.of("13w", "52w")) {
      cells.add(
          new KeptCell(
              new TallyKey("podiatry", "all", "all"),
              window,
              KeptCell.State.PUBLISHED,
              counts.counts(),
              95,
              OutcomeCounts.NONE.counts(),
              OutcomeCounts.NONE.counts(),
              null,
              counts.byOutcome(),
              new KeptCell.Ratio(0.1, 0.06, 0.17)));
    }
    return new KeptRelease(
        Instant.parse("2026-09-27T23:00:00Z"),
        Instant.parse("2026-09-27T23:01:00Z"),
        SUNDAY,
        false,
        "DNA / (attended + DNA)",
        cells,
        List.of(KeptFigure.of("known_ratio", 0.97, "podiatry", "sex")));
  }

  /** What a command wrote to its file. */
  private String written(Path data, String... arguments) throws IOException {
    Path file = folder.resolve("written");
    Files.deleteIfExists(file);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", data.toString(), file.toString()));
    StringWriter err = new StringWriter();
    int exit =
        new CommandLine(new AttendanceMonitor())
            .setExecutionExceptionHandler(new PlainErrors())
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    assertThat(exit).as(err.toString()).isZero();
    return Files.readString(file);
  }

  private String report(Path data) throws IOException {
    return written(data, "report", "--service", "podiatry", "--period", "2026-Q3");
  }

  private String history(Path data) throws IOException {
    return written(data, "export-history", "--from", "2026-09-20", "--to", "2026-10-04");
  }

  @Test
  void theReportAndTheHistoryAreThoseOfSqlite() throws Exception {
    Path sqlite = folder.resolve("sqlite");
    try (Store owner = Store.open(StoreSettings.embedded(), sqlite)) {
      new Releases(owner).keep(release());
    }
    String report = report(sqlite);
    String history = history(sqlite);
    Path other = Files.createDirectory(folder.resolve("other"));
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      String url = server.getJdbcUrl("postgres", "postgres");
      StoreSettings settings = new StoreSettings(url, Optional.of("postgres"), Optional.empty(), 2);
      System.setProperty(URL, url);
      System.setProperty(USER, "postgres");
      try (Store owner = Store.open(settings, other)) {
        new Releases(owner).keep(release());
        assertThat(report(other)).isEqualTo(report).contains("100 appointments were due");
        assertThat(history(other)).isEqualTo(history).contains("attendance_known_ratio{");
        assertThat(owner.trouble()).isEmpty();
      }
    }
    try (var files = Files.list(other)) {
      assertThat(files).as("nothing is kept beside the database").isEmpty();
    }
  }
}
