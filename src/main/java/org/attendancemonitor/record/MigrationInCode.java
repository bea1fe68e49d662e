package org.attendancemonitor.record;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.JavaMigration;

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
