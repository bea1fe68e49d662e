package org.attendancemonitor.record;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;

/** Days whose figures are to be counted again. */
final class StaleDays {
  private record Day(String service, LocalDate day) implements Comparable<Day> {
    /** The order in which they are counted: who marks and who counts must not wait in a ring. */
    @Override
    public int compareTo(Day other) {
      int byDay = day.compareTo(other.day);
      return byDay != 0 ? byDay : service.compareTo(other.service);
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

  void keep(Instant now) {
    long at = now.toEpochMilli();
    Rows.write(
        store.writing(),
        // An update and not "nothing": it waits for one who is about to delete the row.
        "INSERT INTO stale_day (service, day, marked) VALUES (?, ?, ?)"
            + " ON CONFLICT (service, day) DO UPDATE SET marked = stale_day.marked + 1",
        days.stream().map(day -> new Object[] {day.service, day.day.toEpochDay(), at}).toList());
  }
}
