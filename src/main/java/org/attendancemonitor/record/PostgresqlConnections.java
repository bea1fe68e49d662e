package org.attendancemonitor.record;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL database, shared by any number of nodes. Nothing waits for ever: who does not answer
 * is given up, and what a node that hangs or was cut off holds is let go by the server. Limits that
 * the address names itself count instead of ours.
 */
final class PostgresqlConnections implements Connections {
  /** How long one answer to a transaction of figures is waited for: it may read all there is. */
  static final Duration FIGURES_WITHIN = Duration.ofMinutes(15);

  private static final int WRITERS = 8;
  private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);
  private static final Duration READ_WITHIN = Duration.ofSeconds(60);

  /** Longer than the server's own limit, so that it is the server who says what was the matter. */
  private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(30);

  /**
   * Writers stand in each other's way: a statement, a wait for a lock and a pause between two
   * statements end by themselves. A node that is stopped in mid-transaction keeps the others from
   * its people for so long at the most.
   */
  private static final String WRITERS_LIMITS =
      "SET statement_timeout = '20s'; SET lock_timeout = '10s';"
          + " SET idle_in_transaction_session_timeout = '10s'";

  private final StoreSettings settings;

  PostgresqlConnections(StoreSettings settings) {
    this.settings = settings;
  }

  @Override
  public DataSource plain() {
    // A migration takes as long as it takes.
    return source(Duration.ZERO);
  }

  private PGSimpleDataSource source(Duration answeredWithin) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(settings.url());
    settings.user().ifPresent(source::setUser);
    settings.passwordFile().map(PostgresqlConnections::password).ifPresent(source::setPassword);
    source.setReWriteBatchedInserts(true);
    // The detail of a refused row quotes its values; texts of failures are logged.
    source.setLogServerErrorDetail(false);
    source.setTcpKeepAlive(true);
    if (!settings.url().contains("connectTimeout=")) {
      source.setConnectTimeout((int) CONNECTED_WITHIN.toSeconds());
    }
    if (!settings.url().contains("socketTimeout=")) {
      source.setSocketTimeout((int) answeredWithin.toSeconds());
    }
    return source;
  }

  @Override
  public HikariDataSource writer() {
    HikariConfig pool = pool("record-writer", WRITERS, WRITTEN_WITHIN);
    pool.setConnectionTimeout(10_000);
    pool.setConnectionInitSql(WRITERS_LIMITS);
    return new HikariDataSource(pool);
  }

  @Override
  public HikariDataSource reader() {
    HikariConfig pool = pool("record-reader", settings.readers(), READ_WITHIN);
    // Who asks is told to come again, rather than kept waiting for a server that is away.
    pool.setConnectionTimeout(5_000);
    pool.setReadOnly(true);
    return new HikariDataSource(pool);
  }

  @Override
  public Optional<HikariDataSource> visitor() {
    HikariConfig pool = pool("record-visitor", 4, FIGURES_WITHIN);
    pool.setConnectionTimeout(10_000);
    // The driver alone would let a statement outside of a transaction write.
    pool.setConnectionInitSql("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
    // What is read in one transaction is of one moment.
    pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    return Optional.of(new HikariDataSource(pool));
  }

  @Override
  public Map<String, String> dialect() {
    return Map.of(
        "rowid",
        "BIGINT PRIMARY KEY",
        "serial",
        "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        "bytes",
        "BYTEA",
        "bytewise",
        "COLLATE \"C\"");
  }

  private HikariConfig pool(String name, int size, Duration answeredWithin) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName(name);
    pool.setDataSource(source(answeredWithin));
    pool.setMaximumPoolSize(size);
    pool.setMinimumIdle(1);
    // What waited for a lock must see what the other one wrote.
    pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    return pool;
  }

  private static String password(String file) {
    try {
      List<String> lines = Files.readAllLines(Path.of(file));
      return lines.isEmpty() ? "" : lines.get(0);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("passwordFile: cannot be read", unreadable);
    }
  }
}
