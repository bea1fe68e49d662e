package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.record.Counts;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;

/** The counts of a subject as one release asks for them. */
final class Counted {
  private final CountSource source;
  private final LocalDate upTo;
  private final Counts none;
  private final Set<Slice> slices;
  private final Map<Slice, Map<TallyKey, Counts>> counts;
  private Map<Slice, Map<TallyKey, Long>> patients;

  /**
   * @param upTo the last day of the release
   * @param since last days of earlier releases that it is compared with; with the newest one even
   *     where no day counts in both
   */
  Counted(CountSource source, LocalDate upTo, Collection<LocalDate> since) {
    this.source = source;
    this.upTo = upTo;
    this.none = Counts.none(source.subject());
    this.slices = slices(source.subject(), upTo, since);
    this.counts = source.counts(slices);
  }

  /** Every slice that a release may ask for. */
  static Set<Slice> slices(Subject subject, LocalDate upTo, Collection<LocalDate> since) {
    Set<Slice> slices = new HashSet<>();
    for (String window : Window.labels(subject)) {
      slices.add(Slice.whole(subject, window, upTo));
      LocalDate newest = since.stream().max(Comparator.naturalOrder()).orElse(upTo);
      for (LocalDate then : since) {
        if (then.equals(newest) || Slice.overlap(subject, window, then, upTo)) {
          slices.add(Slice.entered(subject, window, then, upTo));
          slices.add(Slice.left(subject, window, then, upTo));
        }
      }
    }
    slices.removeIf(slice -> slice.empty(subject));
    return slices;
  }

  Subject subject() {
    return source.subject();
  }

  /** The last day of the release. */
  LocalDate upTo() {
    return upTo;
  }

  /** Everything that has a count in the window. */
  Map<TallyKey, Counts> window(String window) {
    return counts.getOrDefault(Slice.whole(subject(), window, upTo), Map.of());
  }

  Counts now(TallyKey key, String window) {
    return window(window).getOrDefault(key, none);
  }

  long patients(TallyKey key, String window) {
    return patients(key, Slice.whole(subject(), window, upTo));
  }

  /** What counts now and, by its day or its state, did not then. */
  Counts entered(TallyKey key, String window, LocalDate then) {
    return counts(key, Slice.entered(subject(), window, then, upTo));
  }

  long patientsEntered(TallyKey key, String window, LocalDate then) {
    return patients(key, Slice.entered(subject(), window, then, upTo));
  }

  /** What counted then, as known now, and does not now. */
  Counts left(TallyKey key, String window, LocalDate then) {
    return counts(key, Slice.left(subject(), window, then, upTo));
  }

  long patientsLeft(TallyKey key, String window, LocalDate then) {
    return patients(key, Slice.left(subject(), window, then, upTo));
  }

  private Counts counts(TallyKey key, Slice slice) {
    return slice.empty(subject()) ? none : asked(counts, slice).getOrDefault(key, none);
  }

  private long patients(TallyKey key, Slice slice) {
    if (slice.empty(subject())) {
      return 0;
    }
    if (patients == null) {
      patients = source.patients(slices);
    }
    return asked(patients, slice).getOrDefault(key, 0L);
  }

  private <T> Map<TallyKey, T> asked(Map<Slice, Map<TallyKey, T>> of, Slice slice) {
    if (!slices.contains(slice)) {
      throw new IllegalArgumentException("slice: expected one of " + slices + ", found " + slice);
    }
    return of.getOrDefault(slice, Map.of());
  }
}
