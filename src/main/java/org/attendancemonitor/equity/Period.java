package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.NavigableMap;
import org.attendancemonitor.record.OutcomeCounts;
import org.attendancemonitor.record.PeriodPoint;

/**
 * One step of a chart over time.
 *
 * @param first its first local day
 * @param last its last local day
 */
record Period(LocalDate first, LocalDate last) {

  /** The period of a point. */
  static Period of(PeriodPoint point) {
    return new Period(point.first(), point.last());
  }

  /** The day before its first day. */
  LocalDate after() {
    return first.minusDays(1);
  }

  /** What its days count. */
  OutcomeCounts sum(NavigableMap<LocalDate, OutcomeCounts> byDay) {
    return byDay.subMap(first, true, last, true).values().stream()
        .reduce(OutcomeCounts.NONE, OutcomeCounts::plus);
  }
}
