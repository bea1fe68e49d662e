package org.attendancemonitor.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.attendance.PatientFact;

/** People by how long ago they were last heard of, and the end of their record. */
public final class KeptPeople {
  private final Store store;
  private final Links links;
  private final CurrentFacts facts;

  /** The people of a record. */
  public KeptPeople(Store store) {
    this.store = store;
    this.links = new Links(store);
    this.facts = new CurrentFacts(store);
  }

  /**
   * Patient rows of which nothing was heard since a moment, in order.
   *
   * @param before the moment
   * @param after the row after which to go on
   * @param limit at most this many
   */
  public List<Long> silent(Instant before, long after, int limit) {
    return store
        .here()
        .queryForList(
            "SELECT p.id FROM patient p WHERE p.id > ? AND NOT EXISTS (SELECT 1 FROM fact f"
                + " WHERE f.patient = p.id AND f.patient <> 0 AND f.effective >= ?)"
                + " ORDER BY p.id LIMIT ?",
            Long.class,
            after,
            before.toEpochMilli(),
            limit);
  }

  /**
   * The person a row belongs to; empty where there is no such row.
   *
   * @param today what is booked for this day or later is still to come
   */
  public Optional<KeptPerson> of(long row, LocalDate today) {
    Set<Long> rows = new TreeSet<>(links.of(Set.of(row)).get(row));
    Optional<Instant> made = moment("SELECT max(created) FROM patient WHERE " + among("id"), rows);
    if (made.isEmpty()) {
      return Optional.empty();
    }
    Instant last =
        List.of(
                made,
                moment("SELECT max(effective) FROM fact WHERE patient <> 0 AND " + among(), rows),
                moment("SELECT max(modified) FROM support_task WHERE " + among(), rows))
            .stream()
            .flatMap(Optional::stream)
            .max(Instant::compareTo)
            .orElseThrow();
    List<PatientFact> said =
        facts.of(FactKind.PATIENT, rows).stream()
            .map(CurrentFacts.Kept::fact)
            .map(KeptFact::fact)
            .map(PatientFact.class::cast)
            .toList();
    return Optional.of(
        new KeptPerson(
            rows,
            last,
            said.stream()
                .map(PatientFact::birthDate)
                .filter(Objects::nonNull)
                .map(birth -> birth.text())
                .collect(Collectors.toSet()),
            said.stream().anyMatch(PatientFact::deceased),
            said.stream()
                .map(PatientFact::deathDate)
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo)
                .orElse(null),
            active(rows, today)));
  }

  private boolean active(Set<Long> rows, LocalDate today) {
    return any("support_task WHERE is_open = 1 AND " + among(), rows)
        || any("waiting WHERE " + among(), rows)
        || any("legal_hold WHERE " + among(), rows)
        || any("spell WHERE left_on >= " + today.toEpochDay() + " AND " + among(), rows)
        || any("attendance WHERE day >= " + today.toEpochDay() + " AND " + among(), rows)
        || any(
            "patient WHERE created >= "
                + today.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
                + " AND "
                + among("id"),
            rows);
  }

  /**
   * Deletes everything of a person, within the write transaction of the caller. Counts of days and
   * releases stay as they are: they tell of nobody.
   */
  public void delete(Set<Long> rows) {
    if (!store.writes()) {
      throw new IllegalStateException("people are deleted within a write transaction");
    }
    for (PersonTable table : PersonTable.values()) {
      Object list = store.list(rows);
      Object[] lists = java.util.Collections.nCopies(table.parameters(), list).toArray();
      store.writing().update(table.delete(store), lists);
    }
  }

  /**
   * Keeps other writers from finding a row that is about to go, until the transaction ends. SQLite
   * has one writer and needs nothing.
   *
   * @throws org.springframework.dao.DataAccessException where others are in the way for two seconds
   */
  public void holdAll() {
    if (store.postgresql()) {
      store.writing().execute("SET LOCAL lock_timeout = '2s'");
      store.writing().execute("LOCK TABLE patient IN ACCESS EXCLUSIVE MODE");
    }
  }

  private boolean any(String from, Collection<Long> rows) {
    return !store
        .here()
        .queryForList("SELECT 1 FROM " + from + " LIMIT 1", Integer.class, store.list(rows))
        .isEmpty();
  }

  private Optional<Instant> moment(String sql, Collection<Long> rows) {
    return Optional.ofNullable(store.here().queryForObject(sql, Long.class, store.list(rows)))
        .map(Instant::ofEpochMilli);
  }

  private String among() {
    return among("patient");
  }

  private String among(String column) {
    return store.among(column);
  }
}
