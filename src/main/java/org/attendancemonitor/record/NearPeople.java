package org.attendancemonitor.record;

import java.sql.SQLException;
import org.flywaydb.core.api.migration.Context;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Puts together what is asked of a person each time: in a large SQLite record every page that is
 * looked into is one that was long out of the cache.
 *
 * <ul>
 *   <li>The places that a person's appointments refer to lie in order of the person.
 *   <li>A key says whether more than one row has ever claimed it, so that keys of one row alone,
 *       nearly all, are not looked up to find that nobody shares them. The database keeps that
 *       itself, whichever program writes; once said it stays said, and who shares a key now is
 *       looked up.
 * </ul>
 *
 * PostgreSQL stays as it is: several write to it, and none sees what another has not committed.
 */
final class NearPeople extends MigrationInCode {
  NearPeople() {
    super("26", "near people");
  }

  @Override
  public void migrate(Context context) throws SQLException {
    sqlite(context)
        .ifPresent(
            sql -> {
              orderPlaces(sql);
              markShared(sql);
            });
  }

  private static void orderPlaces(JdbcTemplate sql) {
    sql.execute(
        "CREATE TABLE place_use_moved (place_key TEXT NOT NULL, patient BIGINT NOT NULL,"
            + " PRIMARY KEY (patient, place_key)) WITHOUT ROWID");
    sql.execute(
        "INSERT INTO place_use_moved (place_key, patient)"
            + " SELECT place_key, patient FROM place_use ORDER BY patient, place_key");
    sql.execute("DROP TABLE place_use");
    sql.execute("ALTER TABLE place_use_moved RENAME TO place_use");
    sql.execute("CREATE INDEX place_use_place ON place_use (place_key)");
  }

  private static void markShared(JdbcTemplate sql) {
    sql.execute("ALTER TABLE patient_key ADD COLUMN shared SMALLINT NOT NULL DEFAULT 0");
    sql.execute(
        "UPDATE patient_key SET shared = 1 WHERE key_text IN"
            + " (SELECT key_text FROM patient_key GROUP BY key_text HAVING COUNT(*) > 1)");
    sql.execute("CREATE INDEX patient_key_shared ON patient_key (patient) WHERE shared = 1");
    sql.execute(
        "CREATE TRIGGER patient_key_is_shared AFTER INSERT ON patient_key"
            + " WHEN EXISTS (SELECT 1 FROM patient_key other"
            + " WHERE other.key_text = NEW.key_text AND other.patient <> NEW.patient)"
            + " BEGIN UPDATE patient_key SET shared = 1"
            + " WHERE key_text = NEW.key_text AND shared = 0; END");
  }
}
