package org.attendancemonitor.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.attendance.Doubles;

/** People of whom two sources may tell the same: one row each, so that counting costs little. */
public final class PossibleDoubles {
  private final Store store;

  /** Of a record. */
  public PossibleDoubles(Store store) {
    this.store = store;
  }

  /**
   * Keeps what was found, within the write transaction of the caller.
   *
   * @param found by the rows of each person; those of whom there is nothing to say are forgotten
   */
  public void keep(Map<Set<Long>, Doubles> found) {
    List<Long> rows = new ArrayList<>();
    List<Object[]> inserts = new ArrayList<>();
    found.forEach(
        (person, doubles) -> {
          rows.addAll(person);
          if (!doubles.none()) {
            inserts.add(
                new Object[] {
                  person.stream().min(Long::compare).orElseThrow(),
                  doubles.appointments(),
                  doubles.referrals()
                });
          }
        });
    if (rows.isEmpty()) {
      return;
    }
    store
        .writing()
        .update(
            "DELETE FROM possible_double WHERE " + store.among("patient"),
            new Object[] {store.list(rows)});
    Rows.write(
        store.writing(),
        "INSERT INTO possible_double (patient, appointments, referrals) VALUES (?, ?, ?)",
        inserts);
  }

  /** How many there are, by kind. */
  public Map<String, Long> counts() {
    return store
        .here()
        .queryForObject(
            "SELECT coalesce(sum(appointments), 0), coalesce(sum(referrals), 0)"
                + " FROM possible_double",
            (row, n) -> Map.of("appointment", row.getLong(1), "referral", row.getLong(2)));
  }
}
