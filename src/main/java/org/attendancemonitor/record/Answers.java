package org.attendancemonitor.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.ResponseFact;

/**
 * Answers that name an appointment and no patient: they belong to its only patient, and to nobody
 * while there is none or more than one. Looked at again whenever answer or appointment arrives.
 */
final class Answers {
  private record Answer(long id, String key, String about, long patient) {}

  private final Store store;

  Answers(Store store) {
    this.store = store;
  }

  /**
   * Gives each answer that this batch may concern to whom it belongs.
   *
   * @param touched gains the people who got or lost an answer, by the key of the batch
   */
  void place(
      List<Incoming> batch, Map<String, List<Shelf>> shelves, Map<String, Set<Long>> touched) {
    // The key of the batch through which an appointment's key came in.
    Map<String, String> heard = new HashMap<>();
    Set<Key> aliases = new TreeSet<>();
    Map<String, Set<String>> named = new TreeMap<>();
    for (Incoming incoming : batch) {
      Fact fact = incoming.notice().fact();
      String key = incoming.notice().key().text();
      if (fact instanceof ResponseFact response && incoming.notice().patient() == null) {
        heard.put(response.appointment().text(), key);
      } else if (fact instanceof AppointmentFact appointment) {
        heard.putIfAbsent(key, key);
        for (Key other : appointment.keys()) {
          heard.putIfAbsent(other.text(), key);
          if (!other.text().equals(key) && aliases.add(other)) {
            named.computeIfAbsent(other.text(), k -> new TreeSet<>()).add(key);
          }
        }
      } else if (fact.kind() == FactKind.APPOINTMENT) {
        heard.putIfAbsent(key, key);
      }
    }
    if (heard.isEmpty()) {
      return;
    }
    name(named);
    Set<String> about = new HashSet<>(heard.keySet());
    // A withdrawal names the appointment by its first key only.
    about.addAll(aliasesOf(heard.values()));
    List<Answer> answers = answers(about);
    if (answers.isEmpty()) {
      return;
    }
    Map<String, Long> owners = owners(answers);
    List<Object[]> moves = new ArrayList<>();
    for (Answer answer : answers) {
      long owner = owners.getOrDefault(answer.about, 0L);
      if (owner != answer.patient) {
        moves.add(new Object[] {owner, answer.id});
        String key = heard.getOrDefault(answer.about, answer.key);
        String listed = shelves.containsKey(key) ? key : heard.values().iterator().next();
        Set<Long> people = touched.computeIfAbsent(listed, k -> new TreeSet<>());
        people.add(owner);
        people.add(answer.patient);
      }
    }
    Rows.write(store.writing(), "UPDATE fact SET patient = ? WHERE id = ?", moves);
  }

  /**
   * Holds answers and appointments of different writers against each other: neither may miss the
   * other. Appointments alone do not wait for appointments.
   */
  void hold(List<Incoming> batch) {
    boolean answered = false;
    boolean booked = false;
    for (Incoming incoming : batch) {
      FactKind kind = incoming.notice().fact().kind();
      answered |= kind == FactKind.RESPONSE && incoming.notice().patient() == null;
      booked |= kind == FactKind.APPOINTMENT;
    }
    if (answered || booked) {
      store
          .writing()
          .query(
              answered
                  ? "SELECT pg_advisory_xact_lock(?)"
                  : "SELECT pg_advisory_xact_lock_shared(?)",
              row -> {},
              FactCodec.hash("answers"));
    }
  }

  /** Who had an answer that has moved, for it may be gone. */
  void holders(Set<Shelf> moved, Map<String, Set<Long>> touched) {
    Set<String> keys = new TreeSet<>();
    for (Shelf shelf : moved) {
      if (!shelf.mentioned && shelf.kind == FactKind.RESPONSE && !shelf.stored().isEmpty()) {
        keys.add(shelf.key);
      }
    }
    if (!keys.isEmpty()) {
      store
          .writing()
          .query(
              "SELECT DISTINCT key_text, patient FROM fact WHERE mentioned = 0 AND "
                  + store.among("key_text"),
              row -> {
                touched.get(row.getString(1)).add(row.getLong(2));
              },
              new Object[] {store.list(keys)});
    }
  }

  private void name(Map<String, Set<String>> named) {
    List<Object[]> rows = new ArrayList<>();
    named.forEach((alias, keys) -> keys.forEach(key -> rows.add(new Object[] {alias, key})));
    Rows.write(
        store.writing(),
        "INSERT INTO appointment_key (alias, key_text) VALUES (?, ?)"
            + " ON CONFLICT (alias, key_text) DO NOTHING",
        rows);
  }

  private List<String> aliasesOf(Collection<String> keys) {
    return store
        .writing()
        .queryForList(
            "SELECT alias FROM appointment_key WHERE " + store.among("key_text"),
            String.class,
            new Object[] {store.list(new HashSet<>(keys))});
  }

  private List<Answer> answers(Set<String> about) {
    return store
        .writing()
        .query(
            "SELECT id, key_text, about, patient FROM fact WHERE about IS NOT NULL AND "
                + store.among("about")
                + " ORDER BY id",
            (row, n) ->
                new Answer(
                    row.getLong("id"),
                    row.getString("key_text"),
                    row.getString("about"),
                    row.getLong("patient")),
            new Object[] {store.list(about)});
  }

  /** The only patient of each appointment answered; absent where that is nobody or several. */
  private Map<String, Long> owners(List<Answer> answers) {
    Map<String, Set<String>> keys = new HashMap<>();
    for (Answer answer : answers) {
      keys.computeIfAbsent(answer.about, k -> new HashSet<>(Set.of(k)));
    }
    store
        .writing()
        .query(
            "SELECT alias, key_text FROM appointment_key WHERE " + store.among("alias"),
            row -> {
              keys.get(row.getString(1)).add(row.getString(2));
            },
            new Object[] {store.list(new HashSet<>(keys.keySet()))});
    Set<String> all = new HashSet<>();
    keys.values().forEach(all::addAll);
    Map<String, Set<Long>> patients = new HashMap<>();
    store
        .writing()
        .query(
            "SELECT key_text, patient FROM fact WHERE is_current = 1 AND kind = 3"
                + " AND patient <> 0 AND body <> '' AND "
                + store.among("key_text"),
            row -> {
              patients.computeIfAbsent(row.getString(1), k -> new HashSet<>()).add(row.getLong(2));
            },
            new Object[] {store.list(all)});
    Map<String, Long> owners = new HashMap<>();
    keys.forEach(
        (about, names) -> {
          Set<Long> found = new HashSet<>();
          names.forEach(name -> found.addAll(patients.getOrDefault(name, Set.of())));
          if (found.size() == 1) {
            owners.put(about, found.iterator().next());
          }
        });
    return owners;
  }
}
