package org.attendancemonitor.record;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Who is the same person: patient rows connected by what their current states claim. */
final class Links {
  private final Store store;

  Links(Store store) {
    this.store = store;
  }

  /** For each row, every row of its person; several rows of one person share one set. */
  Map<Long, SortedSet<Long>> of(Collection<Long> rows) {
    Map<Long, SortedSet<Long>> persons = new HashMap<>();
    for (Long row : rows) {
      persons.computeIfAbsent(row, alone -> new TreeSet<>(Set.of(alone)));
    }
    Set<Long> frontier = new HashSet<>(persons.keySet());
    while (!frontier.isEmpty()) {
      Set<Long> found = new HashSet<>();
      RowCallbackHandler join =
          pair -> {
            long one = pair.getLong(1);
            long other = pair.getLong(2);
            if (!persons.containsKey(other)) {
              persons.put(other, new TreeSet<>(Set.of(other)));
              found.add(other);
            }
            join(persons, one, other);
          };
      store.here().query(among(store), join, new Object[] {store.list(frontier)});
      frontier = found;
    }
    return persons;
  }

  /** Pairs of rows that claim the same key, the first among a list. */
  static String among(Store store) {
    return "SELECT a.patient, b.patient FROM patient_key a JOIN patient_key b"
        + " ON b.key_text = a.key_text AND b.patient <> a.patient WHERE "
        // SQLite notes which keys more than one row has claimed; hardly any.
        + (store.postgresql() ? "" : "a.shared = 1 AND ")
        + store.among("a.patient");
  }

  /** Makes the people that two rows belong to one. */
  static void join(Map<Long, SortedSet<Long>> persons, long one, long other) {
    SortedSet<Long> mine = persons.get(one);
    SortedSet<Long> theirs = persons.get(other);
    if (mine != theirs) {
      mine.addAll(theirs);
      theirs.forEach(row -> persons.put(row, mine));
    }
  }
}
