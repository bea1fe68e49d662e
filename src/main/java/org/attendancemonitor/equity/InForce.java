package org.attendancemonitor.equity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attendancemonitor.record.Releases;

/**
 * The days on which a release is in force: from the day after the last one it counts, until the day
 * before the next takes over. Dated by what it counts and not by when it was made, because
 * retrospective releases are made long after; where several count up to the same day, the last one
 * holds.
 *
 * @param slot of the release
 * @param from its first day
 * @param to its last day
 */
record InForce(Instant slot, LocalDate from, LocalDate to) {

  /**
   * The releases in force on days of a range, oldest first.
   *
   * @param releases in any order
   * @param first day of the range
   * @param last day of the range
   */
  static List<InForce> during(List<Releases.Outline> releases, LocalDate first, LocalDate last) {
    TreeMap<LocalDate, Instant> byFirstDay = new TreeMap<>();
    releases.stream()
        .sorted(Comparator.comparing(Releases.Outline::slot))
        .forEach(release -> byFirstDay.put(release.upTo().plusDays(1), release.slot()));
    List<InForce> inForce = new ArrayList<>();
    for (Map.Entry<LocalDate, Instant> release : byFirstDay.entrySet()) {
      LocalDate next = byFirstDay.higherKey(release.getKey());
      LocalDate from = release.getKey().isBefore(first) ? first : release.getKey();
      LocalDate to = next == null || next.isAfter(last) ? last : next.minusDays(1);
      if (!from.isAfter(to)) {
        inForce.add(new InForce(release.getValue(), from, to));
      }
    }
    return inForce;
  }
}
