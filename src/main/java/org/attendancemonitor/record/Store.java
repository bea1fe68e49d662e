package org.attendancemonitor.record;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The open record: one way to write, several to read. SQLite has a single write connection whose
 * transactions begin as {@code IMMEDIATE}; a writer that read first and wrote later would lose its
 * turn to "database is locked".
 */
public final class Store implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Store.class);

  /** What is opened: its SQLite file, and how it is made. */
  enum Book {
    RECORD("store/attendance.db", "classpath:db/migration", "flyway_schema_history"),
    AUDIT("audit/audit.db", "classpath:db/audit", "audit_schema_history");

    final String file;
    final String migrations;
    final String history;

    Book(String file, String migrations, String history) {
      this.file = file;
      this.migrations = migrations;
      this.history = history;
    }
  }

  private static final int ANSWERED_WITHIN_SECONDS = 5;

  /** Read through within a second or two. */
  private static final long READ_THROUGH_BYTES = 256L * 1024 * 1024;

  private final HikariDataSource writer;
  private final HikariDataSource reader;
  private final boolean postgresql;
  private final Transactions transactions;
  private final TransactionTemplate transaction;
  private final TransactionTemplate snapshot;
  private final JdbcTemplate writing;
  private final JdbcTemplate reading;
  private final Checkpoints checkpoints;

  private Store(
      HikariDataSource writer,
      HikariDataSource reader,
      boolean postgresql,
      Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
    this.writer = writer;
    this.reader = reader;
    this.postgresql = postgresql;
    this.transactions = new Transactions(writer);
    this.transaction = new TransactionTemplate(transactions);
    this.snapshot = new TransactionTemplate(new JdbcTransactionManager(reader));
    if (postgresql) {
      // A transaction of SQLite sees one moment by itself.
      snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }
    this.writing = new JdbcTemplate(writer);
    this.reading = new JdbcTemplate(reader);
  }

  /**
   * Opens the record, making or migrating it first.
   *
   * @param dataFolder made with mode 0700 where it is missing; unused by PostgreSQL
   * @throws org.springframework.dao.DataAccessException where it cannot be opened
   * @throws IllegalStateException where a newer program has made a record of it that this one must
   *     not write
   */
  public static Store open(StoreSettings settings, Path dataFolder) {
    Store store = open(Book.RECORD, settings, dataFolder);
    log.info("Record open ({})", settings.postgresql() ? "PostgreSQL" : "SQLite");
    return store;
  }

  /**
   * Opens the audit trail of what people look at, apart from the record: reading must not wait for
   * its only writer.
   *
   * @throws org.springframework.dao.DataAccessException where it cannot be opened
   */
  public static Store openAudit(StoreSettings settings, Path dataFolder) {
    return open(Book.AUDIT, settings, dataFolder);
  }

  private static Store open(Book book, StoreSettings settings, Path dataFolder) {
    Connections connections = connections(book, settings, dataFolder);
    Flyway migrations = migrations(book, connections, connections.plain());
    if (book == Book.RECORD) {
      SchemaAge.check(migrations, connections.plain());
    }
    migrations.migrate();
    HikariDataSource writer = connections.writer();
    try {
      boolean copied = book == Book.RECORD && !settings.postgresql();
      return new Store(
          writer,
          connections.reader(),
          settings.postgresql(),
          copied ? new Checkpoints(connections.plain()) : null);
    } catch (RuntimeException failed) {
      writer.close();
      throw failed;
    }
  }

  /**
   * Opens the record only to read it, beside whoever owns it: nothing is made, migrated or locked,
   * and the database refuses to write. Each {@link #inTransaction} sees one moment.
   *
   * @return empty where there is no record, or one of an earlier version
   * @throws org.springframework.dao.DataAccessException where it cannot be opened
   */
  public static Optional<Store> openToRead(StoreSettings settings, Path dataFolder) {
    return openToRead(Book.RECORD, settings, dataFolder);
  }

  /** Opens the audit trail of what people look at only to read it, as {@link #openToRead}. */
  public static Optional<Store> openAuditToRead(StoreSettings settings, Path dataFolder) {
    return openToRead(Book.AUDIT, settings, dataFolder);
  }

  private static Optional<Store> openToRead(Book book, StoreSettings settings, Path dataFolder) {
    Connections connections = connections(book, settings, dataFolder);
    Optional<HikariDataSource> visitor = connections.visitor();
    if (visitor.isEmpty()) {
      return Optional.empty();
    }
    HikariDataSource only = visitor.get();
    try {
      if (migrations(book, connections, only).info().pending().length > 0) {
        only.close();
        return Optional.empty();
      }
      return Optional.of(new Store(only, only, settings.postgresql(), null));
    } catch (RuntimeException failed) {
      only.close();
      throw failed;
    }
  }

  private static Connections connections(Book book, StoreSettings settings, Path dataFolder) {
    return settings.postgresql()
        ? new PostgresqlConnections(settings)
        : new SqliteConnections(settings, dataFolder.resolve(book.file));
  }

  static Flyway migrations(Book book, Connections connections, DataSource source) {
    FluentConfiguration configuration = Flyway.configure(Store.class.getClassLoader());
    if (book == Book.RECORD) {
      configuration.javaMigrations(
          new WordsOfPatients(),
          RowsInTheirKey.ofNames(),
          RowsInTheirKey.ofPeople(),
          new NearPeople());
    }
    return configuration
        .dataSource(source)
        .table(book.history)
        // Both may lie in one PostgreSQL database.
        .baselineOnMigrate(book == Book.AUDIT)
        .baselineVersion("0")
        .locations(book.migrations)
        .placeholders(connections.dialect())
        .load();
  }

  /** Connections that write. */
  public DataSource writer() {
    return writer;
  }

  /** Connections that only read, each statement on what is committed. */
  public DataSource reader() {
    return reader;
  }

  /** Transactions on {@link #writer}. */
  public PlatformTransactionManager transactions() {
    return transactions;
  }

  /** Whether the record lies in PostgreSQL. */
  public boolean postgresql() {
    return postgresql;
  }

  /**
   * What is the matter with reading the record: its kind, for an operator.
   *
   * @return empty while it answers; it is waited for ten seconds at the most
   */
  public Optional<String> trouble() {
    try (Connection asked = reader.getConnection()) {
      if (postgresql && !asked.isValid(ANSWERED_WITHIN_SECONDS)) {
        return Optional.of("it does not answer");
      }
      if (!postgresql) {
        // Asks the file; a constant would be answered without it.
        try (java.sql.Statement statement = asked.createStatement()) {
          statement.execute("SELECT 1 FROM sqlite_schema LIMIT 1");
        }
      }
      return Optional.empty();
    } catch (SQLException unreachable) {
      return Optional.of(StoreWords.of(unreachable));
    }
  }

  /**
   * Whether a SQLite file is damaged where its structure shows it. A large one is not read through:
   * what is damaged there shows when it is first read.
   *
   * @throws DataAccessException where it is damaged so much that it cannot be read
   */
  public boolean isDamaged() {
    if (postgresql) {
      return false;
    }
    Long bytes =
        reading.queryForObject(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", Long.class);
    return bytes != null
        && bytes <= READ_THROUGH_BYTES
        && !"ok".equals(reading.queryForObject("PRAGMA quick_check(1)", String.class));
  }

  /** Runs the work in one write transaction, or joins the one of the caller. */
  public <T> T inTransaction(Supplier<T> work) {
    return transaction.execute(status -> work.get());
  }

  /**
   * Runs the work on one moment of the record: whatever its readers are asked on this thread sees
   * what was committed when it was first asked.
   */
  public <T> T inSnapshot(Supplier<T> work) {
    return snapshot.execute(
        status -> {
          if (postgresql) {
            bePatient();
          }
          return work.get();
        });
  }

  /** What reads everything takes longer than what a person waits for. */
  private void bePatient() {
    try {
      DataSourceUtils.getConnection(reader)
          .setNetworkTimeout(Runnable::run, (int) PostgresqlConnections.FIGURES_WITHIN.toMillis());
    } catch (SQLException failure) {
      throw new DataAccessResourceFailureException("the limit of a read cannot be set", failure);
    }
  }

  @Override
  public void close() {
    if (checkpoints != null) {
      checkpoints.close();
    }
    reader.close();
    writer.close();
  }

  /** The writer's statements within a write transaction, else the readers'. */
  JdbcTemplate here() {
    return writes() ? writing : reading;
  }

  /** The writer's statements. */
  JdbcTemplate writing() {
    return writing;
  }

  /** A write transaction is under way on this thread. */
  boolean writes() {
    return TransactionSynchronizationManager.hasResource(writer);
  }

  /** A condition on a column that takes one {@link #list} as its parameter. */
  String among(String column) {
    return postgresql ? column + " = ANY(?)" : column + " IN (SELECT value FROM json_each(?))";
  }

  /** The parameter of {@link #among}; one statement text serves lists of every length. */
  Object list(Collection<?> values) {
    if (!postgresql) {
      return Json.text(values);
    }
    boolean numbers = values.stream().findFirst().filter(Long.class::isInstance).isPresent();
    return numbers ? values.toArray(Long[]::new) : values.toArray(String[]::new);
  }
}
