package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A SQLite file that is full, may not be written or is held by somebody else, under load: as {@link
 * StoreFaultsTest} for PostgreSQL.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqliteFaultsTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private final int broker = ScratchHome.freePort();
  private WholeMonitor service;
  private Books books;
  private SteadySenders senders;

  @BeforeAll
  void start() throws IOException {
    service =
        WholeMonitor.start(
            folder.resolve("data"),
            Map.of("attendance.broker.port", Integer.toString(broker)),
            Clock.systemUTC());
    books = new Books(service);
  }

  @AfterAll
  void stop() throws IOException {
    service.close();
  }

  @BeforeEach
  void underLoad() {
    senders = new SteadySenders(service, "tcp://127.0.0.1:" + broker + "?reconnectAttempts=0");
    senders.awaitMore("h", 5);
    senders.awaitMore("q", 5);
  }

  @AfterEach
  void allIsWellAgain() throws Exception {
    try {
      senders.awaitMore("h", 3);
      senders.awaitMore("q", 3);
      await().atMost(SOON).untilAsserted(() -> assertThat(readiness()).isEqualTo(200));
    } finally {
      senders.finish();
    }
    books.balance(senders);
    assertThat(books.metric("attendance_intake_paused")).isZero();
  }

  private int readiness() {
    return service.management("/health/readiness").statusCode();
  }

  private void saysThat(String... reason) {
    saysThat(() -> {}, reason);
  }

  private void saysThat(Runnable again, String... reason) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              again.run();
              HttpResponse<String> health = service.management("/health");
              assertThat(readiness()).as("readiness").isEqualTo(503);
              assertThat(health.body()).contains(reason);
              assertThat(books.metric("attendance_intake_paused")).isEqualTo(1);
            });
    assertThat(service.management("/health/liveness").statusCode()).as("alive").isEqualTo(200);
  }

  @Test
  void oneThatIsFull() {
    Long pages = service.tampering().queryForObject("PRAGMA page_count", Long.class);
    try {
      // A connection that failed is given up, and its limit goes with it.
      saysThat(
          () -> service.tampering().queryForList("PRAGMA max_page_count = " + pages),
          "the disk is full",
          "SQLite code 13");
    } finally {
      service.tampering().queryForList("PRAGMA max_page_count = 1000000000");
    }
  }

  @Test
  void oneThatMayNotBeWritten() {
    service.tampering().execute("PRAGMA query_only = 1");
    try {
      saysThat("the file is read-only", "SQLite code 8");
    } finally {
      service.tampering().execute("PRAGMA query_only = 0");
    }
  }

  @Test
  void oneThatSomebodyElseHolds() throws Exception {
    try (Connection other =
            DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve("data/store/attendance.db"));
        Statement hold = other.createStatement()) {
      hold.execute("BEGIN IMMEDIATE");
      saysThat("another program holds the file");
      assertThat(service.waiting()).as("what the queue keeps").isPositive();
      hold.execute("ROLLBACK");
    }
  }
}
