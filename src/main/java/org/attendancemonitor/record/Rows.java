package org.attendancemonitor.record;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;

/** Rows written many at a time, and columns that may be null. */
final class Rows {
  private Rows() {}

  /** Runs one statement for each row of values; nothing where there are none. */
  static void write(JdbcTemplate sql, String statement, List<Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    PreparedStatementCallback<Void> fill =
        prepared -> {
          for (Object[] row : rows) {
            bind(prepared, row);
            prepared.addBatch();
          }
          prepared.executeBatch();
          return null;
        };
    sql.execute(statement, fill);
  }

  static Long longOrNull(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    Long millis = longOrNull(row, column);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  static Long millis(Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  static int bit(boolean value) {
    return value ? 1 : 0;
  }

  private static void bind(PreparedStatement prepared, Object[] row) throws SQLException {
    for (int i = 0; i < row.length; i++) {
      prepared.setObject(i + 1, row[i]);
    }
  }
}
