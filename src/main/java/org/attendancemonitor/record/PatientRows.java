package org.attendancemonitor.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One row per primary patient key: found, or made as a placeholder. */
final class PatientRows {
  private static final int BLOCK = 10_000;

  private final Store store;
  private final Numbering numbers;

  PatientRows(Store store) {
    this.store = store;
    this.numbers = new Numbering(store, "patient", BLOCK);
  }

  /** The row of each key; those that were missing are made. */
  Map<String, Long> of(Collection<String> keys, Instant now) {
    Map<String, Long> rows = find(keys);
    Set<String> missing = new TreeSet<>(keys);
    missing.removeAll(rows.keySet());
    if (!missing.isEmpty()) {
      rows.putAll(make(missing, now));
    }
    return rows;
  }

  private Map<String, Long> make(Set<String> keys, Instant now) {
    long id = numbers.take(keys.size());
    List<Object[]> patients = new ArrayList<>();
    for (String key : keys) {
      patients.add(new Object[] {id++, key, now.toEpochMilli()});
    }
    Rows.write(
        store.writing(),
        "INSERT INTO patient (id, primary_key, created) VALUES (?, ?, ?)"
            + " ON CONFLICT (primary_key) DO NOTHING",
        patients);
    List<Object[]> claims = new ArrayList<>();
    // Read again: another writer may have been first.
    Map<String, Long> rows = find(keys);
    rows.forEach((key, row) -> claims.add(new Object[] {key, row}));
    Rows.write(
        store.writing(),
        "INSERT INTO patient_key (key_text, patient, merge) VALUES (?, ?, 0)"
            + " ON CONFLICT (key_text, patient) DO NOTHING",
        claims);
    return rows;
  }

  private Map<String, Long> find(Collection<String> keys) {
    Map<String, Long> rows = new HashMap<>();
    if (!keys.isEmpty()) {
      store
          .writing()
          .query(
              "SELECT primary_key, id FROM patient WHERE " + store.among("primary_key"),
              row -> {
                rows.put(row.getString(1), row.getLong(2));
              },
              new Object[] {store.list(new HashSet<>(keys))});
    }
    return rows;
  }
}
