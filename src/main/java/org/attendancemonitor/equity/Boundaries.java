package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The days at which slices begin and end, in order: they cut time into pieces. */
final class Boundaries {
  private final long[] days;

  Boundaries(Collection<Slice> slices) {
    NavigableSet<Long> all = new TreeSet<>();
    for (Slice slice : slices) {
      if (!slice.after().equals(LocalDate.MIN)) {
        all.add(slice.after().toEpochDay());
      }
      all.add(slice.upTo().toEpochDay());
    }
    days = all.stream().mapToLong(Long::longValue).toArray();
  }

  int count() {
    return days.length;
  }

  LocalDate day(int boundary) {
    return LocalDate.ofEpochDay(days[boundary]);
  }

  /** The first boundary on or after a day, or {@link #count} where there is none. */
  int from(long day) {
    int found = Arrays.binarySearch(days, day);
    return found >= 0 ? found : -found - 1;
  }

  /**
   * The boundary on a day.
   *
   * @throws IllegalArgumentException where there is none
   */
  int at(LocalDate day) {
    int found = Arrays.binarySearch(days, day.toEpochDay());
    if (found < 0) {
      throw new IllegalArgumentException("slice: expected one that was foreseen, found " + day);
    }
    return found;
  }
}
