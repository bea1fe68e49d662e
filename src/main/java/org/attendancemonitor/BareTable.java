package org.attendancemonitor;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.sqlite.SQLiteConfig;

/**
 * A table that resources are put into, one a transaction: as durable as the record, and no more.
 */
final class BareTable implements AutoCloseable {
  static final String NAME = "event";
  private static final int CACHE_KIB = 65_536;

  private final Connection connection;
  private final PreparedStatement insert;

  /**
   * @param file of SQLite; made where there is none
   */
  BareTable(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setCacheSize(-CACHE_KIB);
    config.setGetGeneratedKeys(false);
    connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS "
              + NAME
              + " (id INTEGER PRIMARY KEY, type TEXT NOT NULL, resource TEXT NOT NULL,"
              + " version TEXT, body TEXT NOT NULL)");
    }
    insert =
        connection.prepareStatement(
            "INSERT INTO " + NAME + " (type, resource, version, body) VALUES (?, ?, ?, ?)");
  }

  /** Lasts when it returns. SQLite has one writer, so that consumers wait for each other here. */
  synchronized void insert(IBaseResource resource, String body) throws SQLException {
    insert.setString(1, resource.fhirType());
    insert.setString(2, resource.getIdElement().getIdPart());
    insert.setString(3, resource.getMeta().getVersionId());
    insert.setString(4, body);
    insert.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
