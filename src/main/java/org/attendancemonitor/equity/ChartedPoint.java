package org.attendancemonitor.equity;

import java.util.Set;
import org.attendancemonitor.record.PeriodPoint;
import org.attendancemonitor.statistics.ProcessPoint;
import org.attendancemonitor.statistics.Signal;

/**
 * A point of a chart over time with what the chart says of it.
 *
 * @param point service, measure, period and value
 * @param judged mean, limits and signals of its segment; on trial where that has few points
 */
record ChartedPoint(PeriodPoint point, ProcessPoint judged) {

  /**
   * The rules that mark it; none while its segment has few points. Limits on trial move with every
   * new point: what they mark is no news yet.
   */
  Set<Signal> signals() {
    return judged.trial() ? Set.of() : judged.signals();
  }
}
