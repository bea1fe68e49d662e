package org.attendancemonitor.record;

import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.migration.Context;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps the rows of some tables in the tree of their primary key. SQLite otherwise keeps them in a
 * tree of their own and each key once more in an index: twice the pages to change for a message.
 * These have short rows, and most no long key in a second index; those of people have, and are read
 * more often than their days change. PostgreSQL has no such tables.
 *
 * <p>Programs of before go on with them. A record of before takes a second or two for each million
 * short rows and some ten seconds for each million appointments, once.
 */
final class RowsInTheirKey extends MigrationInCode {
  private static final String DONE = " WITHOUT ROWID";

  private final List<String> tables;

  private RowsInTheirKey(String version, String description, List<String> tables) {
    super(version, description);
    this.tables = tables;
  }

  /** Names and links. */
  static RowsInTheirKey ofNames() {
    return new RowsInTheirKey(
        "22",
        "rows in their key",
        List.of("patient_key", "patient_word", "appointment_key", "place_use", "flag", "outbox"));
  }

  /** What is derived of a person, who then has it on one page instead of wherever it was added. */
  static RowsInTheirKey ofPeople() {
    return new RowsInTheirKey(
        "25", "people in their key", List.of("attendance", "closure", "waiting", "spell"));
  }

  @Override
  public void migrate(Context context) throws SQLException {
    sqlite(context).ifPresent(sql -> tables.forEach(table -> rewrite(table, sql)));
  }

  /** As it was declared, columns added since included, with the same indexes. */
  private static void rewrite(String table, JdbcTemplate sql) {
    String declared =
        sql.queryForObject(
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", String.class, table);
    if (declared.endsWith(DONE)) {
      return;
    }
    List<String> indexes =
        sql.queryForList(
            "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?"
                + " AND sql IS NOT NULL",
            String.class,
            table);
    String moved = table + "_moved";
    sql.execute(declared.replaceFirst("\\b" + table + "\\b", moved) + DONE);
    // Every key here is the first two columns; in its order the tree only grows at its end.
    sql.execute("INSERT INTO " + moved + " SELECT * FROM " + table + " ORDER BY 1, 2");
    sql.execute("DROP TABLE " + table);
    sql.execute("ALTER TABLE " + moved + " RENAME TO " + table);
    indexes.forEach(sql::execute);
  }
}
