package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.attendancemonitor.attendance.AttendanceRow;
import org.attendancemonitor.attendance.ClosureRow;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.SpellRow;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.WaitingRow;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * The whole record of people, many at a time. Within a write transaction it also holds them against
 * other writers until the end.
 */
public final class Recall {
  private final Store store;
  private final Links links;
  private final Locks locks;
  private final SideBySide sideBySide;
  private final FactCodec codec = new FactCodec();

  /** Recall from a record. */
  public Recall(Store store) {
    this(store, SideBySide.alone());
  }

  /**
   * Recall from a record.
   *
   * @param sideBySide facts are read from their texts each by itself
   */
  public Recall(Store store, SideBySide sideBySide) {
    this.store = store;
    this.links = new Links(store);
    this.locks = new Locks(store);
    this.sideBySide = sideBySide;
  }

  /**
   * The records of the people that the rows belong to, one per person, in order of their smallest
   * row.
   */
  public List<Material> of(Set<Long> patientRows) {
    if (patientRows.isEmpty()) {
      return List.of();
    }
    if (store.writes()) {
      locks.hold(patientRows);
    }
    Map<Long, SortedSet<Long>> persons = links.of(patientRows);
    Set<SortedSet<Long>> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    distinct.addAll(persons.values());
    Map<Long, List<KeptFact>> facts = facts(persons.keySet());
    Map<Long, List<SupportTask>> tasks =
        read(
            "SELECT patient, body FROM support_task WHERE ",
            " ORDER BY opened, id",
            persons.keySet(),
            row -> Tasks.task(row.getString("body")));
    Map<Long, List<Flag>> flags =
        read(
            "SELECT patient, code, level, active, since, version, reasons FROM flag WHERE ",
            " ORDER BY patient, code",
            persons.keySet(),
            Flags::flag);
    Map<Long, List<AttendanceRow>> attendances =
        read(
            "SELECT * FROM attendance WHERE ",
            " ORDER BY patient, appointment",
            persons.keySet(),
            Attendances::row);
    Map<Long, List<ClosureRow>> closures =
        read(
            "SELECT * FROM closure WHERE ",
            " ORDER BY patient, referral",
            persons.keySet(),
            Closures::row);
    Map<Long, List<WaitingRow>> waiting =
        read(
            "SELECT * FROM waiting WHERE ",
            " ORDER BY patient, referral",
            persons.keySet(),
            WaitingList::row);
    Map<Long, List<SpellRow>> spells =
        read(
            "SELECT * FROM spell WHERE ",
            " ORDER BY patient, referral",
            persons.keySet(),
            SpellTable::row);
    List<Material> materials = new ArrayList<>();
    for (SortedSet<Long> rows : distinct) {
      List<KeptFact> theirs = gather(rows, facts);
      theirs.sort(Comparator.comparing(KeptFact::effective));
      materials.add(
          new Material(
              Collections.unmodifiableSortedSet(new TreeSet<>(rows)),
              theirs,
              gather(rows, tasks),
              gather(rows, flags),
              gather(rows, attendances),
              gather(rows, closures),
              gather(rows, waiting),
              gather(rows, spells)));
    }
    materials.sort(Comparator.comparing(m -> m.rows().iterator().next()));
    return materials;
  }

  private Map<Long, List<KeptFact>> facts(Collection<Long> rows) {
    List<Written> written = new ArrayList<>();
    RowCallbackHandler keep = row -> written.add(written(row));
    store
        .here()
        .query(
            "SELECT key_text, patient, source, kind, effective, received, historic, is_current,"
                + " statements, body, id FROM fact WHERE patient <> 0 AND "
                + store.among("patient")
                + " AND (is_current = 1 OR kind IN (1, 2, 3))",
            keep,
            new Object[] {store.list(rows)});
    // Here and not by the database, which would copy every text once more to put it in order.
    written.sort(Comparator.comparingLong(Written::effective).thenComparingLong(Written::id));
    Map<Long, List<KeptFact>> facts = new HashMap<>();
    for (List<KeptFact> kept : sideBySide.each(written, this::kept)) {
      facts.computeIfAbsent(kept.get(0).patient(), k -> new ArrayList<>()).addAll(kept);
    }
    return facts;
  }

  /** A row as it lies in the record: what its texts say is read apart. */
  private record Written(
      String key,
      long patient,
      String source,
      int kind,
      long effective,
      long received,
      boolean historic,
      boolean current,
      String statements,
      String body,
      long id) {}

  private static Written written(ResultSet row) throws SQLException {
    return new Written(
        row.getString(1),
        row.getLong(2),
        row.getString(3),
        row.getInt(4),
        row.getLong(5),
        row.getLong(6),
        row.getInt(7) == 1,
        row.getInt(8) == 1,
        row.getString(9),
        row.getString(10),
        row.getLong(11));
  }

  private List<KeptFact> kept(Written row) {
    Fact fact = codec.decode(FactKind.of(row.kind), row.body);
    KeptFact last =
        new KeptFact(
            new Key(row.key),
            row.patient,
            row.source,
            fact,
            Instant.ofEpochMilli(row.effective),
            Instant.ofEpochMilli(row.received),
            row.historic,
            row.current);
    if (row.statements != null) {
      // Stated from its first moment to its last: both are told.
      Instant first = Instant.ofEpochMilli(Statement.read(row.statements).get(0).at());
      if (!first.equals(last.effective())) {
        return List.of(
            new KeptFact(
                last.key(),
                last.patient(),
                last.source(),
                fact,
                first,
                last.received(),
                last.historic(),
                false),
            last);
      }
    }
    return List.of(last);
  }

  private <T> Map<Long, List<T>> read(
      String select, String order, Collection<Long> rows, Reader<T> reader) {
    Map<Long, List<T>> found = new HashMap<>();
    RowCallbackHandler keep =
        row ->
            found
                .computeIfAbsent(row.getLong("patient"), k -> new ArrayList<>())
                .add(reader.read(row));
    store
        .here()
        .query(select + store.among("patient") + order, keep, new Object[] {store.list(rows)});
    return found;
  }

  private static <T> List<T> gather(Set<Long> rows, Map<Long, List<T>> byRow) {
    List<T> all = new ArrayList<>();
    rows.forEach(row -> all.addAll(byRow.getOrDefault(row, List.of())));
    return all;
  }

  /** Makes a value of the current row of a result. */
  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
