package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.record.Profile;
import org.attendancemonitor.record.TallyKey;

/**
 * Distinct patients by group over many ranges of days, from one reading in order of patient. The
 * days are cut into pieces at every boundary; of each patient and group it counts the pairs of
 * pieces that follow each other. A patient is in a range exactly once as "first seen in it, last
 * seen before it", so any range between two boundaries is a sum of such pairs.
 */
final class DistinctPatients {
  private final Boundaries boundaries;
  private final Map<TallyKey, Group> groups = new HashMap<>();
  private final List<Group> numbered = new ArrayList<>();
  private Group touched;

  /** A group: pairs of pieces, and the piece in which the patient at hand was last seen in it. */
  private final class Group {
    final int[][] pairs = new int[boundaries.count()][];
    int last;
    Group before;

    Group() {
      Arrays.setAll(pairs, later -> new int[later]);
    }

    long in(int after, int upTo) {
      long seen = 0;
      for (int piece = after + 1; piece <= upTo; piece++) {
        for (int earlier = 0; earlier <= after; earlier++) {
          seen += pairs[piece][earlier];
        }
      }
      return seen;
    }
  }

  /**
   * @param slices ranges that may be asked for
   */
  DistinctPatients(Collection<Slice> slices) {
    boundaries = new Boundaries(slices);
  }

  /**
   * The patient at hand has something on a day; a patient's days in order.
   *
   * @param keys what it counts under
   * @param day epoch day
   */
  void see(List<TallyKey> keys, long day) {
    int piece = piece(day);
    if (piece > 0) {
      keys.forEach(key -> see(group(key), piece));
    }
  }

  /** The same with keys that have numbers: the quicker way for many. */
  void see(Profile profile, long day) {
    int piece = piece(day);
    if (piece == 0) {
      return;
    }
    for (int place = 0; place < profile.keys().size(); place++) {
      int number = profile.number(place);
      while (numbered.size() <= number) {
        numbered.add(null);
      }
      Group group = numbered.get(number);
      if (group == null) {
        group = group(profile.keys().get(place));
        numbered.set(number, group);
      }
      see(group, piece);
    }
  }

  /** The piece of a day, from 1; 0 before the first boundary and after the last. */
  private int piece(long day) {
    int piece = boundaries.from(day);
    return piece == boundaries.count() ? 0 : piece;
  }

  private Group group(TallyKey key) {
    return groups.computeIfAbsent(key, k -> new Group());
  }

  private void see(Group group, int piece) {
    if (group.last != piece) {
      group.pairs[piece][group.last]++;
      if (group.last == 0) {
        group.before = touched;
        touched = group;
      }
      group.last = piece;
    }
  }

  /** The patient at hand has no more. */
  void next() {
    while (touched != null) {
      Group group = touched;
      touched = group.before;
      group.before = null;
      group.last = 0;
    }
  }

  /** Patients by group of a range between two boundaries. */
  Map<TallyKey, Long> of(Slice slice) {
    int after = boundaries.at(slice.after());
    int upTo = boundaries.at(slice.upTo());
    Map<TallyKey, Long> patients = new HashMap<>();
    groups.forEach(
        (key, group) -> {
          long seen = group.in(after, upTo);
          if (seen > 0) {
            patients.put(key, seen);
          }
        });
    return patients;
  }
}
