package org.attendancemonitor.record;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** A SQLite file of the data folder, readable by its owner only. */
final class SqliteConnections implements Connections {
  private static final int BUSY_MILLIS = 10_000;
  private static final int WRITER_CACHE_KIB = 65_536;
  private static final int READER_CACHE_KIB = 8_192;

  private final StoreSettings settings;
  private final Path file;

  SqliteConnections(StoreSettings settings, Path file) {
    this.settings = settings;
    this.file = file;
  }

  private void make() {
    try {
      Files.createDirectories(
          file.getParent(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      // SQLite gives its side files the mode of the main file.
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException open) {
      // Made at an earlier start.
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public DataSource plain() {
    make();
    return source(SQLiteConfig.TransactionMode.DEFERRED, WRITER_CACHE_KIB);
  }

  @Override
  public HikariDataSource writer() {
    HikariConfig pool =
        pool("record-writer", SQLiteConfig.TransactionMode.IMMEDIATE, WRITER_CACHE_KIB);
    pool.setMaximumPoolSize(1);
    pool.setConnectionInitSql("PRAGMA wal_autocheckpoint = 16000");
    // Work waits its turn: a refused writer is a lost event for someone.
    pool.setConnectionTimeout(60_000);
    return new HikariDataSource(pool);
  }

  @Override
  public HikariDataSource reader() {
    HikariConfig pool =
        pool("record-reader", SQLiteConfig.TransactionMode.DEFERRED, READER_CACHE_KIB);
    pool.setMaximumPoolSize(settings.readers());
    pool.setMinimumIdle(1);
    pool.setConnectionInitSql("PRAGMA query_only = 1");
    return new HikariDataSource(pool);
  }

  @Override
  public Optional<HikariDataSource> visitor() {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-READER_CACHE_KIB);
    config.setGetGeneratedKeys(false);
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("record-visitor");
    pool.setDataSource(at(config));
    pool.setMaximumPoolSize(4);
    pool.setMinimumIdle(1);
    pool.setMaxLifetime(0);
    // Opened read-only, it would leave side files behind that it may not remove.
    pool.setConnectionInitSql("PRAGMA query_only = 1");
    return Optional.of(new HikariDataSource(pool));
  }

  @Override
  public Map<String, String> dialect() {
    return Map.of(
        "rowid",
        "INTEGER PRIMARY KEY",
        "serial",
        "INTEGER PRIMARY KEY AUTOINCREMENT",
        "bytes",
        "BLOB",
        "bytewise",
        "");
  }

  private HikariConfig pool(String name, SQLiteConfig.TransactionMode mode, int cacheKib) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName(name);
    pool.setDataSource(source(mode, cacheKib));
    // The file does not time out; a new connection would start with a cold cache.
    pool.setMaxLifetime(0);
    return pool;
  }

  private SQLiteDataSource source(SQLiteConfig.TransactionMode mode, int cacheKib) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(mode);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-cacheKib);
    config.setGetGeneratedKeys(false);
    return at(config);
  }

  private SQLiteDataSource at(SQLiteConfig config) {
    return new Source(config, file);
  }

  /** Opens connections that keep their statements. */
  private static final class Source extends SQLiteDataSource {
    private final Path file;

    private Source(SQLiteConfig config, Path file) {
      super(config);
      this.file = file;
      setUrl("jdbc:sqlite:" + file);
    }

    @Override
    public SQLiteConnection getConnection(String user, String password) throws SQLException {
      return new KeepingConnection(getUrl(), file.toString(), getConfig().toProperties());
    }
  }
}
