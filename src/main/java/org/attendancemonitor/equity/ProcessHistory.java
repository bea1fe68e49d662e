package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.PeriodPoint;
import org.attendancemonitor.record.ProcessPoints;

/**
 * The charts over time as a release of each Monday would have shown them: the point that was the
 * newest then, with the mean and limits of its segment as known now, so that a chart of the past
 * has one line for each segment.
 */
final class ProcessHistory {
  private final ProcessSettings settings;
  private final LocalDate newest;
  private final List<List<ChartedPoint>> charts = new ArrayList<>();

  /**
   * @param points stored by releases
   * @param newest the last day of the newest release
   */
  ProcessHistory(ProcessSettings settings, ProcessPoints points, LocalDate newest) {
    this.settings = settings;
    this.newest = newest;
    ProcessCharting charting = new ProcessCharting(settings);
    LocalDate settled = settled(newest);
    Collection<List<PeriodPoint>> series =
        points.within(LocalDate.EPOCH, settled).stream()
            .collect(
                Collectors.groupingBy(
                    point -> List.of(point.service(), point.measure()).toString(),
                    TreeMap::new,
                    Collectors.toList()))
            .values();
    for (List<PeriodPoint> one : series) {
      charts.add(charting.chart(newestKind(one, settled)));
    }
  }

  /** Without those that left the chart, and those of another length than the newest. */
  private static List<PeriodPoint> newestKind(List<PeriodPoint> points, LocalDate settled) {
    PeriodKind kind = kind(points.get(points.size() - 1));
    LocalDate first = kind.endedBy(settled).get(0).first();
    return points.stream()
        .filter(point -> kind(point) == kind && !point.first().isBefore(first))
        .toList();
  }

  private static PeriodKind kind(PeriodPoint point) {
    return PeriodKind.of(Period.of(point));
  }

  /** The figures that a release of a Monday shows until the next. */
  List<KeptFigure> on(LocalDate monday) {
    LocalDate upTo = monday.minusDays(1);
    LocalDate settled = settled(upTo.isAfter(newest) ? newest : upTo);
    List<KeptFigure> figures = new ArrayList<>();
    for (List<ChartedPoint> chart : charts) {
      List<ChartedPoint> known =
          chart.stream().filter(point -> !point.point().last().isAfter(settled)).toList();
      figures.addAll(ProcessCharts.newest(known, settled));
    }
    return figures;
  }

  private LocalDate settled(LocalDate day) {
    return day.minusDays(settings.settledAfterDays());
  }
}
