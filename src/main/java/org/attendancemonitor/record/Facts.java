package org.attendancemonitor.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.PlaceFact;
import org.attendancemonitor.record.Recorded.Result;

/**
 * Keeps facts once, whatever their order: the newest is current, older ones are history. Makes the
 * patient rows they mention, holds the people concerned against other writers, and keeps who is
 * linked with whom.
 */
public final class Facts {
  private final Store store;
  private final Places places;
  private final PatientRows patients;
  private final Numbering numbers;
  private final Claims claims;
  private final Links links;
  private final Locks locks;
  private final Answers answers;
  private final FactCodec codec = new FactCodec();

  /** Facts of the record; {@code places} learns the places among them. */
  public Facts(Store store, Places places) {
    this.store = store;
    this.places = places;
    this.patients = new PatientRows(store);
    this.numbers = new Numbering(store, "fact", 1);
    this.claims = new Claims(store);
    this.links = new Links(store);
    this.locks = new Locks(store);
    this.answers = new Answers(store);
  }

  /**
   * Keeps a batch, within the write transaction of the caller.
   *
   * @return what became of each, in the order given
   * @throws IllegalStateException outside of a write transaction
   */
  public List<Recorded> keep(List<Incoming> batch) {
    if (!store.writes()) {
      throw new IllegalStateException("facts are kept within a write transaction");
    }
    if (batch.isEmpty()) {
      return List.of();
    }
    Map<String, Long> rows = rows(batch);
    hold(batch, rows);
    Shelves shelves = new Shelves(store, numbers, codec);
    Set<String> keys = new LinkedHashSet<>();
    batch.forEach(incoming -> keys.add(incoming.notice().key().text()));
    shelves.read(keys);
    List<Result> results = new ArrayList<>();
    Set<Shelf> moved = new HashSet<>();
    for (Incoming incoming : batch) {
      results.add(put(incoming, rows, shelves, moved));
    }
    Map<String, List<Shelf>> byKey = shelves.byKey();
    byKey.values().forEach(same -> withdraw(same, moved));
    List<Map.Entry<Long, Fact>> made = shelves.write();

    Map<String, Set<Long>> touched = new HashMap<>();
    moved.forEach(s -> touched.computeIfAbsent(s.key, k -> new TreeSet<>()).add(s.patient));
    answers.holders(moved, touched);
    relink(byKey, shelves, touched);
    answers.place(batch, byKey, touched);
    places.use(made);
    places.changed(turnedPlaces(byKey, shelves), latest(batch));
    return recorded(batch, results, touched);
  }

  private Map<String, Long> rows(List<Incoming> batch) {
    Set<String> keys = new HashSet<>();
    for (Incoming incoming : batch) {
      if (incoming.notice().patient() != null) {
        keys.add(incoming.notice().patient().text());
      }
    }
    return patients.of(keys, latest(batch));
  }

  /** Everyone whose record this batch may change. */
  private void hold(List<Incoming> batch, Map<String, Long> rows) {
    if (!store.postgresql()) {
      return;
    }
    Set<String> names = new TreeSet<>();
    Set<String> keys = new TreeSet<>();
    for (Incoming incoming : batch) {
      Notice notice = incoming.notice();
      keys.add(notice.key().text());
      names.addAll(Claims.of(notice.fact()).keySet());
      if (notice.patient() == null) {
        names.add(notice.key().text());
      }
    }
    locks.holdNames(names);
    answers.hold(batch);
    Set<Long> people = new TreeSet<>(rows.values());
    people.addAll(
        store
            .writing()
            .queryForList(
                "SELECT DISTINCT patient FROM fact WHERE patient <> 0 AND "
                    + store.among("key_text"),
                Long.class,
                new Object[] {store.list(keys)}));
    if (!names.isEmpty()) {
      people.addAll(
          store
              .writing()
              .queryForList(
                  "SELECT patient FROM patient_key WHERE " + store.among("key_text"),
                  Long.class,
                  new Object[] {store.list(names)}));
    }
    locks.hold(people);
  }

  private static Result put(
      Incoming incoming, Map<String, Long> rows, Shelves shelves, Set<Shelf> moved) {
    FactText content = incoming.text();
    Notice notice = incoming.notice();
    Long patient = notice.patient() == null ? null : rows.get(notice.patient().text());
    Shelf shelf = shelves.at(notice.key().text(), patient, notice.fact().kind(), incoming.source());
    boolean timed = notice.sourceTime() != null && incoming.clockTrusted();
    Statement said =
        new Statement(
            (timed ? notice.sourceTime() : incoming.received()).toEpochMilli(),
            incoming.received().toEpochMilli(),
            incoming.historic(),
            Rows.millis(notice.sourceTime()),
            notice.versionId(),
            Statement.Nature.STATED);
    shelves.describe(shelf, content.hash(), notice.fact(), incoming.feed());
    int marks = shelf.marks();
    Result result = shelf.put(said, content, timed);
    if (shelf.marks() != marks) {
      moved.add(shelf);
    }
    return result;
  }

  /** A version that names other people only takes the resource away from those it left out. */
  private static void withdraw(List<Shelf> sameKey, Set<Shelf> moved) {
    Map<String, List<Shelf>> bySource = new TreeMap<>();
    sameKey.forEach(s -> bySource.computeIfAbsent(s.source, k -> new ArrayList<>()).add(s));
    for (List<Shelf> shelves : bySource.values()) {
      if (shelves.size() == 1) {
        shelves.get(0).thin();
        continue;
      }
      Map<Long, Statement> versions = new HashMap<>();
      for (Shelf shelf : shelves) {
        shelf
            .versions()
            .forEach((at, said) -> versions.merge(at, said, Statement::withEarlierReceipt));
      }
      for (Shelf shelf : shelves) {
        int marks = shelf.marks();
        if (shelf.mentioned) {
          shelf.dropAt(versions);
        }
        if (shelf.marks() != marks) {
          moved.add(shelf);
        }
      }
    }
  }

  /** Where the state of a patient turned, the person may have gained or lost rows. */
  private void relink(
      Map<String, List<Shelf>> byKey, Shelves shelves, Map<String, Set<Long>> touched) {
    Map<Long, Fact> states = new HashMap<>();
    Map<Long, String> keys = new HashMap<>();
    for (List<Shelf> same : byKey.values()) {
      for (Shelf shelf : same) {
        if (shelf.kind == FactKind.PATIENT && shelf.mentioned && shelf.turned()) {
          states.put(shelf.patient, shelves.current(shelf));
          keys.put(shelf.patient, shelf.key);
        }
      }
    }
    if (states.isEmpty()) {
      return;
    }
    Map<Long, ? extends Set<Long>> before = links.of(states.keySet());
    claims.keep(states);
    Map<Long, ? extends Set<Long>> after = links.of(states.keySet());
    keys.forEach(
        (row, key) -> {
          touched.computeIfAbsent(key, k -> new TreeSet<>()).addAll(before.get(row));
          touched.get(key).addAll(after.get(row));
        });
    if (store.postgresql()) {
      locks.hold(states.keySet());
    }
  }

  private List<Key> turnedPlaces(Map<String, List<Shelf>> byKey, Shelves shelves) {
    List<Key> turned = new ArrayList<>();
    for (List<Shelf> same : byKey.values()) {
      for (Shelf shelf : same) {
        if (shelf.kind == FactKind.PLACE && shelf.turned()) {
          turned.add(new Key(shelf.key));
          if (shelves.current(shelf) instanceof PlaceFact place) {
            turned.addAll(place.keys());
          }
        }
      }
    }
    return turned;
  }

  private static List<Recorded> recorded(
      List<Incoming> batch, List<Result> results, Map<String, Set<Long>> touched) {
    Map<String, Set<Long>> known = new LinkedHashMap<>();
    List<Recorded> recorded = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      String key = batch.get(i).notice().key().text();
      Set<Long> patients =
          known.computeIfAbsent(
              key,
              k -> {
                Set<Long> found = new TreeSet<>(touched.getOrDefault(k, Set.of()));
                found.remove(0L);
                return found;
              });
      recorded.add(new Recorded(results.get(i), patients));
    }
    return recorded;
  }

  private static Instant latest(List<Incoming> batch) {
    Instant latest = batch.get(0).received();
    for (Incoming incoming : batch) {
      latest = incoming.received().isAfter(latest) ? incoming.received() : latest;
    }
    return latest;
  }
}
