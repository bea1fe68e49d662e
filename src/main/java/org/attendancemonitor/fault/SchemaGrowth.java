package org.attendancemonitor.fault;

import java.nio.file.Path;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the migration of a newer program does to a record: it only adds, and says its version. */
final class SchemaGrowth {
  private static final int FAR = 900;

  private SchemaGrowth() {}

  /**
   * Does it, beside whoever runs.
   *
   * @param number another one each time
   */
  static void apply(StoreSettings settings, int number) {
    try (Store store = Store.open(settings, Path.of("unused"))) {
      store.inTransaction(
          () -> {
            JdbcTemplate record = new JdbcTemplate(store.writer());
            for (String table : new String[] {"fact", "support_task", "outbox", "patient"}) {
              record.execute(
                  "ALTER TABLE %s ADD COLUMN grown_%d BIGINT NOT NULL DEFAULT 0"
                      .formatted(table, number));
            }
            record.execute("CREATE TABLE grown_%d (id BIGINT PRIMARY KEY)".formatted(number));
            record.update(
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type,"
                    + " script, checksum, installed_by, execution_time, success)"
                    + " SELECT max(installed_rank) + 1, ?, 'grown', 'SQL', 'V'||?||'__grown.sql', 1,"
                    + " 'newer', 1, true FROM flyway_schema_history",
                Integer.toString(FAR + number),
                FAR + number);
            return null;
          });
    }
  }
}
