package org.attendancemonitor.record;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds people against other writers until the transaction ends. SQLite has one writer and needs
 * none; PostgreSQL locks patient rows in the order of their ids.
 */
final class Locks {
  private final Store store;
  private final Links links;

  Locks(Store store) {
    this.store = store;
    this.links = new Links(store);
  }

  /** Holds the rows and everyone linked with them. */
  void hold(Collection<Long> rows) {
    if (!store.postgresql() || rows.isEmpty()) {
      return;
    }
    Set<Long> held = new HashSet<>();
    Set<Long> wanted = new TreeSet<>(links.of(rows).keySet());
    // While we waited, the holder may have linked further rows.
    while (!wanted.isEmpty()) {
      store
          .here()
          .query(
              "SELECT id FROM patient WHERE id = ANY(?) ORDER BY id FOR UPDATE",
              row -> {},
              new Object[] {wanted.toArray(Long[]::new)});
      held.addAll(wanted);
      wanted = new TreeSet<>(links.of(rows).keySet());
      wanted.removeAll(held);
    }
  }

  /** Holds names that no patient row stands for: claims, and keys of facts about nobody. */
  void holdNames(Collection<String> names) {
    if (!store.postgresql() || names.isEmpty()) {
      return;
    }
    Set<Long> hashes = new TreeSet<>();
    names.forEach(name -> hashes.add(FactCodec.hash(name)));
    store
        .here()
        .query(
            "SELECT pg_advisory_xact_lock(h)"
                + " FROM (SELECT unnest(?::bigint[]) AS h ORDER BY 1) AS ordered",
            row -> {},
            new Object[] {hashes.toArray(Long[]::new)});
  }
}
