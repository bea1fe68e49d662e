package org.attendancemonitor.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.jdbc.core.JdbcTemplate;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** The SQLite files of a data folder as files: copied whole, and examined. */
public final class StoreCopy {
  private static final int BUSY_MILLIS = 10_000;
  private static final int CACHE_KIB = 16_384;

  private StoreCopy() {}

  /** How many bytes the record and the audit trail take in a data folder. */
  public static long bytes(Path dataFolder) throws IOException {
    long bytes = 0;
    for (Store.Book book : Store.Book.values()) {
      for (String side : List.of("", "-wal")) {
        Path file = dataFolder.resolve(book.file + side);
        bytes += Files.exists(file) ? Files.size(file) : 0;
      }
    }
    return bytes;
  }

  /**
   * Copies the record and the audit trail, each as of one moment, beside whoever writes them: they
   * are read as any reader does, and nobody waits.
   *
   * @param into a new data folder
   * @throws SQLException where one cannot be read or written
   */
  public static void copy(Path dataFolder, Path into) throws SQLException, IOException {
    for (Store.Book book : Store.Book.values()) {
      Path from = dataFolder.resolve(book.file);
      if (Files.isRegularFile(from)) {
        Path to = into.resolve(book.file);
        Files.createDirectories(
            to.getParent(),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createFile(
            to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Connection connection = source(from).getConnection();
            PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
          copy.setString(1, to.toString());
          copy.execute();
        }
      }
    }
  }

  /**
   * The newest migration by book, as the files of a data folder say.
   *
   * @return by {@code record} and {@code audit}
   */
  public static Map<String, String> schema(Path dataFolder) {
    Map<String, String> versions = new TreeMap<>();
    for (Store.Book book : Store.Book.values()) {
      Path file = dataFolder.resolve(book.file);
      if (Files.isRegularFile(file)) {
        versions.put(name(book), newest(book, source(file)));
      }
    }
    return versions;
  }

  /** The same of a database that is open. */
  public static Map<String, String> schema(Store store) {
    Map<String, String> versions = new TreeMap<>();
    for (Store.Book book : Store.Book.values()) {
      versions.put(name(book), newest(book, store.reader()));
    }
    return versions;
  }

  private static String newest(Store.Book book, DataSource source) {
    return new JdbcTemplate(source)
            .queryForList(
                "SELECT version FROM " + book.history + " WHERE success AND version IS NOT NULL",
                String.class)
            .stream()
            .map(MigrationVersion::fromVersion)
            .max(Comparator.naturalOrder())
            .map(MigrationVersion::getVersion)
            .orElse("0");
  }

  /** Whether this program knows a schema of these versions, or an earlier one it can migrate. */
  public static boolean isKnown(Map<String, String> schema) {
    for (Store.Book book : Store.Book.values()) {
      String version = schema.get(name(book));
      if (version != null
          && MigrationVersion.fromVersion(version).compareTo(newestKnown(book)) > 0) {
        return false;
      }
    }
    return true;
  }

  private static MigrationVersion newestKnown(Store.Book book) {
    SQLiteDataSource nothing = new SQLiteDataSource();
    nothing.setUrl("jdbc:sqlite::memory:");
    SqliteConnections dialect = new SqliteConnections(StoreSettings.embedded(), Path.of(book.file));
    MigrationVersion newest = MigrationVersion.EMPTY;
    Flyway flyway = Store.migrations(book, dialect, nothing);
    for (MigrationInfo one : flyway.info().all()) {
      newest = one.getVersion().compareTo(newest) > 0 ? one.getVersion() : newest;
    }
    return newest;
  }

  /** How many rows each table of the record holds. */
  public static Map<String, Long> rows(Path dataFolder) {
    Path file = dataFolder.resolve(Store.Book.RECORD.file);
    JdbcTemplate sql = new JdbcTemplate(source(file));
    Map<String, Long> rows = new TreeMap<>();
    for (String table :
        sql.queryForList(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
            String.class)) {
      rows.put(table, sql.queryForObject("SELECT count(*) FROM \"" + table + "\"", Long.class));
    }
    return rows;
  }

  /**
   * What is wrong with the files of a data folder, as SQLite says.
   *
   * @return a line each; none where they are whole
   */
  public static List<String> faults(Path dataFolder) {
    List<String> faults = new ArrayList<>();
    for (Store.Book book : Store.Book.values()) {
      Path file = dataFolder.resolve(book.file);
      if (!Files.isRegularFile(file)) {
        faults.add("there is no " + book.file);
        continue;
      }
      try {
        new JdbcTemplate(source(file))
            .queryForList("PRAGMA integrity_check", String.class).stream()
                .filter(line -> !line.equals("ok"))
                .forEach(line -> faults.add(book.file + ": " + line));
      } catch (RuntimeException unreadable) {
        faults.add(book.file + " cannot be read");
      }
    }
    return faults;
  }

  private static String name(Store.Book book) {
    return book.name().toLowerCase(Locale.ROOT);
  }

  private static SQLiteDataSource source(Path file) {
    try {
      if (Files.size(file) == 0) {
        throw new UncheckedIOException(new IOException(file + " is empty"));
      }
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-CACHE_KIB);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }
}
