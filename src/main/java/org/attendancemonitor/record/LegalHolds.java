package org.attendancemonitor.record;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** People whose record is not to be deleted, whatever the schedule says. */
public final class LegalHolds {
  private final Store store;

  /** The holds of a record. */
  public LegalHolds(Store store) {
    this.store = store;
  }

  /**
   * One of them.
   *
   * @param patient row of the person
   * @param since when it began
   * @param reason why
   */
  public record Hold(long patient, Instant since, String reason) {}

  /** Holds a person: every row they have now, so that it outlasts an unmerge. */
  public void add(Set<Long> rows, Instant since, String reason) {
    Rows.write(
        store.writing(),
        "INSERT INTO legal_hold (patient, since, reason) VALUES (?, ?, ?)"
            + " ON CONFLICT (patient) DO UPDATE SET reason = excluded.reason",
        rows.stream().map(row -> new Object[] {row, since.toEpochMilli(), reason}).toList());
  }

  /** Ends a hold; tells how many rows were held. */
  public int remove(Set<Long> rows) {
    return store
        .writing()
        .update("DELETE FROM legal_hold WHERE " + store.among("patient"), store.list(rows));
  }

  /** Every hold, the oldest first. */
  public List<Hold> list() {
    return store
        .here()
        .query(
            "SELECT patient, since, reason FROM legal_hold ORDER BY since, patient",
            (row, n) ->
                new Hold(row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3)));
  }
}
