package org.attendancemonitor.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads what was ever said, person by person, some people at a time: nothing is held but those.
 * Each part is of one moment; nothing is written, and nobody is held.
 */
public final class Chronicles {
  private final Store store;
  private final Links links;
  private final PastRows rows;
  private final PastPlaces places;

  /**
   * @param atSourceTimes each statement counts as received when its source made it, and none as
   *     history: what would have been known, had the feeds been read then
   */
  public Chronicles(Store store, boolean atSourceTimes) {
    this.store = store;
    this.links = new Links(store);
    this.rows = new PastRows(store, atSourceTimes);
    this.places = new PastPlaces(rows);
  }

  /**
   * Some people.
   *
   * @param people in no particular order
   * @param last the row to go on after, or null where there are no more
   */
  public record Part(List<Chronicle> people, Long last) {}

  /** The largest patient row; 0 where there is none. */
  public long end() {
    Long last = store.here().queryForObject("SELECT max(id) FROM patient", Long.class);
    return last == null ? 0 : last;
  }

  /** The people whose smallest row is among the next ones after a row. */
  public Part after(long row, int limit) {
    return store.inTransaction(() -> read(row, limit));
  }

  private Part read(long after, int limit) {
    List<Long> next =
        store
            .here()
            .queryForList(
                "SELECT id FROM patient WHERE id > ? ORDER BY id LIMIT ?",
                Long.class,
                after,
                limit);
    if (next.isEmpty()) {
      return new Part(List.of(), null);
    }
    Set<SortedSet<Long>> people = Collections.newSetFromMap(new IdentityHashMap<>());
    people.addAll(links.of(next).values());
    people.removeIf(linked -> linked.first() <= after);
    Map<Long, List<PastShelf>> shelves = shelves(people);
    Map<Long, String> keys = keys(people);
    List<Chronicle> chronicles = new ArrayList<>(people.size());
    for (SortedSet<Long> linked : people) {
      Map<Long, String> theirs = new TreeMap<>();
      Set<PastShelf> said = new LinkedHashSet<>();
      for (Long row : linked) {
        theirs.put(row, keys.get(row));
        said.addAll(shelves.getOrDefault(row, List.of()));
      }
      chronicles.add(new Chronicle(theirs, List.copyOf(said), places));
    }
    return new Part(chronicles, next.get(next.size() - 1));
  }

  private Map<Long, List<PastShelf>> shelves(Set<SortedSet<Long>> people) {
    Object list = store.list(rows(people));
    List<PastShelf> shelves =
        new ArrayList<>(
            rows.where("mentioned = 1 AND patient <> 0 AND " + store.among("patient"), list));
    Set<String> answers =
        new HashSet<>(
            store
                .here()
                .queryForList(
                    "SELECT key_text FROM fact WHERE mentioned = 0 AND patient <> 0 AND "
                        + store.among("patient"),
                    String.class,
                    new Object[] {list}));
    if (!answers.isEmpty()) {
      // What was said in one answer may belong to several people: the newest decides for all.
      shelves.addAll(
          rows.where("mentioned = 0 AND " + store.among("key_text"), store.list(answers)));
    }
    Map<Long, List<PastShelf>> byRow = new LinkedHashMap<>();
    for (PastShelf shelf : shelves) {
      for (Long row : shelf.patients()) {
        byRow.computeIfAbsent(row, r -> new ArrayList<>()).add(shelf);
      }
    }
    return byRow;
  }

  private Map<Long, String> keys(Set<SortedSet<Long>> people) {
    Map<Long, String> keys = new HashMap<>();
    store
        .here()
        .query(
            "SELECT id, primary_key FROM patient WHERE " + store.among("id"),
            row -> {
              keys.put(row.getLong(1), row.getString(2));
            },
            new Object[] {store.list(rows(people))});
    return keys;
  }

  private static Set<Long> rows(Set<SortedSet<Long>> people) {
    Set<Long> rows = new TreeSet<>();
    people.forEach(rows::addAll);
    return rows;
  }
}
