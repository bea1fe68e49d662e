package org.attendancemonitor.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

/** The record in PostgreSQL. */
class PostgresqlRecordTest extends RecordContract {
  private StoreSettings settings;

  @Override
  Store open() throws Exception {
    settings = FreshDatabase.make();
    return Store.open(settings, Path.of("unused"));
  }

  @Override
  Store openAgain() {
    return Store.open(settings, Path.of("unused"));
  }

  @Override
  Optional<Store> openToRead() {
    return Store.openToRead(settings, Path.of("unused"));
  }

  @Test
  void nothingWaitsForEver() throws Exception {
    try (Store limited = open()) {
      try (Connection writer = limited.writer().getConnection();
          Connection reader = limited.reader().getConnection()) {
        assertThat(writer.getNetworkTimeout()).isEqualTo(30_000);
        assertThat(reader.getNetworkTimeout()).isEqualTo(60_000);
        assertThat(shown(writer, "statement_timeout")).isEqualTo("20s");
        assertThat(shown(writer, "lock_timeout")).isEqualTo("10s");
        assertThat(shown(writer, "idle_in_transaction_session_timeout")).isEqualTo("10s");
      }
      int figures =
          limited.inSnapshot(
              () -> limited.here().execute((Connection one) -> one.getNetworkTimeout()));
      assertThat(figures).isEqualTo(900_000);
      try (Connection reader = limited.reader().getConnection()) {
        assertThat(reader.getNetworkTimeout()).as("for the next one").isEqualTo(60_000);
      }
    }
    settings =
        new StoreSettings(
            settings.url() + (settings.url().contains("?") ? "&" : "?") + "socketTimeout=7",
            settings.user(),
            Optional.empty(),
            2);
    try (Store told = openAgain();
        Connection writer = told.writer().getConnection()) {
      assertThat(writer.getNetworkTimeout()).as("as the address says").isEqualTo(7_000);
    }
  }

  private static String shown(Connection connection, String setting) throws Exception {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery("SHOW " + setting)) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void aRowThatIsRefusedIsNotQuotedInTheTextOfTheFailure() {
    String row = "INSERT INTO patient (id, primary_key, created) VALUES (?, 'Canary', 0)";
    store.writing().update(row, 1);

    assertThatThrownBy(() -> store.writing().update(row, 2))
        .isInstanceOf(DuplicateKeyException.class)
        .rootCause()
        .hasMessageNotContaining("Canary");
  }

  @Test
  void nodesDoNotTakeTheSamePeople() {
    for (int row = 1; row <= 30; row++) {
      store
          .writing()
          .update(
              "INSERT INTO patient (id, primary_key, created, look_again_at) VALUES (?, ?, 0, 5)",
              row,
              "p" + row);
    }
    Clockwork clock = new Clockwork(store);
    Instant now = Instant.ofEpochMilli(10);
    assertThat(clock.due(now, 20)).hasSize(20).doesNotContain(21L);
    assertThat(clock.due(now, 20)).as("another node").hasSize(10).doesNotContain(20L);
    assertThat(clock.due(now, 20)).isEmpty();
    assertThat(clock.behind(now)).as("in hand is not done").isTrue();
    assertThat(clock.due(now.plusSeconds(20).minusMillis(1), 99)).isEmpty();
    assertThat(clock.due(now.plusSeconds(21), 99)).as("both died").hasSize(30);
  }

  @Test
  void aTransactionOfAPausedNodeHoldsNobodyForLong() throws Exception {
    store.writing().update("INSERT INTO patient (id, primary_key, created) VALUES (1, 'p', 0)");
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch resumed = new CountDownLatch(1);
    ExecutorService paused = Executors.newSingleThreadExecutor();
    Future<?> late =
        paused.submit(
            () ->
                store.inTransaction(
                    () -> {
                      int row = store.writing().update("UPDATE patient SET nhs = '1'");
                      held.countDown();
                      try {
                        resumed.await();
                      } catch (InterruptedException stop) {
                        throw new IllegalStateException(stop);
                      }
                      return row + store.writing().update("UPDATE patient SET nhs = '1'");
                    }));
    held.await();
    assertThat(store.writing().update("UPDATE patient SET nhs = '2'")).isEqualTo(1);
    resumed.countDown();
    assertThatThrownBy(late::get).as("it wakes up and must not write").isNotNull();
    paused.shutdown();
    assertThat(store.here().queryForObject("SELECT nhs FROM patient", String.class)).isEqualTo("2");
  }

  @Test
  void whoMarksDaysAndWhoCountsThemDoNotWaitForEachOther() throws Exception {
    Tallies tallies = new Tallies(store, Duration.ofMinutes(1));
    ExecutorService marking = Executors.newSingleThreadExecutor();
    Future<?> marks =
        marking.submit(
            () -> {
              for (int round = 0; round < 500; round++) {
                store.inTransaction(
                    () -> {
                      StaleDays stale = new StaleDays(store);
                      // The last day of a service that comes first, and the first of another.
                      stale.mark("a", LocalDate.of(2026, 1, 1).plusDays(40));
                      for (int day = 0; day < 40; day++) {
                        stale.mark("b", LocalDate.of(2026, 1, 1).plusDays(day));
                      }
                      stale.keep(Instant.EPOCH);
                      return null;
                    });
              }
            });
    while (!marks.isDone()) {
      tallies.refresh();
    }
    marks.get();
    marking.shutdown();
    assertThat(tallies.refresh()).isLessThanOrEqualTo(41);
  }
}
