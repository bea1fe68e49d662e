package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.attendancemonitor.record.OutcomeCounts;
import org.attendancemonitor.record.Tallies;
import org.attendancemonitor.record.TallyKey;

/** The tallies as one release asks for them: every range of days is read once. */
final class Counted {
  private final Tallies tallies;
  private final LocalDate upTo;
  private final Map<Days, Map<TallyKey, OutcomeCounts>> sums = new HashMap<>();
  private final Map<Days, Map<TallyKey, Long>> patients = new HashMap<>();

  private record Days(LocalDate after, LocalDate upTo) {
    boolean none() {
      return !after.isBefore(upTo);
    }
  }

  /**
   * @param upTo the last day of every window
   */
  Counted(Tallies tallies, LocalDate upTo) {
    this.tallies = tallies;
    this.upTo = upTo;
  }

  /** Everything that has an appointment in the window. */
  Map<TallyKey, OutcomeCounts> window(Window window) {
    return sums(whole(window));
  }

  OutcomeCounts now(TallyKey key, Window window) {
    return window(window).getOrDefault(key, OutcomeCounts.NONE);
  }

  long patients(TallyKey key, Window window) {
    return patients(key, whole(window));
  }

  /** What the days count that the window ending now holds, and the one ending then did not. */
  OutcomeCounts entered(TallyKey key, Window window, LocalDate then) {
    return sums(enteredDays(window, then)).getOrDefault(key, OutcomeCounts.NONE);
  }

  long patientsEntered(TallyKey key, Window window, LocalDate then) {
    return patients(key, enteredDays(window, then));
  }

  /** What the days count that only the window ending then held, as known now. */
  OutcomeCounts left(TallyKey key, Window window, LocalDate then) {
    return sums(leftDays(window, then)).getOrDefault(key, OutcomeCounts.NONE);
  }

  long patientsLeft(TallyKey key, Window window, LocalDate then) {
    return patients(key, leftDays(window, then));
  }

  private Days whole(Window window) {
    return new Days(window.after(upTo), upTo);
  }

  private Days enteredDays(Window window, LocalDate then) {
    LocalDate start = window.after(upTo);
    return new Days(then.isAfter(start) ? then : start, upTo);
  }

  private Days leftDays(Window window, LocalDate then) {
    LocalDate start = window.after(upTo);
    return new Days(window.after(then), then.isBefore(start) ? then : start);
  }

  private Map<TallyKey, OutcomeCounts> sums(Days days) {
    return days.none()
        ? Map.of()
        : sums.computeIfAbsent(days, d -> tallies.sums(d.after(), d.upTo()));
  }

  private long patients(TallyKey key, Days days) {
    if (days.none()) {
      return 0;
    }
    return patients
        .computeIfAbsent(days, d -> tallies.patients(d.after(), d.upTo()))
        .getOrDefault(key, 0L);
  }
}
