package org.attendancemonitor.equity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.attendancemonitor.record.Counts;
import org.attendancemonitor.record.PatientVisitor;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.Tallies;
import org.attendancemonitor.record.TallyKey;

/** Appointments, from the daily tallies; their patients from the rows themselves. */
final class AppointmentCounts implements CountSource {
  private final Tallies tallies;
  private final boolean lateCounts;
  private AppointmentPatients patients;

  /**
   * @param lateCounts late arrivals that could not be seen count as missed
   */
  AppointmentCounts(Tallies tallies, boolean lateCounts) {
    this.tallies = tallies;
    this.lateCounts = lateCounts;
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
  public List<PatientVisitor> foresee(Set<Slice> slices) {
    patients = new AppointmentPatients(lateCounts, slices);
    return List.of(patients);
  }

  @Override
  public Map<Slice, Map<TallyKey, Long>> patients(Set<Slice> slices) {
    return slices.stream().collect(Collectors.toMap(slice -> slice, patients::of));
  }
}
