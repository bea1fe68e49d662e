package org.attendancemonitor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.jms.ConnectionFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Component;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.attendancemonitor.feed.ShippedFeeds;
import org.attendancemonitor.record.Clockwork;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.attendancemonitor.record.WriteTrial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The threads that carry events must outlive any fault: nobody would start them again. */
class ConsumersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final IntakeState state = new IntakeState(registry, System::nanoTime);
  private final DefaultCamelContext camel = new DefaultCamelContext();

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void aFaultOfOursInOneBatchAnswersItAndLeavesTheIntakeRunning() throws Exception {
    Lanes lanes = lanes();
    AtomicInteger batches = new AtomicInteger();
    start(
        "intake",
        component(lanes, null),
        "intake:lanes",
        exchange -> {
          // The first batch comes out without its verdicts.
          if (batches.incrementAndGet() > 1) {
            Batch batch = exchange.getMessage().getBody(Batch.class);
            batch.recorded(List.of(new Verdict(List.of())), Set.of());
          }
        });

    CompletableFuture<Verdict> first = offer(lanes);
    assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IntakeUnavailableException.class);

    assertThat(offer(lanes).get(10, TimeUnit.SECONDS).entries()).isEmpty();
  }

  @Test
  void onePersonWhoseRecordCannotBeWrittenDoesNotKeepTheClockFromTheOthers(@TempDir Path folder)
      throws Exception {
    try (Store store = Store.open(StoreSettings.embedded(), folder)) {
      JdbcTemplate record = new JdbcTemplate(store.writer());
      for (int row = 1; row <= 4; row++) {
        record.update(
            "INSERT INTO patient (id, primary_key, look_again_at, created) VALUES (?, ?, 0, 0)",
            row,
            "p" + row);
      }
      Lanes lanes = lanes();
      start(
          "intake",
          component(lanes, new Recording(store, null, null, null, null, null, null, null)),
          "intake:lanes",
          exchange -> {
            Batch batch = exchange.getMessage().getBody(Batch.class);
            if (batch.patients().contains(3L)) {
              throw new DataIntegrityViolationException("of one person");
            }
            batch.patients().forEach(row -> lookedAt(record, row));
            batch.recorded(List.of(new Verdict(List.of())), Set.of());
          });

      Submission everyone = Submission.lookAgain(Set.of(1L, 2L, 3L, 4L), Instant.EPOCH);
      lanes.offer(List.of(everyone)).get(0).verdict().get(10, TimeUnit.SECONDS);

      assertThat(new Clockwork(store).due(Instant.EPOCH, 10)).isEmpty();
      assertThat(new Clockwork(store).failed()).isEqualTo(1);
      // It is tried again, and until then it is in nobody's way.
      assertThat(new Clockwork(store).due(Instant.EPOCH.plus(Duration.ofHours(1)), 10))
          .containsExactly(3L);
    }
  }

  private static void lookedAt(JdbcTemplate record, long row) {
    record.update("UPDATE patient SET look_again_at = NULL WHERE id = ?", row);
  }

  @Test
  void whoStoodInTheWayOfAnotherWriterTriesAtOnceAndNobodyIsRefused() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    Lanes lanes = lanes();
    start(
        "intake",
        component(lanes, null),
        "intake:lanes",
        exchange -> {
          if (tries.incrementAndGet() < 4) {
            throw new SQLException("deadlock", "40P01");
          }
          exchange
              .getMessage()
              .getBody(Batch.class)
              .recorded(List.of(new Verdict(List.of())), Set.of());
        });

    assertThat(offer(lanes).get(10, TimeUnit.SECONDS).entries()).isEmpty();

    assertThat(tries).hasValue(4);
    assertThat(state.trouble()).isEmpty();
    assertThat(failures("contention")).isEqualTo(3);
    assertThat(failures("store")).isZero();
  }

  @Test
  void whatIsLargerThanTheDatabaseCanTakeIsAFaultOfItsOwn() {
    assertThat(Failures.ofContent(new SQLException("index row size", "54000"))).isTrue();
    assertThat(Failures.ofContent(new SQLException("disk full", "53100"))).isFalse();
  }

  @Test
  void whileTheStoreFailsNothingIsTakenAndAnOperatorIsToldWhy(@TempDir Path folder)
      throws Exception {
    try (Store store = Store.open(StoreSettings.embedded(), folder)) {
      AtomicBoolean full = new AtomicBoolean(true);
      Lanes lanes = lanes();
      start(
          "intake",
          component(lanes, null, store),
          "intake:lanes",
          exchange -> {
            if (full.get()) {
              throw new SQLException("disk full", "53100");
            }
            exchange
                .getMessage()
                .getBody(Batch.class)
                .recorded(List.of(new Verdict(List.of())), Set.of());
          });

      CompletableFuture<Verdict> refused = offer(lanes);
      assertThatThrownBy(() -> refused.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(IntakeUnavailableException.class);
      // A trial succeeds, for this store is not at fault; nobody is told that all is well yet.
      await().until(lanes::isOpen);
      assertThat(state.trouble())
          .hasValueSatisfying(why -> assertThat(why).contains("disk is full"));
      assertThat(registry.get("attendance.intake.paused").gauge().value()).isEqualTo(1);

      full.set(false);
      assertThat(offer(lanes).get(10, TimeUnit.SECONDS).entries()).isEmpty();
      assertThat(state.trouble()).isEmpty();
      assertThat(registry.get("attendance.intake.paused").gauge().value()).isZero();
      assertThat(failures("store")).isEqualTo(1);
    }
  }

  private double failures(String kind) {
    return registry.get("attendance.transaction.failures").tag("kind", kind).counter().count();
  }

  @Test
  void aFaultThatIsNoneOfJmsLeavesTheQueueBeingRead() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    QueueLinks links = new QueueLinks(registry);
    ConnectionFactory broken =
        (ConnectionFactory)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ConnectionFactory.class},
                (proxy, method, arguments) -> {
                  tries.incrementAndGet();
                  throw new IllegalStateException("not foreseen");
                });
    start(
        "jms-batch",
        new JmsBatchComponent(
            broken, new FeedRates(ShippedFeeds.settings(), System::nanoTime), links, () -> true),
        "jms-batch:events?consumers=1",
        exchange -> {});

    await().untilAsserted(() -> assertThat(tries).hasValueGreaterThan(1));
    assertThat(registry.get("attendance.queue.connected").gauge().value()).isZero();
  }

  private static Lanes lanes() {
    return new Lanes(
        Map.of(
            Intake.Lane.PEOPLE, 10,
            Intake.Lane.LIVE, 10,
            Intake.Lane.CLOCK, 10,
            Intake.Lane.HISTORY, 10));
  }

  private IntakeComponent component(Lanes lanes, Recording recording) {
    return component(lanes, recording, null);
  }

  private IntakeComponent component(Lanes lanes, Recording recording, Store store) {
    return new IntakeComponent(
        lanes,
        recording,
        new IntakeMeters(registry, Set.of()),
        state,
        new WriteTrial(store),
        new StepTimes(),
        Clock.systemUTC(),
        10);
  }

  private void start(String scheme, Component component, String from, Processor step)
      throws Exception {
    camel.addComponent(scheme, component);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(from).process(step);
          }
        });
    camel.start();
  }

  private static CompletableFuture<Verdict> offer(Lanes lanes) throws IntakeUnavailableException {
    Submission submission = Submission.lookAgain(Set.of(1L), Instant.EPOCH);
    return lanes.offer(List.of(submission)).get(0).verdict();
  }
}
