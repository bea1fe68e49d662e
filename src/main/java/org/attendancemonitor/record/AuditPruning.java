package org.attendancemonitor.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the oldest entries out of an audit trail, from the start of each chain on. The digest of
 * the last of them is kept, so that what is left can still be checked.
 */
public final class AuditPruning {
  private final Store store;
  private final AuditBook book;

  /**
   * @param store where the trail lies
   */
  public AuditPruning(Store store, AuditBook book) {
    this.store = store;
    this.book = book;
  }

  private record Place(String chain, long pruned, long last) {}

  /**
   * How many entries are older than a moment, and older than everything that is not.
   *
   * @param before the moment
   */
  public long due(Instant before) {
    return places().stream().mapToLong(place -> until(place, before) - place.pruned()).sum();
  }

  /**
   * Where each chain may be cut next.
   *
   * @param before entries older than this may go
   * @param atMost entries of one chain
   * @return the last row to go, by chain; none where nothing is old enough
   */
  public List<AuditChains.Head> next(Instant before, int atMost) {
    List<AuditChains.Head> cuts = new ArrayList<>();
    for (Place place : places()) {
      long last = Math.min(until(place, before), place.pruned() + atMost);
      if (last > place.pruned()) {
        cuts.addAll(
            store
                .here()
                .query(
                    "SELECT chain, seq, hash FROM " + book.entries + " WHERE chain = ? AND seq = ?",
                    (row, n) ->
                        new AuditChains.Head(row.getString(1), row.getLong(2), row.getString(3)),
                    place.chain(),
                    last));
      }
    }
    return cuts;
  }

  /**
   * Takes every row of a chain up to one of {@link #next}, in one transaction.
   *
   * @return how many went
   */
  public int cut(AuditChains.Head last) {
    return store.inTransaction(
        () -> {
          int held =
              store
                  .writing()
                  .update(
                      "UPDATE "
                          + book.ends
                          + " SET pruned = ?, anchor = ? WHERE chain = ? AND pruned < ?",
                      last.seq(),
                      last.hash(),
                      last.chain(),
                      last.seq());
          return held == 0
              ? 0
              : store
                  .writing()
                  .update(
                      "DELETE FROM " + book.entries + " WHERE chain = ? AND seq <= ?",
                      last.chain(),
                      last.seq());
        });
  }

  private List<Place> places() {
    return store
        .here()
        .query(
            "SELECT chain, pruned, seq FROM " + book.ends + " ORDER BY chain",
            (row, n) -> new Place(row.getString(1), row.getLong(2), row.getLong(3)));
  }

  /** Clocks go back at times: nothing goes that comes after something that stays. */
  private long until(Place place, Instant before) {
    Long first =
        store
            .here()
            .queryForObject(
                "SELECT min(seq) FROM " + book.entries + " WHERE chain = ? AND at >= ?",
                Long.class,
                place.chain(),
                before.toEpochMilli());
    return first == null ? place.last() : first - 1;
  }
}
