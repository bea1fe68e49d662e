package org.attendancemonitor.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A step of the schema that statements in a file cannot make; one transaction. */
abstract class MigrationInCode implements JavaMigration {
  private final String version;
  private final String description;

  /**
   * @param version in the order of all migrations
   * @param description for whoever reads the schema's history
   */
  MigrationInCode(String version, String description) {
    this.version = version;
    this.description = description;
  }

  /** The statements of a SQLite record; empty where the record lies in another database. */
  static Optional<JdbcTemplate> sqlite(Context context) throws SQLException {
    Connection connection = context.getConnection();
    return connection.getMetaData().getDatabaseProductName().equalsIgnoreCase("sqlite")
        ? Optional.of(new JdbcTemplate(new SingleConnectionDataSource(connection, true)))
        : Optional.empty();
  }

  @Override
  public final MigrationVersion getVersion() {
    return MigrationVersion.fromVersion(version);
  }

  @Override
  public final String getDescription() {
    return description;
  }

  @Override
  public final Integer getChecksum() {
    return null;
  }

  @Override
  public final boolean canExecuteInTransaction() {
    return true;
  }
}
