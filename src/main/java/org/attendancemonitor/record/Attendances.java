package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.attendancemonitor.attendance.AttendanceRow;
import org.attendancemonitor.attendance.AttendanceRow.FirstContact;

/** The table {@code attendance}. */
final class Attendances {
  static final String DELETE = "DELETE FROM attendance WHERE patient = ? AND appointment = ?";

  static final String UPSERT =
      "INSERT INTO attendance (patient, appointment, service, day, outcome,"
          + " was_not_brought_group, deprivation, ethnic_group, age_band, sex, interpreter,"
          + " disability, inclusion_health, site, mode, visit, answer, heard, tried, lapsed)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (patient, appointment) DO UPDATE SET service = excluded.service,"
          + " day = excluded.day, outcome = excluded.outcome,"
          + " was_not_brought_group = excluded.was_not_brought_group,"
          + " deprivation = excluded.deprivation, ethnic_group = excluded.ethnic_group,"
          + " age_band = excluded.age_band, sex = excluded.sex,"
          + " interpreter = excluded.interpreter, disability = excluded.disability,"
          + " inclusion_health = excluded.inclusion_health, site = excluded.site,"
          + " mode = excluded.mode, visit = excluded.visit, answer = excluded.answer,"
          + " heard = excluded.heard, tried = excluded.tried, lapsed = excluded.lapsed";

  private Attendances() {}

  static AttendanceRow row(ResultSet row) throws SQLException {
    return new AttendanceRow(
        row.getString("appointment"),
        row.getString("service"),
        LocalDate.ofEpochDay(row.getLong("day")),
        row.getString("outcome"),
        row.getInt("was_not_brought_group") == 1,
        row.getString("deprivation"),
        row.getString("ethnic_group"),
        row.getString("age_band"),
        row.getString("sex"),
        row.getString("interpreter"),
        row.getString("disability"),
        row.getString("inclusion_health"),
        row.getString("site"),
        row.getString("mode"),
        row.getString("visit"),
        row.getString("answer"),
        firstContact(row));
  }

  private static FirstContact firstContact(ResultSet row) throws SQLException {
    Instant heard = Rows.instant(row, "heard");
    return heard == null
        ? null
        : new FirstContact(heard, Rows.instant(row, "tried"), Rows.instant(row, "lapsed"));
  }

  static Object[] values(long patient, AttendanceRow row) {
    FirstContact contact = row.firstContact();
    return new Object[] {
      patient,
      row.appointment(),
      row.service(),
      row.day().toEpochDay(),
      row.outcome(),
      Rows.bit(row.wasNotBroughtGroup()),
      row.deprivation(),
      row.ethnicGroup(),
      row.ageBand(),
      row.sex(),
      row.interpreter(),
      row.disability(),
      row.inclusionHealth(),
      row.site(),
      row.mode(),
      row.visit(),
      row.answer(),
      contact == null ? null : Rows.millis(contact.heard()),
      contact == null ? null : Rows.millis(contact.tried()),
      contact == null ? null : Rows.millis(contact.lapsed())
    };
  }
}
