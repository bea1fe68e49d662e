package org.attendancemonitor.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attendancemonitor.attendance.AttendanceRow;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.ClosureRow;
import org.attendancemonitor.attendance.SpellRow;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.WaitingRow;

/**
 * Keeps what was derived, by difference: tasks, flags, rows for the figures, places on waiting
 * lists, when to look again.
 */
public final class Derived {
  private final Store store;
  private final FlagDesk flags;
  private final Outbox outbox;

  /** Derived data of a record. */
  public Derived(Store store) {
    this.store = store;
    this.flags = new FlagDesk(store);
    this.outbox = new Outbox(store);
  }

  /**
   * Keeps the derivations of different people, within the write transaction of the caller that
   * recalled them.
   */
  public void keep(List<Derivation> derivations) {
    if (!store.writes()) {
      throw new IllegalStateException("derivations are kept within a write transaction");
    }
    if (derivations.isEmpty()) {
      return;
    }
    TreeMap<Long, Derivation> people = new TreeMap<>();
    derivations.forEach(d -> people.put(person(d), d));
    StaleDays stale = new StaleDays(store);
    gatherRows(people);
    keepAttendances(people, stale);
    keepClosures(people, stale);
    keepWaiting(people);
    keepSpells(people);
    List<Outbox.Pending> news = new ArrayList<>(keepTasks(people.values()));
    news.addAll(flags.keep(people));
    outbox.put(news);
    stale.keep(now(derivations));
    keepLooks(people);
  }

  private static Instant now(List<Derivation> derivations) {
    return derivations.stream().map(Derivation::now).max(Instant::compareTo).orElseThrow();
  }

  /** The person's smallest row: where everything derived lies. */
  private static long person(Derivation derivation) {
    return derivation.before().rows().iterator().next();
  }

  /** Rows that were derived before people were linked move to the person's smallest row. */
  private void gatherRows(Map<Long, Derivation> people) {
    List<Object[]> moves = new ArrayList<>();
    List<Object[]> strays = new ArrayList<>();
    people.forEach(
        (person, derivation) -> {
          for (long row : derivation.before().rows()) {
            if (row != person) {
              moves.add(new Object[] {person, row});
              strays.add(new Object[] {row});
            }
          }
        });
    if (moves.isEmpty()) {
      return;
    }
    for (String table : List.of("attendance", "closure", "waiting", "spell")) {
      String item = table.equals("attendance") ? "appointment" : "referral";
      Rows.write(
          store.writing(),
          "UPDATE %1$s SET patient = ? WHERE patient = ? AND NOT EXISTS (SELECT 1 FROM %1$s o"
                  .formatted(table)
              + " WHERE o.patient = ? AND o.%2$s = %1$s.%2$s)".formatted(table, item),
          moves.stream().map(m -> new Object[] {m[0], m[1], m[0]}).toList());
      Rows.write(store.writing(), "DELETE FROM " + table + " WHERE patient = ?", strays);
    }
  }

  private void keepAttendances(Map<Long, Derivation> people, StaleDays stale) {
    Differences<AttendanceRow> rows =
        new Differences<>(AttendanceRow::appointment, row -> stale.mark(row.service(), row.day()));
    people.forEach((person, d) -> rows.add(person, d.before().attendances(), d.attendances()));
    Rows.write(store.writing(), Attendances.DELETE, rows.gone);
    Rows.write(store.writing(), Attendances.UPSERT, rows.fresh(Attendances::values));
  }

  private void keepClosures(Map<Long, Derivation> people, StaleDays stale) {
    Differences<ClosureRow> rows =
        new Differences<>(ClosureRow::referral, row -> stale.mark(row.service(), row.day()));
    people.forEach((person, d) -> rows.add(person, d.before().closures(), d.closures()));
    Rows.write(store.writing(), Closures.DELETE, rows.gone);
    Rows.write(store.writing(), Closures.UPSERT, rows.fresh(Closures::values));
  }

  private void keepWaiting(Map<Long, Derivation> people) {
    Differences<WaitingRow> rows = new Differences<>(WaitingRow::referral, row -> {});
    people.forEach((person, d) -> rows.add(person, d.before().waiting(), d.waiting()));
    Rows.write(store.writing(), WaitingList.DELETE, rows.gone);
    Rows.write(store.writing(), WaitingList.UPSERT, rows.fresh(WaitingList::values));
  }

  private void keepSpells(Map<Long, Derivation> people) {
    Differences<SpellRow> rows = new Differences<>(SpellRow::referral, row -> {});
    people.forEach((person, d) -> rows.add(person, d.before().spells(), d.spells()));
    Rows.write(store.writing(), SpellTable.DELETE, rows.gone);
    Rows.write(store.writing(), SpellTable.UPSERT, rows.fresh(SpellTable::values));
  }

  private List<Outbox.Pending> keepTasks(Iterable<Derivation> people) {
    List<Object[]> tasks = new ArrayList<>();
    List<Object[]> versions = new ArrayList<>();
    List<Outbox.Pending> news = new ArrayList<>();
    for (Derivation derivation : people) {
      for (Change change : derivation.changes()) {
        SupportTask task = task(change);
        if (task != null) {
          String body = Json.text(task);
          tasks.add(Tasks.values(task, body));
          versions.add(new Object[] {task.id(), task.version(), body});
          news.add(new Outbox.Pending(Outbox.TASK, task.id(), task.version()));
        }
      }
    }
    Rows.write(store.writing(), Tasks.UPSERT, tasks);
    Rows.write(store.writing(), Tasks.VERSION, versions);
    return news;
  }

  private static SupportTask task(Change change) {
    if (change instanceof Change.OpenTask open) {
      return open.task();
    }
    return change instanceof Change.AmendTask amend ? amend.task() : null;
  }

  private void keepLooks(Map<Long, Derivation> people) {
    List<Look> looks = new ArrayList<>();
    people.forEach(
        (person, derivation) -> {
          for (long row : derivation.before().rows()) {
            boolean own = row == person;
            looks.add(
                new Look(
                    row,
                    own ? Rows.millis(derivation.lookAgainAt()) : null,
                    own ? Rows.bit(derivation.assessmentFailed()) : 0));
          }
        });
    if (store.postgresql()) {
      // One statement for all; a batch of updates is sent to it one after the other.
      store
          .writing()
          .update(
              "UPDATE patient SET look_again_at = look.at, assessment_failed = look.failed"
                  + " FROM unnest(?, ?, ?) AS look (id, at, failed) WHERE patient.id = look.id"
                  + " AND (look_again_at IS DISTINCT FROM look.at"
                  + " OR assessment_failed <> look.failed)",
              looks.stream().map(Look::row).toArray(Long[]::new),
              looks.stream().map(Look::at).toArray(Long[]::new),
              looks.stream().map(Look::failed).toArray(Integer[]::new));
      return;
    }
    Rows.write(
        store.writing(),
        "UPDATE patient SET look_again_at = ?, assessment_failed = ? WHERE id = ?"
            + " AND (look_again_at IS DISTINCT FROM ? OR assessment_failed <> ?)",
        looks.stream()
            .map(it -> new Object[] {it.at, it.failed, it.row, it.at, it.failed})
            .toList());
  }

  /** When to look at a row again, in epoch milliseconds or null, and whether its rules failed. */
  private record Look(long row, Long at, int failed) {}
}
