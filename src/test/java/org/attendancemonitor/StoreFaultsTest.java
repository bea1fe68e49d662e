package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A PostgreSQL that goes away, is slow, hangs, may not be written, is full or has two writers in
 * each other's way, under load. Senders are told to come again, whoever has to mend it is told what
 * is the matter, all goes on by itself, and nothing that was acknowledged is lost or doubled.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreFaultsTest {
  private static final Duration SOON = Duration.ofSeconds(45);

  @TempDir private static Path folder;
  private final int port = ScratchHome.freePort();
  private final int broker = ScratchHome.freePort();
  private EmbeddedPostgres server;
  private Wire wire;
  private WholeMonitor service;
  private Books books;
  private PageVisitor anna;
  private SteadySenders senders;

  @BeforeAll
  void start() throws IOException {
    server = postgresql();
    wire = new Wire(port);
    service =
        WholeMonitor.start(
            folder.resolve("data"),
            Map.of(
                "attendance.store.url",
                "jdbc:postgresql://localhost:" + wire.port() + "/postgres?socketTimeout=8",
                "attendance.store.user",
                "postgres",
                "attendance.broker.port",
                Integer.toString(broker)),
            Clock.systemUTC());
    books = new Books(service);
    anna = PageVisitor.signedIn(service, WholeMonitor.CLINICIAN);
  }

  @AfterAll
  void stop() throws IOException {
    wire.mend();
    service.close();
    wire.close();
    server.close();
  }

  @BeforeEach
  void underLoad() {
    senders = new SteadySenders(service, "tcp://127.0.0.1:" + broker + "?reconnectAttempts=0");
    senders.awaitMore("h", 5);
    senders.awaitMore("q", 5);
  }

  @AfterEach
  void allIsWellAgain() throws Exception {
    wire.mend();
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

  private static EmbeddedPostgres postgresql(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(folder.resolve("postgresql").toFile())
        .setCleanDataDirectory(false)
        .start();
  }

  private EmbeddedPostgres postgresql() throws IOException {
    return postgresql(port);
  }

  private int readiness() {
    return service.management("/health/readiness").statusCode();
  }

  /** It is not ready, lives, says why, and the scrape says it too. */
  private void saysThat(String... reason) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              HttpResponse<String> health = service.management("/health");
              assertThat(readiness()).as("readiness").isEqualTo(503);
              assertThat(health.body()).contains(reason);
              assertThat(books.metric("attendance_intake_paused")).isEqualTo(1);
            });
    assertThat(service.management("/health/liveness").statusCode()).as("alive").isEqualTo(200);
  }

  private void asOwner(String... statements) throws SQLException {
    try (Connection owner =
            DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "");
        Statement statement = owner.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void peopleReadAPlainSentence() {
    HttpResponse<String> page = anna.get("/worklist");
    assertThat(page.statusCode()).as(page.uri().toString()).isEqualTo(503);
    // Without the tokens of its forms, whose random letters say anything one day.
    assertThat(page.body().replaceAll("name=\"_csrf\" value=\"[^\"]*\"", ""))
        .contains("Nothing that was recorded is lost")
        .doesNotContain("Exception", "org.postgresql", "SQL");
  }

  @Test
  void oneThatIsStoppedAndStartedAgain() throws Exception {
    server.close();
    try {
      saysThat("it cannot be reached");
      peopleReadAPlainSentence();
      assertThat(service.waiting()).as("what the queue keeps").isPositive();
    } finally {
      server = postgresql();
    }
  }

  @Test
  void oneWhoseAnswersTakeAFifthOfASecond() {
    // A commit asks the database some forty times; a message waits for two of them at most.
    wire.slow(Duration.ofMillis(200));
    senders.awaitMore("h", 1);
    // The first that ends may have begun before.
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(books.metric("attendance_event_seconds_max{feed=\"default\"}"))
                    .isGreaterThan(0.5));
  }

  @Test
  void oneThatDoesNotAnswerAnyMore() {
    wire.silence();
    Instant asked = Instant.now();
    saysThat("\"store\":{\"details\"", "reason");
    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(40));
  }

  @Test
  void oneThatMayNotBeWritten() throws Exception {
    asOwner("ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()");
    try {
      saysThat("it is read-only", "25006");
      peopleReadAPlainSentence();
    } finally {
      asOwner(
          "SET default_transaction_read_only = off",
          "ALTER SYSTEM RESET default_transaction_read_only",
          "SELECT pg_reload_conf()");
    }
  }

  @Test
  void oneWhoseDiskIsFull() throws Exception {
    asOwner(
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END $$",
        "CREATE TRIGGER full_disk BEFORE INSERT ON fact EXECUTE FUNCTION full_disk()");
    try {
      saysThat("its disk is full", "53100");
    } finally {
      asOwner("DROP TRIGGER full_disk ON fact", "DROP FUNCTION full_disk()");
    }
  }

  @Test
  void twoWritersThatWaitForEachOther() throws Exception {
    double refused = books.metric("attendance_transaction_failures_total{kind=\"store\"}");
    String first = Fhir.appointment("dl-1", "dl-a", "booked", Instant.now(), Instant.now());
    String second = Fhir.appointment("dl-2", "dl-b", "booked", Instant.now(), Instant.now());
    service.put("Appointment", "dl-1", first);
    service.put("Appointment", "dl-2", second);
    // Whoever waits looks once whether it waits for ever: it must be us, and late enough.
    asOwner("ALTER SYSTEM SET deadlock_timeout = '3s'", "SELECT pg_reload_conf()");
    try (Connection other =
            DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "");
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SET deadlock_timeout = '60s'");
      String hold = "SELECT 1 FROM patient WHERE primary_key LIKE '%/dl-";
      statement.execute(hold + "b' FOR UPDATE");
      service.queue(
          List.of(
              Fhir.bundle(
                  "transaction",
                  List.of(
                      first.replace("booked", "cancelled"),
                      second.replace("booked", "cancelled")))));
      books.secondEntry();
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(
                          service
                              .record()
                              .queryForObject(
                                  "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'",
                                  Long.class))
                      .isPositive());
      statement.execute(hold + "a' FOR UPDATE");
      other.rollback();
    }
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        books.metric("attendance_transaction_failures_total{kind=\"contention\"}"))
                    .isPositive());
    assertThat(books.metric("attendance_transaction_failures_total{kind=\"store\"}"))
        .as("nobody was refused for it")
        .isEqualTo(refused);
  }
}
