package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Flag;

/** Flags on people. The id of a flag is its patient row and code, {@code 17-repeat-...}. */
public final class Flags {
  static final String UPSERT =
      "INSERT INTO flag (patient, code, level, active, since, version, reasons)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (patient, code) DO UPDATE SET level = excluded.level,"
          + " active = excluded.active, since = excluded.since, version = excluded.version,"
          + " reasons = excluded.reasons";

  private static final String SELECT =
      "SELECT patient, code, level, active, since, version, reasons FROM flag";

  private final Store store;

  /** Flags of a record. */
  public Flags(Store store) {
    this.store = store;
  }

  /**
   * A flag and the patient row it lies on.
   *
   * @param patient the row
   * @param flag the flag
   */
  public record Kept(long patient, Flag flag) {

    /** Its id, stable for as long as the record lasts. */
    public String id() {
      return Flags.id(patient, flag.code());
    }
  }

  /** The flag with this id. */
  public Optional<Kept> read(String id) {
    int dash = id.indexOf('-');
    if (dash < 1 || !id.substring(0, dash).matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return store
        .here()
        .query(
            SELECT + " WHERE patient = ? AND code = ?",
            (row, n) -> kept(row),
            Long.valueOf(id.substring(0, dash)),
            id.substring(dash + 1))
        .stream()
        .findFirst();
  }

  /**
   * The flags on these rows, or on any row where the set is empty, in order of id.
   *
   * @param activeOnly leave out those that no longer hold
   */
  public List<Kept> search(Set<Long> patients, boolean activeOnly, int limit, int offset) {
    List<Object> values = new ArrayList<>();
    String where = " WHERE 1 = 1";
    if (!patients.isEmpty()) {
      where += " AND " + store.among("patient");
      values.add(store.list(patients));
    }
    if (activeOnly) {
      where += " AND active = 1";
    }
    values.add(limit);
    values.add(offset);
    return store
        .here()
        .query(
            SELECT + where + " ORDER BY patient, code LIMIT ? OFFSET ?",
            (row, n) -> kept(row),
            values.toArray());
  }

  static String id(long patient, String code) {
    return patient + "-" + code;
  }

  static Kept kept(ResultSet row) throws SQLException {
    return new Kept(row.getLong("patient"), flag(row));
  }

  static Flag flag(ResultSet row) throws SQLException {
    return new Flag(
        row.getString("code"),
        row.getString("level"),
        Json.reasons(row.getString("reasons")),
        row.getInt("active") == 1,
        Instant.ofEpochMilli(row.getLong("since")),
        row.getLong("version"));
  }

  static Object[] values(long patient, Flag flag) {
    return new Object[] {
      patient,
      flag.code(),
      flag.level(),
      Rows.bit(flag.active()),
      flag.since().toEpochMilli(),
      flag.version(),
      Json.text(flag.reasons())
    };
  }
}
