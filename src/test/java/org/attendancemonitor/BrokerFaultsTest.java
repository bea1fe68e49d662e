package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
 * A broker elsewhere that is stopped, started again, slow, cut off or full, under load. Nothing it
 * has taken is lost or doubled, what comes another way goes on, and the service finds its way back
 * by itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerFaultsTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String OPTIONS =
      "?clientFailureCheckPeriod=1000&connectionTTL=3000&callTimeout=4000";
  private static final String CONNECTED = "attendance_queue_connected{queue=\"attendance.events\"}";

  @TempDir private static Path folder;
  private final int port = ScratchHome.freePort();
  private BrokerElsewhere broker;
  private Wire wire;
  private WholeMonitor service;
  private Books books;
  private SteadySenders senders;

  @BeforeAll
  void start() throws Exception {
    broker = new BrokerElsewhere(folder.resolve("broker"), port, 100_000);
    wire = new Wire(port);
    service =
        WholeMonitor.start(
            folder.resolve("data"),
            Map.of(
                "attendance.broker.embedded",
                "false",
                "attendance.broker.url",
                "tcp://127.0.0.1:" + wire.port() + OPTIONS),
            Clock.systemUTC());
    books = new Books(service);
  }

  @AfterAll
  void stop() throws Exception {
    service.close();
    wire.close();
    broker.close();
  }

  @BeforeEach
  void underLoad() {
    senders =
        new SteadySenders(
            service, "tcp://127.0.0.1:" + port + "?reconnectAttempts=0&callTimeout=4000");
    senders.awaitMore("q", 5);
  }

  @AfterEach
  void allIsWellAgain() throws Exception {
    wire.mend();
    try {
      senders.awaitMore("q", 3);
      await().atMost(SOON).untilAsserted(() -> assertThat(readiness()).isEqualTo(200));
    } finally {
      senders.finish();
    }
    books.balance(senders);
    assertThat(books.metric(CONNECTED)).isEqualTo(1);
    await().atMost(SOON).untilAsserted(() -> assertThat(broker.waiting()).isZero());
  }

  private int readiness() {
    return service.management("/health/readiness").statusCode();
  }

  private void saysThatItIsAway() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(books.metric(CONNECTED)).isZero();
              assertThat(readiness()).as("readiness").isEqualTo(503);
            });
    HttpResponse<String> health = service.management("/health");
    assertThat(health.body()).contains("the queue attendance.events cannot be taken from");
    assertThat(service.management("/health/liveness").statusCode()).as("alive").isEqualTo(200);
    senders.awaitMore("h", 3);
  }

  @Test
  void oneThatIsStoppedAndStartedAgain() throws Exception {
    broker.stop();
    try {
      saysThatItIsAway();
    } finally {
      broker.start();
    }
  }

  @Test
  void oneThatOnlyRestarts() throws Exception {
    broker.stop();
    broker.start();
    senders.awaitMore("h", 3);
  }

  @Test
  void oneThatThisMachineIsCutOffFrom() {
    wire.silence();
    saysThatItIsAway();
  }

  @Test
  void oneWhoseAnswersTakeHalfASecond() {
    wire.slow(Duration.ofMillis(500));
    senders.awaitMore("q", 10);
    senders.awaitMore("h", 10);
    assertThat(books.metric(CONNECTED)).isEqualTo(1);
  }

  /** What keeps it full here is a record that takes nothing. */
  @Test
  void oneThatIsFull() throws Exception {
    try (Connection other =
            DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve("data/store/attendance.db"));
        Statement hold = other.createStatement()) {
      hold.execute("BEGIN IMMEDIATE");
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(senders.refusals())
                      .as("the queue refuses")
                      .anyMatch(told -> !told.startsWith("503")));
      hold.execute("ROLLBACK");
    }
  }
}
