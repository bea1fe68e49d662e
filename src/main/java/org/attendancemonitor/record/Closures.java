package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.attendancemonitor.attendance.ClosureRow;

/** The table {@code closure}. */
final class Closures {
  static final String DELETE = "DELETE FROM closure WHERE patient = ? AND referral = ?";

  static final String UPSERT =
      "INSERT INTO closure (patient, referral, service, day, review) VALUES (?, ?, ?, ?, ?)"
          + " ON CONFLICT (patient, referral) DO UPDATE SET service = excluded.service,"
          + " day = excluded.day, review = excluded.review";

  private Closures() {}

  static ClosureRow row(ResultSet row) throws SQLException {
    return new ClosureRow(
        row.getString("referral"),
        row.getString("service"),
        LocalDate.ofEpochDay(row.getLong("day")),
        row.getString("review"));
  }

  static Object[] values(long patient, ClosureRow row) {
    return new Object[] {
      patient, row.referral(), row.service(), row.day().toEpochDay(), row.review()
    };
  }
}
