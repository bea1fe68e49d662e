package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While the record is away: HTTP senders are told to come again, the queue keeps what it has,
 * readiness is off; afterwards everything goes on, and nothing is lost.
 */
class StoreDownTest {
  private static final Instant YESTERDAY =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(14, ChronoUnit.HOURS);
  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private static final int QUEUED = 30;

  @TempDir private Path folder;

  @Test
  void aPostgresqlThatIsAway() throws Exception {
    int port = ScratchHome.freePort();
    EmbeddedPostgres server = postgresql(port);
    try (WholeMonitor service =
        WholeMonitor.start(
            folder.resolve("data"),
            Map.of(
                "attendance.store.url",
                "jdbc:postgresql://localhost:" + port + "/postgres",
                "attendance.store.user",
                "postgres"),
            Clock.systemUTC())) {
      ready(service);
      try (var sender = service.sender()) {
        server.close();
        away(service, sender);
      }
      server = postgresql(port);
      back(service);
    } finally {
      server.close();
    }
  }

  @Test
  void anSqliteFileThatSomebodyElseHolds() throws Exception {
    Path data = folder.resolve("data");
    try (WholeMonitor service = WholeMonitor.start(data, Map.of(), Clock.systemUTC())) {
      ready(service);
      try (var sender = service.sender();
          Connection other =
              DriverManager.getConnection("jdbc:sqlite:" + data.resolve("store/attendance.db"));
          Statement hold = other.createStatement()) {
        hold.execute("BEGIN IMMEDIATE");
        away(service, sender);
        hold.execute("ROLLBACK");
      }
      back(service);
    }
  }

  private EmbeddedPostgres postgresql(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(folder.resolve("postgresql").toFile())
        .setCleanDataDirectory(false)
        .start();
  }

  private static void ready(WholeMonitor service) {
    assertThat(service.put("Appointment", "http-0", missed("http-0")).statusCode())
        .isBetween(200, 201);
    assertThat(service.management("/health/readiness").statusCode()).isEqualTo(200);
  }

  private static void away(WholeMonitor service, WholeMonitor.QueueSender sender) throws Exception {
    List<String> messages = new ArrayList<>();
    for (int i = 1; i <= QUEUED; i++) {
      messages.add(missed("queue-" + i));
    }
    sender.send(messages);
    Instant asked = Instant.now();
    HttpResponse<String> answer = service.put("Appointment", "http-1", missed("http-1"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).as("Retry-After").isPresent();
    assertThat(answer.body()).contains("OperationOutcome");
    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(35));
    await()
        .atMost(RECOVERY)
        .untilAsserted(
            () ->
                assertThat(service.management("/health/readiness").statusCode())
                    .as("readiness while the record is away")
                    .isEqualTo(503));
    assertThat(service.management("/health/liveness").statusCode()).as("alive").isEqualTo(200);
    assertThat(service.waiting()).as("messages the queue keeps").isEqualTo(QUEUED);
  }

  private static void back(WholeMonitor service) {
    await()
        .atMost(RECOVERY)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(recorded(service, "queue-")).isEqualTo(QUEUED));
    await().atMost(RECOVERY).untilAsserted(() -> assertThat(service.waiting()).isZero());
    await()
        .atMost(RECOVERY)
        .untilAsserted(
            () ->
                assertThat(service.put("Appointment", "http-1", missed("http-1")).statusCode())
                    .isBetween(200, 201));
    assertThat(recorded(service, "http-")).isEqualTo(2);
    await()
        .atMost(RECOVERY)
        .untilAsserted(
            () -> assertThat(service.management("/health/readiness").statusCode()).isEqualTo(200));
    assertThat(service.record().queryForObject("SELECT count(*) FROM dead_letter", Long.class))
        .as("dead letters")
        .isZero();
  }

  private static long recorded(WholeMonitor service, String start) {
    Long count =
        service
            .record()
            .queryForObject(
                "SELECT count(*) FROM attendance WHERE appointment LIKE ?",
                Long.class,
                "%/" + start + "%");
    return count == null ? 0 : count;
  }

  private static String missed(String id) {
    return Fhir.appointment(id, "of-" + id, "noshow", YESTERDAY, YESTERDAY.plusSeconds(60));
  }
}
