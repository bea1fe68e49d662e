package org.attendancemonitor.record;

import java.time.Instant;
import java.util.List;

/** Who did what, when: rows are added and never changed. */
public final class AuditTrail {
  private final Store store;

  /** The audit trail of a record. */
  public AuditTrail(Store store) {
    this.store = store;
  }

  /** Adds rows, in the order given. */
  public void append(List<AuditRow> rows) {
    store.inTransaction(
        () -> {
          Rows.write(
              store.writing(),
              "INSERT INTO audit (at, who, action, object, patient, detail)"
                  + " VALUES (?, ?, ?, ?, ?, ?)",
              rows.stream().map(AuditTrail::values).toList());
          return rows.size();
        });
  }

  /** The rows of a time, newest first. */
  public List<AuditRow> between(Instant from, Instant until, int limit, int offset) {
    return store
        .here()
        .query(
            "SELECT * FROM audit WHERE at >= ? AND at < ? ORDER BY at DESC, id DESC"
                + " LIMIT ? OFFSET ?",
            (row, n) ->
                new AuditRow(
                    Instant.ofEpochMilli(row.getLong("at")),
                    row.getString("who"),
                    row.getString("action"),
                    row.getString("object"),
                    Rows.longOrNull(row, "patient"),
                    row.getString("detail")),
            from.toEpochMilli(),
            until.toEpochMilli(),
            limit,
            offset);
  }

  private static Object[] values(AuditRow row) {
    return new Object[] {
      row.at().toEpochMilli(), row.who(), row.action(), row.object(), row.patient(), row.detail()
    };
  }
}
