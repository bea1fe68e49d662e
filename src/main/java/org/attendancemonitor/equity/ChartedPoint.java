package org.attendancemonitor.equity;

import org.attendancemonitor.record.PeriodPoint;
import org.attendancemonitor.statistics.ProcessPoint;

/**
 * A point of a chart over time with what the chart says of it.
 *
 * @param point service, measure, period and value
 * @param judged mean, limits and signals of its segment; on trial where that has few points
 */
record ChartedPoint(PeriodPoint point, ProcessPoint judged) {}
