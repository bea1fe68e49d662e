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

/**
 * Appointments, from the daily tallies; their patients from the rows themselves. Each day is summed
 * once for all slices that are foreseen: their boundaries cut time into pieces, and a slice is what
 * was counted up to its end less what was counted up to its beginning.
 */
final class AppointmentCounts implements CountSource {
  private final Tallies tallies;
  private final boolean lateCounts;
  private AppointmentPatients patients;
  private Boundaries boundaries;
  private Map<TallyKey, Counts[]> running;

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
  public List<PatientVisitor> foresee(Set<Slice> slices) {
    patients = new AppointmentPatients(lateCounts, slices);
    boundaries = new Boundaries(slices);
    running = null;
    return List.of(patients);
  }

  @Override
  public Map<Slice, Map<TallyKey, Counts>> counts(Set<Slice> slices) {
    if (running == null) {
      running = running();
    }
    return slices.stream().collect(Collectors.toMap(slice -> slice, this::counts));
  }

  private Map<TallyKey, Counts> counts(Slice slice) {
    int after = boundaries.at(slice.after());
    int upTo = boundaries.at(slice.upTo());
    Map<TallyKey, Counts> counts = new HashMap<>();
    running.forEach(
        (key, sums) -> {
          if (sums[upTo] != null && !sums[upTo].equals(sums[after])) {
            counts.put(key, sums[after] == null ? sums[upTo] : sums[upTo].minus(sums[after]));
          }
        });
    return counts;
  }

  /** Everything counted after the first boundary and up to each; null where that is nothing. */
  private Map<TallyKey, Counts[]> running() {
    Map<TallyKey, Counts[]> sums = new HashMap<>();
    for (int piece = 1; piece < boundaries.count(); piece++) {
      int last = piece;
      tallies
          .sums(boundaries.day(piece - 1), boundaries.day(piece))
          .forEach(
              (key, outcomes) ->
                  sums.computeIfAbsent(key, k -> new Counts[boundaries.count()])[last] =
                      outcomes.counts());
    }
    for (Counts[] each : sums.values()) {
      for (int piece = 1; piece < each.length; piece++) {
        Counts before = each[piece - 1];
        if (before != null) {
          each[piece] = each[piece] == null ? before : before.plus(each[piece]);
        }
      }
    }
    return sums;
  }

  @Override
  public Map<Slice, Map<TallyKey, Long>> patients(Set<Slice> slices) {
    return slices.stream().collect(Collectors.toMap(slice -> slice, patients::of));
  }
}
