package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.SpellRow;

/** The table {@code spell}. */
final class SpellTable {
  static final String DELETE = "DELETE FROM spell WHERE patient = ? AND referral = ?";

  static final String UPSERT =
      "INSERT INTO spell (patient, referral, service, priority, referred, observed, clock, contacts,"
          + " left_on, left_how, deprivation, ethnic_group, age_band, sex, interpreter, disability,"
          + " inclusion_health) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (patient, referral) DO UPDATE SET service = excluded.service,"
          + " priority = excluded.priority,"
          + " referred = excluded.referred, observed = excluded.observed, clock = excluded.clock,"
          + " contacts = excluded.contacts, left_on = excluded.left_on,"
          + " left_how = excluded.left_how, deprivation = excluded.deprivation,"
          + " ethnic_group = excluded.ethnic_group, age_band = excluded.age_band,"
          + " sex = excluded.sex, interpreter = excluded.interpreter,"
          + " disability = excluded.disability, inclusion_health = excluded.inclusion_health";

  /** {@code left_on} of whoever still waits. */
  private static final long WAITS = Integer.MAX_VALUE;

  private SpellTable() {}

  static SpellRow row(ResultSet row) throws SQLException {
    long left = row.getLong("left_on");
    return new SpellRow(
        row.getString("referral"),
        row.getString("service"),
        Priority.values()[row.getInt("priority")],
        LocalDate.ofEpochDay(row.getLong("referred")),
        LocalDate.ofEpochDay(row.getLong("observed")),
        days(row.getString("clock")),
        days(row.getString("contacts")),
        left == WAITS ? null : LocalDate.ofEpochDay(left),
        SpellRow.Exit.of(row.getString("left_how")),
        row.getString("deprivation"),
        row.getString("ethnic_group"),
        row.getString("age_band"),
        row.getString("sex"),
        row.getString("interpreter"),
        row.getString("disability"),
        row.getString("inclusion_health"));
  }

  static Object[] values(long patient, SpellRow row) {
    return new Object[] {
      patient,
      row.referral(),
      row.service(),
      row.priority().ordinal(),
      row.referred().toEpochDay(),
      row.observed().toEpochDay(),
      text(row.clock()),
      text(row.contacts()),
      row.left() == null ? WAITS : row.left().toEpochDay(),
      row.exit() == null ? null : row.exit().label(),
      row.deprivation(),
      row.ethnicGroup(),
      row.ageBand(),
      row.sex(),
      row.interpreter(),
      row.disability(),
      row.inclusionHealth()
    };
  }

  private static String text(List<LocalDate> days) {
    return days.stream()
        .map(day -> Long.toString(day.toEpochDay()))
        .collect(Collectors.joining(" "));
  }

  private static List<LocalDate> days(String text) {
    List<LocalDate> days = new ArrayList<>();
    for (String day : text.isEmpty() ? new String[0] : text.split(" ")) {
      days.add(LocalDate.ofEpochDay(Long.parseLong(day)));
    }
    return days;
  }
}
