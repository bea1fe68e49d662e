package org.attendancemonitor.equity;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.record.Counts;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.Tallies;
import org.attendancemonitor.record.TallyKey;

/** Appointments, from the daily tallies; their patients from the rows themselves. */
final class AppointmentCounts implements CountSource {
  private final Tallies tallies;

  AppointmentCounts(Tallies tallies) {
    this.tallies = tallies;
  }

  @Override
  public Subject subject() {
    return Subject.APPOINTMENTS;
  }

  @Override
  public Map<Slice, Map<TallyKey, Counts>> counts(Set<Slice> slices) {
    Map<Slice, Map<TallyKey, Counts>> all = new HashMap<>();
    for (Slice slice : slices) {
      Map<TallyKey, Counts> counts = new HashMap<>();
      tallies
          .sums(slice.after(), slice.upTo())
          .forEach((key, outcomes) -> counts.put(key, outcomes.counts()));
      all.put(slice, counts);
    }
    return all;
  }

  @Override
  public Map<Slice, Map<TallyKey, Long>> patients(Set<Slice> slices) {
    Map<Slice, Map<TallyKey, Long>> all = new HashMap<>();
    for (Slice slice : slices) {
      all.put(slice, tallies.patients(slice.after(), slice.upTo()));
    }
    return all;
  }
}
