package org.attendancemonitor.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

/** The record in PostgreSQL. */
class PostgresqlRecordTest extends RecordContract {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static EmbeddedPostgres server;
  private StoreSettings settings;

  @BeforeAll
  static void start() throws Exception {
    if (server == null) {
      // Stopped by its own shutdown hook when the tests end.
      server = EmbeddedPostgres.builder().start();
    }
  }

  @Override
  Store open() throws Exception {
    String name = "record" + DATABASES.incrementAndGet();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    settings =
        new StoreSettings(
            server.getJdbcUrl("postgres", name), Optional.of("postgres"), Optional.empty(), 2);
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
  void aRowThatIsRefusedIsNotQuotedInTheTextOfTheFailure() {
    String row = "INSERT INTO patient (id, primary_key, created) VALUES (?, 'Canary', 0)";
    store.writing().update(row, 1);

    assertThatThrownBy(() -> store.writing().update(row, 2))
        .isInstanceOf(DuplicateKeyException.class)
        .rootCause()
        .hasMessageNotContaining("Canary");
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
