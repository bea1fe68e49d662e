package org.attendancemonitor.record;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL database, shared by any number of nodes. */
final class PostgresqlConnections implements Connections {
  private static final int WRITERS = 8;

  private final StoreSettings settings;

  PostgresqlConnections(StoreSettings settings) {
    this.settings = settings;
  }

  @Override
  public DataSource plain() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(settings.url());
    settings.user().ifPresent(source::setUser);
    settings.passwordFile().map(PostgresqlConnections::password).ifPresent(source::setPassword);
    source.setReWriteBatchedInserts(true);
    // The detail of a refused row quotes its values; texts of failures are logged.
    source.setLogServerErrorDetail(false);
    return source;
  }

  @Override
  public HikariDataSource writer() {
    HikariConfig pool = pool("record-writer", WRITERS);
    pool.setConnectionTimeout(10_000);
    return new HikariDataSource(pool);
  }

  @Override
  public HikariDataSource reader() {
    HikariConfig pool = pool("record-reader", settings.readers());
    // Who asks is told to come again, rather than kept waiting for a server that is away.
    pool.setConnectionTimeout(5_000);
    pool.setReadOnly(true);
    return new HikariDataSource(pool);
  }

  @Override
  public Optional<HikariDataSource> visitor() {
    HikariConfig pool = pool("record-visitor", 4);
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

  private HikariConfig pool(String name, int size) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName(name);
    pool.setDataSource(plain());
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
