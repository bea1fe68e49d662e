package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.PeriodPoint;
import org.attendancemonitor.statistics.ProcessLimits;
import org.attendancemonitor.statistics.Signal;

/**
 * The newest point of every chart over time, with mean and limits, and whether it is a signal. No
 * series where there is no chart, and no signals, not even none, while limits are on trial: nobody
 * is to be alarmed, or calmed, by them.
 */
final class ProcessCharts implements Statistic {
  private final ProcessSettings settings;
  private final ProcessCounting counting;
  private final ProcessCharting charting;

  ProcessCharts(ProcessSettings settings, ProcessCounting counting) {
    this.settings = settings;
    this.counting = counting;
    this.charting = new ProcessCharting(settings);
  }

  @Override
  public List<KeptFigure> of(ReleaseDraft draft) {
    LocalDate settled = draft.upTo().minusDays(settings.settledAfterDays());
    List<KeptFigure> figures = new ArrayList<>();
    counting
        .upTo(draft.upTo(), draft.services())
        .values()
        .forEach(
            points ->
                byMeasure(points)
                    .values()
                    .forEach(series -> figures.addAll(newest(charting.chart(series), settled))));
    return figures;
  }

  private static Map<String, List<PeriodPoint>> byMeasure(List<PeriodPoint> points) {
    return points.stream()
        .collect(Collectors.groupingBy(PeriodPoint::measure, TreeMap::new, Collectors.toList()));
  }

  /**
   * The figures of the newest point of a chart.
   *
   * @param settled the last day whose outcomes are known well enough
   */
  static List<KeptFigure> newest(List<ChartedPoint> chart, LocalDate settled) {
    if (chart.isEmpty() || !ProcessCharting.isCurrent(chart, settled)) {
      return List.of();
    }
    ChartedPoint newest = chart.get(chart.size() - 1);
    String service = newest.point().service();
    String measure = newest.point().measure();
    List<KeptFigure> figures = new ArrayList<>();
    figures.add(FigureFamily.PROCESS.figure(newest.judged().value(), service, measure, "value"));
    figures.add(FigureFamily.PROCESS.figure(newest.judged().mean(), service, measure, "mean"));
    newest.judged().limits().ifPresent(limits -> figures.addAll(lines(limits, service, measure)));
    if (newest.judged().trial()) {
      return figures;
    }
    for (Signal signal : Signal.values()) {
      figures.add(
          FigureFamily.PROCESS_SIGNAL.figure(
              newest.signals().contains(signal) ? 1 : 0,
              service,
              measure,
              signal.name().toLowerCase(Locale.ROOT)));
    }
    return figures;
  }

  /** A share cannot leave 0 to 1: such a limit is drawn there, and was tested where it is. */
  private static List<KeptFigure> lines(ProcessLimits limits, String service, String measure) {
    boolean share = !measure.equals(ProcessMeasure.GAP_DEPRIVATION.label);
    double lower = share ? Math.max(0, limits.lower()) : limits.lower();
    double upper = share ? Math.min(1, limits.upper()) : limits.upper();
    return List.of(
        FigureFamily.PROCESS.figure(lower, service, measure, "lower"),
        FigureFamily.PROCESS.figure(upper, service, measure, "upper"));
  }
}
