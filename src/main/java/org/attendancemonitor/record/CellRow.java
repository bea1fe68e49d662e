package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A cell of a release as a row of the store. */
final class CellRow {

  /** Takes what {@link #of} gives. */
  static final String INSERT =
      "INSERT INTO release_cell (release_id, subject, service, dimension, grp, span, state, exact,"
          + " patients, gained, lost, basis_day, basis_exact, basis_patients, shown, estimate,"
          + " lower_limit, upper_limit) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private CellRow() {}

  /** The values of a cell, in the order of the columns. */
  static Object[] of(long id, KeptCell cell) {
    KeptCell.Basis basis = cell.basis();
    KeptCell.Ratio ratio = cell.ratio();
    return new Object[] {
      id,
      cell.subject().name(),
      cell.key().service(),
      cell.key().dimension(),
      cell.key().group(),
      cell.window(),
      cell.state().name(),
      cell.exact().text(),
      cell.patients(),
      cell.gained().text(),
      cell.lost().text(),
      basis == null ? null : basis.upTo().toEpochDay(),
      basis == null ? null : basis.exact().text(),
      basis == null ? null : basis.patients(),
      text(cell.shown()),
      ratio == null ? null : ratio.estimate(),
      ratio == null ? null : ratio.lower(),
      ratio == null ? null : ratio.upper()
    };
  }

  /** The cell of a row. */
  static KeptCell cell(ResultSet row) throws SQLException {
    Subject subject = Subject.valueOf(row.getString("subject"));
    String basisExact = row.getString("basis_exact");
    KeptCell.Basis basis =
        basisExact == null
            ? null
            : new KeptCell.Basis(
                LocalDate.ofEpochDay(row.getLong("basis_day")),
                Counts.of(subject, basisExact),
                row.getLong("basis_patients"));
    double estimate = row.getDouble("estimate");
    KeptCell.Ratio ratio =
        row.wasNull()
            ? null
            : new KeptCell.Ratio(
                estimate, row.getDouble("lower_limit"), row.getDouble("upper_limit"));
    return new KeptCell(
        new TallyKey(row.getString("service"), row.getString("dimension"), row.getString("grp")),
        row.getString("span"),
        KeptCell.State.valueOf(row.getString("state")),
        Counts.of(subject, row.getString("exact")),
        row.getLong("patients"),
        Counts.of(subject, row.getString("gained")),
        Counts.of(subject, row.getString("lost")),
        basis,
        shown(row.getString("shown")),
        ratio);
  }

  private static String text(Map<String, Long> shown) {
    return shown.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static Map<String, Long> shown(String text) {
    Map<String, Long> shown = new HashMap<>();
    if (text != null && !text.isEmpty()) {
      for (String part : text.split(" ")) {
        int equals = part.indexOf('=');
        shown.put(part.substring(0, equals), Long.valueOf(part.substring(equals + 1)));
      }
    }
    return shown;
  }
}
