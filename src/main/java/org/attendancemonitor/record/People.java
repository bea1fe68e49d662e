package org.attendancemonitor.record;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.NhsNumber;

/** Who is known, by which names, and who is the same person now. */
public final class People {
  static final String SHARED =
      "SELECT nhs, id FROM patient WHERE nhs IN (SELECT nhs FROM patient WHERE nhs IS NOT"
          + " NULL GROUP BY nhs HAVING count(*) > 1)";

  private final Store store;
  private final Links links;

  /** The people of a record. */
  public People(Store store) {
    this.store = store;
    this.links = new Links(store);
  }

  /** Every row of the person known under a key; empty where nobody is. */
  public Optional<Set<Long>> rowsOf(Key key) {
    List<Long> rows =
        store
            .here()
            .queryForList(
                "SELECT patient FROM patient_key WHERE key_text = ?", Long.class, key.text());
    return rows.isEmpty() ? Optional.empty() : Optional.of(links.of(rows).get(rows.get(0)));
  }

  /** Every row of the person that a row belongs to; empty where there is no such row. */
  public Optional<Set<Long>> rowsOf(long row) {
    List<Long> found =
        store.here().queryForList("SELECT id FROM patient WHERE id = ?", Long.class, row);
    return found.isEmpty() ? Optional.empty() : Optional.of(links.of(found).get(row));
  }

  /**
   * The key a row was made for: what is filed under it is about this row's person.
   *
   * @throws IllegalArgumentException where there is no such row
   */
  public Key keyOf(long row) {
    return store
        .here()
        .query(
            "SELECT primary_key FROM patient WHERE id = ?",
            (found, n) -> new Key(found.getString(1)),
            row)
        .stream()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no patient row " + row));
  }

  /** Everyone with an NHS number, verified or not, one set of rows per person. */
  public Set<Set<Long>> withNhsNumber(String digits) {
    return linked(
        store.here().queryForList("SELECT id FROM patient WHERE nhs = ?", Long.class, digits));
  }

  /** The keys the rows are known by, in order. */
  public List<Key> keysOf(Set<Long> rows) {
    return store
        .here()
        .query(
            "SELECT DISTINCT key_text FROM patient_key WHERE merge = 0 AND key_text NOT LIKE '=%'"
                + " AND "
                + store.among("patient")
                + " ORDER BY key_text",
            (row, n) -> new Key(row.getString(1)),
            new Object[] {store.list(rows)});
  }

  /** The NHS number of the rows, a verified one before another. */
  public Optional<NhsNumber> nhsNumber(Set<Long> rows) {
    return store
        .here()
        .query(
            "SELECT nhs, verified FROM patient WHERE nhs IS NOT NULL AND "
                + store.among("id")
                + " ORDER BY verified DESC, id LIMIT 1",
            (row, n) -> new NhsNumber(row.getString(1), row.getInt(2) == 1),
            new Object[] {store.list(rows)})
        .stream()
        .findFirst();
  }

  /** The services the rows have to do with: by appointment, referral, waiting list or task. */
  public Set<String> servicesOf(Set<Long> rows) {
    String among = store.among("patient");
    Object list = store.list(rows);
    return new HashSet<>(
        store
            .here()
            .queryForList(
                Stream.of("attendance", "spell", "waiting", "support_task")
                    .map(table -> "SELECT service FROM " + table + " WHERE " + among)
                    .collect(Collectors.joining(" UNION ")),
                String.class,
                list,
                list,
                list,
                list));
  }

  /** The people the rows belong to, one set of rows each. */
  public Set<Set<Long>> linked(Collection<Long> rows) {
    Set<Set<Long>> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    distinct.addAll(links.of(rows).values());
    return new HashSet<>(distinct);
  }

  /**
   * What may be one thing and is kept as two, by kind. {@code patient}: NHS numbers that people
   * have in common who are not linked, because it is not verified on both sides or their birth
   * dates differ.
   */
  public Map<String, Long> possibleDoubles() {
    Map<String, Set<Long>> byNumber = new HashMap<>();
    store
        .here()
        .query(
            SHARED,
            row -> {
              byNumber.computeIfAbsent(row.getString(1), n -> new TreeSet<>()).add(row.getLong(2));
            });
    Set<Long> rows = new TreeSet<>();
    byNumber.values().forEach(rows::addAll);
    Map<Long, SortedSet<Long>> persons = rows.isEmpty() ? Map.of() : links.of(rows);
    long patients =
        byNumber.values().stream()
            .filter(same -> same.stream().map(persons::get).distinct().count() > 1)
            .count();
    Map<String, Long> doubles = new TreeMap<>();
    doubles.put("patient", patients);
    doubles.putAll(new PossibleDoubles(store).counts());
    return doubles;
  }
}
