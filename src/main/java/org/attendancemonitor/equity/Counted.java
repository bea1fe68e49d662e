package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.record.Counts;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;

/** The counts of a subject as one release asks for them: every slice is read once. */
final class Counted {
  private final CountSource source;
  private final LocalDate upTo;
  private final Counts none;
  private final Map<Slice, Map<TallyKey, Counts>> counts = new HashMap<>();
  private final Map<Slice, Map<TallyKey, Long>> patients = new HashMap<>();

  /**
   * @param upTo the last day of the release
   */
  Counted(CountSource source, LocalDate upTo) {
    this.source = source;
    this.upTo = upTo;
    this.none = Counts.none(source.subject());
  }

  /** The last day of the release. */
  LocalDate upTo() {
    return upTo;
  }

  Subject subject() {
    return source.subject();
  }

  /** Everything that has a count in the window. */
  Map<TallyKey, Counts> window(String window) {
    return counts(whole(window));
  }

  Counts now(TallyKey key, String window) {
    return window(window).getOrDefault(key, none);
  }

  long patients(TallyKey key, String window) {
    return patients(key, whole(window));
  }

  /** What counts now and, by its day or its state, did not then. */
  Counts entered(TallyKey key, String window, LocalDate then) {
    return counts(enteredSince(window, then)).getOrDefault(key, none);
  }

  long patientsEntered(TallyKey key, String window, LocalDate then) {
    return patients(key, enteredSince(window, then));
  }

  /** What counted then, as known now, and does not now. */
  Counts left(TallyKey key, String window, LocalDate then) {
    return counts(leftSince(window, then)).getOrDefault(key, none);
  }

  long patientsLeft(TallyKey key, String window, LocalDate then) {
    return patients(key, leftSince(window, then));
  }

  /** Whether what counted then can still count now. */
  boolean overlaps(String window, LocalDate then) {
    return subject().stock() || then.isAfter(Window.of(window).after(upTo));
  }

  private Slice whole(String window) {
    return new Slice(subject().stock() ? LocalDate.MIN : Window.of(window).after(upTo), upTo);
  }

  private Slice enteredSince(String window, LocalDate then) {
    if (subject().stock()) {
      return new Slice(then, upTo);
    }
    LocalDate start = Window.of(window).after(upTo);
    return new Slice(then.isAfter(start) ? then : start, upTo);
  }

  private Slice leftSince(String window, LocalDate then) {
    if (subject().stock()) {
      return new Slice(upTo, then);
    }
    LocalDate start = Window.of(window).after(upTo);
    return new Slice(Window.of(window).after(then), then.isBefore(start) ? then : start);
  }

  private boolean empty(Slice slice) {
    return subject().stock()
        ? slice.after().equals(slice.upTo())
        : !slice.after().isBefore(slice.upTo());
  }

  private Map<TallyKey, Counts> counts(Slice slice) {
    return empty(slice)
        ? Map.of()
        : counts.computeIfAbsent(slice, s -> source.counts(Set.of(s)).getOrDefault(s, Map.of()));
  }

  private long patients(TallyKey key, Slice slice) {
    if (empty(slice)) {
      return 0;
    }
    return patients
        .computeIfAbsent(slice, s -> source.patients(Set.of(s)).getOrDefault(s, Map.of()))
        .getOrDefault(key, 0L);
  }
}
