package org.attendancemonitor.record;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What this node tells others of the {@link Outbox}. An entry is one node's until it is told, or
 * for a while: what a node that died had in hand is told by another. A node that was only paused,
 * and told something late, has it told once more, so that what is heard last is how things stand.
 */
public final class Dispatch {
  private static final Duration IN_HAND = Duration.ofSeconds(20);

  private final Store store;
  private final String node;
  private final Clock clock;

  /**
   * @param store the record
   * @param node name of this one
   */
  public Dispatch(Store store, String node, Clock clock) {
    this.store = store;
    this.node = node;
    this.clock = clock;
  }

  /** The next entries of some kinds; what this node took and did not tell is among them. */
  public List<Outbox.Pending> take(Set<String> kinds, int limit) {
    long now = clock.millis();
    List<Object> free = new ArrayList<>(kinds);
    free.addAll(List.of(now, node));
    String condition =
        " FROM outbox WHERE kind IN ("
            + String.join(", ", Collections.nCopies(kinds.size(), "?"))
            + ") AND (taken_until <= ? OR taken_by = ?)";
    if (store.here().queryForList("SELECT 1" + condition + " LIMIT 1", free.toArray()).isEmpty()) {
      return List.of();
    }
    List<Object> values = new ArrayList<>(List.of(now + IN_HAND.toMillis(), node));
    values.addAll(free);
    values.add(limit);
    List<Outbox.Pending> taken =
        store
            .writing()
            .query(
                "UPDATE outbox SET taken_until = ?, taken_by = ? WHERE (kind, id) IN"
                    + " (SELECT kind, id"
                    + condition
                    + " ORDER BY kind, id LIMIT ?"
                    + (store.postgresql() ? " FOR UPDATE SKIP LOCKED" : "")
                    + ") RETURNING kind, id, version",
                (row, n) -> new Outbox.Pending(row.getString(1), row.getString(2), row.getLong(3)),
                values.toArray());
    return taken.stream()
        .sorted(Comparator.comparing(Outbox.Pending::kind).thenComparing(Outbox.Pending::id))
        .toList();
  }

  /** It has been told; it stays if a later version has come, or another node took it meanwhile. */
  public void done(Outbox.Pending pending) {
    done(List.of(pending));
  }

  /** The same of many, in one transaction. */
  public void done(List<Outbox.Pending> told) {
    List<Object[]> rows =
        told.stream().map(it -> new Object[] {it.kind(), it.id(), it.version(), node}).toList();
    store.inTransaction(
        () -> {
          int[] gone =
              store
                  .writing()
                  .batchUpdate(
                      "DELETE FROM outbox WHERE kind = ? AND id = ? AND version = ?"
                          + " AND taken_by = ?",
                      rows);
          List<Object[]> again = new ArrayList<>();
          for (int i = 0; i < gone.length; i++) {
            if (gone[i] == 0) {
              Outbox.Pending one = told.get(i);
              again.add(new Object[] {one.kind(), one.id(), one.version()});
            }
          }
          Rows.write(
              store.writing(),
              "INSERT INTO outbox (kind, id, version) VALUES (?, ?, ?) ON CONFLICT (kind, id)"
                  + " DO UPDATE SET taken_until = 0, taken_by = NULL",
              again);
          return null;
        });
  }
}
