package org.attendancemonitor.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.PatientFact;

/** What the current states of patient rows claim to be: kept in step with their newest facts. */
final class Claims {
  private final Store store;

  Claims(Store store) {
    this.store = store;
  }

  /**
   * The names under which a patient fact links its row with others, each with whether it is only a
   * merge.
   */
  static Map<String, Boolean> of(Fact fact) {
    Map<String, Boolean> claims = new HashMap<>();
    if (fact instanceof PatientFact patient) {
      for (Key merged : patient.mergedInto()) {
        claims.put(merged.text(), true);
      }
      for (Key merged : patient.mergedFrom()) {
        claims.put(merged.text(), true);
      }
      for (Key key : patient.keys()) {
        claims.put(key.text(), false);
      }
      if (patient.nhsNumber() != null
          && patient.nhsNumber().verified()
          && patient.nhsNumber().trustworthy()
          && patient.birthDate() != null) {
        // No key has this form: keys hold a bar.
        claims.put("=" + patient.nhsNumber().digits() + "=" + patient.birthDate().text(), false);
      }
    }
    return claims;
  }

  /**
   * Replaces what rows claim.
   *
   * @param states the current fact of each row
   */
  void keep(Map<Long, Fact> states) {
    Map<Long, Map<String, Boolean>> wanted = new HashMap<>();
    List<Object[]> people = new ArrayList<>();
    states.forEach(
        (row, fact) -> {
          wanted.put(row, of(fact));
          people.add(person(row, fact));
        });
    Map<Long, Map<String, Boolean>> known = known(wanted.keySet());
    List<Object[]> gone = new ArrayList<>();
    List<Object[]> fresh = new ArrayList<>();
    wanted.forEach(
        (row, claims) -> {
          Map<String, Boolean> before = known.getOrDefault(row, Map.of());
          before.forEach(
              (name, merge) -> {
                if (!claims.containsKey(name)) {
                  gone.add(new Object[] {name, row});
                }
              });
          claims.forEach(
              (name, merge) -> {
                if (!merge.equals(before.get(name))) {
                  fresh.add(new Object[] {name, row, Rows.bit(merge)});
                }
              });
        });
    Rows.write(
        store.writing(),
        // The primary key stays: it is what the row was made for.
        "DELETE FROM patient_key WHERE key_text = ? AND patient = ? AND NOT EXISTS (SELECT 1 FROM"
            + " patient p WHERE p.id = patient_key.patient AND p.primary_key = key_text)",
        gone);
    Rows.write(
        store.writing(),
        "INSERT INTO patient_key (key_text, patient, merge) VALUES (?, ?, ?)"
            + " ON CONFLICT (key_text, patient) DO UPDATE SET merge = excluded.merge",
        fresh);
    Rows.write(
        store.writing(),
        "UPDATE patient SET nhs = ?, verified = ?, birth = ? WHERE id = ?",
        people);
    keepWords(states);
  }

  /** The words by which the rows are found. */
  private void keepWords(Map<Long, Fact> states) {
    Map<Long, Set<String>> known = new HashMap<>();
    store
        .writing()
        .query(
            "SELECT patient, word FROM patient_word WHERE " + store.among("patient"),
            row -> {
              known.computeIfAbsent(row.getLong(1), id -> new HashSet<>()).add(row.getString(2));
            },
            new Object[] {store.list(states.keySet())});
    List<Object[]> gone = new ArrayList<>();
    List<Object[]> fresh = new ArrayList<>();
    states.forEach(
        (row, fact) -> {
          Set<String> before = known.getOrDefault(row, Set.of());
          Set<String> now = FindingWords.of(fact);
          before.stream()
              .filter(word -> !now.contains(word))
              .forEach(word -> gone.add(new Object[] {word, row}));
          now.stream()
              .filter(word -> !before.contains(word))
              .forEach(word -> fresh.add(new Object[] {word, row}));
        });
    Rows.write(store.writing(), "DELETE FROM patient_word WHERE word = ? AND patient = ?", gone);
    Rows.write(
        store.writing(),
        "INSERT INTO patient_word (word, patient) VALUES (?, ?) ON CONFLICT DO NOTHING",
        fresh);
  }

  private Map<Long, Map<String, Boolean>> known(Set<Long> rows) {
    Map<Long, Map<String, Boolean>> known = new HashMap<>();
    store
        .writing()
        .query(
            "SELECT patient, key_text, merge FROM patient_key WHERE " + store.among("patient"),
            row -> {
              known
                  .computeIfAbsent(row.getLong(1), id -> new HashMap<>())
                  .put(row.getString(2), row.getInt(3) == 1);
            },
            new Object[] {store.list(new HashSet<>(rows))});
    return known;
  }

  private static Object[] person(long row, Fact fact) {
    if (fact instanceof PatientFact patient) {
      boolean named = patient.nhsNumber() != null;
      return new Object[] {
        named ? patient.nhsNumber().digits() : null,
        Rows.bit(named && patient.nhsNumber().verified()),
        patient.birthDate() == null ? null : patient.birthDate().text(),
        row
      };
    }
    return new Object[] {null, 0, null, row};
  }
}
