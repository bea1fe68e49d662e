package org.attendancemonitor.record;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.attendancemonitor.attendance.AttendanceRow;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.ClosureRow;
import org.attendancemonitor.attendance.SupportTask;

/**
 * Keeps what was derived, by difference: tasks, flags, rows for the figures, when to look again.
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
    TreeMap<Long, Derivation> people = new TreeMap<>();
    derivations.forEach(d -> people.put(person(d), d));
    StaleDays stale = new StaleDays(store);
    gatherRows(people);
    keepAttendances(people, stale);
    keepClosures(people, stale);
    List<Outbox.Pending> news = new ArrayList<>(keepTasks(people.values()));
    news.addAll(flags.keep(people));
    outbox.put(news);
    stale.keep(people.values().stream().map(Derivation::now).max(Instant::compareTo));
    keepLooks(people);
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
    for (String table : List.of("attendance", "closure")) {
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
    List<Object[]> looks = new ArrayList<>();
    people.forEach(
        (person, derivation) -> {
          for (long row : derivation.before().rows()) {
            Long at = row == person ? Rows.millis(derivation.lookAgainAt()) : null;
            int failed = row == person ? Rows.bit(derivation.assessmentFailed()) : 0;
            looks.add(new Object[] {at, failed, row, at, failed});
          }
        });
    Rows.write(
        store.writing(),
        "UPDATE patient SET look_again_at = ?, assessment_failed = ? WHERE id = ?"
            + " AND (look_again_at IS DISTINCT FROM ? OR assessment_failed <> ?)",
        looks);
  }

  /** What is to be deleted and written so that one list of rows becomes another. */
  private static final class Differences<T> {
    private record Fresh<T>(long person, T row) {}

    private final Function<T, String> id;
    private final Consumer<T> stale;
    final List<Object[]> gone = new ArrayList<>();
    private final List<Fresh<T>> fresh = new ArrayList<>();

    Differences(Function<T, String> id, Consumer<T> stale) {
      this.id = id;
      this.stale = stale;
    }

    void add(long person, List<T> before, List<T> after) {
      Map<String, T> old = new HashMap<>();
      before.forEach(row -> old.putIfAbsent(id.apply(row), row));
      for (T row : after) {
        T known = old.remove(id.apply(row));
        if (!row.equals(known)) {
          fresh.add(new Fresh<>(person, row));
          stale.accept(row);
          if (known != null) {
            stale.accept(known);
          }
        }
      }
      old.forEach(
          (key, row) -> {
            gone.add(new Object[] {person, key});
            stale.accept(row);
          });
    }

    List<Object[]> fresh(BiFunction<Long, T, Object[]> values) {
      return fresh.stream().map(f -> values.apply(f.person, f.row)).toList();
    }
  }

  /** Days whose figures are to be counted again. */
  private static final class StaleDays {
    private record Day(String service, LocalDate day) implements Comparable<Day> {
      @Override
      public int compareTo(Day other) {
        int byService = service.compareTo(other.service);
        return byService != 0 ? byService : day.compareTo(other.day);
      }
    }

    private final Store store;
    private final Set<Day> days = new TreeSet<>();

    StaleDays(Store store) {
      this.store = store;
    }

    void mark(String service, LocalDate day) {
      days.add(new Day(service, day));
    }

    void keep(Optional<Instant> now) {
      long at = now.map(Instant::toEpochMilli).orElse(0L);
      Rows.write(
          store.writing(),
          // An update and not "nothing": it waits for one who is about to delete the row.
          "INSERT INTO stale_day (service, day, marked) VALUES (?, ?, ?)"
              + " ON CONFLICT (service, day) DO UPDATE SET marked = stale_day.marked + 1",
          days.stream().map(day -> new Object[] {day.service, day.day.toEpochDay(), at}).toList());
    }
  }
}
