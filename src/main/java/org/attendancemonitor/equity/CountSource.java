package org.attendancemonitor.equity;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.record.Counts;
import org.attendancemonitor.record.PatientVisitor;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;

/**
 * Where the counts of a subject come from. Whatever is handed in is protected the same way; the
 * dimension {@code all} is taken for exact totals that everybody knows, and every other dimension
 * has to add up to it.
 */
interface CountSource {

  /** What it counts. */
  Subject subject();

  /** Counts by group of each slice; a group that has none may be left out. */
  Map<Slice, Map<TallyKey, Counts>> counts(Set<Slice> slices);

  /**
   * Called before anything else of a release, or of several that are made together.
   *
   * @param slices all whose patients may be asked for
   * @return what has to be shown every patient's due appointments first, together with everyone
   *     else who wants to see them
   */
  default List<PatientVisitor> foresee(Set<Slice> slices) {
    return List.of();
  }

  /**
   * Distinct patients behind the two columns that decide whether a cell is shown, by group, of each
   * slice.
   */
  Map<Slice, Map<TallyKey, Long>> patients(Set<Slice> slices);
}
