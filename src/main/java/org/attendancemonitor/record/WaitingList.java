package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.WaitingRow;

/** The waiting lists: who waits for a service, in order. */
public final class WaitingList {
  static final String DELETE = "DELETE FROM waiting WHERE patient = ? AND referral = ?";

  static final String UPSERT =
      "INSERT INTO waiting (patient, referral, service, urgency, safety, impact, vulnerable,"
          + " since, reasons) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (patient, referral) DO UPDATE SET service = excluded.service,"
          + " urgency = excluded.urgency, safety = excluded.safety, impact = excluded.impact,"
          + " vulnerable = excluded.vulnerable, since = excluded.since,"
          + " reasons = excluded.reasons";

  private static final Priority[] URGENCIES = Priority.values();

  private final Store store;

  /** The waiting lists of a record. */
  public WaitingList(Store store) {
    this.store = store;
  }

  /**
   * One place of a list.
   *
   * @param position from 1, the one to be seen first
   * @param patient row of the person who waits
   * @param row what the place rests on
   */
  public record Place(int position, long patient, WaitingRow row) {}

  /**
   * A page of a service's list, first the one to be seen first. Equal places are ordered by the
   * referral's id.
   *
   * @param service key in {@code services.yaml}
   * @param limit at most this many
   * @param offset this many left out before them
   */
  public List<Place> page(String service, int limit, int offset) {
    List<Place> places = new ArrayList<>();
    store
        .here()
        .query(
            "SELECT * FROM waiting WHERE service = ? ORDER BY urgency DESC, safety DESC,"
                + " impact DESC, vulnerable DESC, since, referral, patient LIMIT ? OFFSET ?",
            row -> {
              places.add(new Place(offset + places.size() + 1, row.getLong("patient"), row(row)));
            },
            service,
            limit,
            offset);
    return places;
  }

  /**
   * What one person waits for.
   *
   * @param patient row of the person
   */
  public List<WaitingRow> of(long patient) {
    return store
        .here()
        .query(
            "SELECT * FROM waiting WHERE patient = ? ORDER BY referral",
            (row, number) -> row(row),
            patient);
  }

  /** How many wait for a service. */
  public int count(String service) {
    Integer count =
        store
            .here()
            .queryForObject(
                "SELECT count(*) FROM waiting WHERE service = ?", Integer.class, service);
    return count == null ? 0 : count;
  }

  static WaitingRow row(ResultSet row) throws SQLException {
    return new WaitingRow(
        row.getString("referral"),
        row.getString("service"),
        URGENCIES[row.getInt("urgency")],
        row.getInt("safety") == 1,
        row.getInt("impact"),
        row.getInt("vulnerable"),
        Instant.ofEpochMilli(row.getLong("since")),
        Json.reasons(row.getString("reasons")));
  }

  static Object[] values(long patient, WaitingRow row) {
    return new Object[] {
      patient,
      row.referral(),
      row.service(),
      row.urgency().ordinal(),
      Rows.bit(row.safety()),
      row.impact(),
      row.vulnerable(),
      row.since().toEpochMilli(),
      Json.text(row.reasons())
    };
  }
}
