package org.attendancemonitor.record;

import java.util.Arrays;
import java.util.Comparator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Whether this program may run on a record that a newer one has migrated. Migrations only add, so
 * that the programs before them go on; one that takes something away says in the setting {@code
 * schema.oldest} which schema a program must know at least.
 */
final class SchemaAge {
  private static final Logger log = LoggerFactory.getLogger(SchemaAge.class);
  private static final String OLDEST = "SELECT value FROM setting WHERE name = 'schema.oldest'";

  private SchemaAge() {}

  /**
   * Checks it, and changes nothing.
   *
   * @throws IllegalStateException where this program is too old
   */
  static void check(Flyway migrations, DataSource source) {
    MigrationInfo current = migrations.info().current();
    if (current == null || current.getVersion() == null) {
      return;
    }
    MigrationVersion found = current.getVersion();
    MigrationVersion known = known(migrations);
    if (found.compareTo(known) <= 0) {
      return;
    }
    String oldest =
        new JdbcTemplate(source).queryForList(OLDEST, String.class).stream().findFirst().orElse("");
    if (oldest.isEmpty() || known.compareTo(MigrationVersion.fromVersion(oldest)) < 0) {
      throw new IllegalStateException(
          "the record has schema "
              + found
              + ", which a newer program made; this program knows "
              + known
              + (oldest.isEmpty() ? "" : " and would have to know " + oldest)
              + ": start the newer program, or restore a backup from before");
    }
    log.warn(
        "The record has schema {} of a newer program; this program knows {} and may go on",
        found,
        known);
  }

  private static MigrationVersion known(Flyway migrations) {
    return Arrays.stream(migrations.info().all())
        .filter(info -> info.getVersion() != null && info.getState().isResolved())
        .map(MigrationInfo::getVersion)
        .max(Comparator.naturalOrder())
        .orElse(MigrationVersion.EMPTY);
  }
}
