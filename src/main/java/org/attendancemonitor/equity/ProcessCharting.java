package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.attendancemonitor.equity.ProcessSettings.Rebase;
import org.attendancemonitor.record.PeriodPoint;
import org.attendancemonitor.statistics.ProcessChart;
import org.attendancemonitor.statistics.ProcessPoint;

/**
 * Draws the chart of one measure of one service. It holds the newest points that follow each other;
 * a single period without a value is passed over, two in a row end the chart: the rules are for
 * points at equal distances. Where more than a few periods are withheld there is none: a month is
 * shown where enough was missed in it, so the mean of those shown would be too high.
 */
final class ProcessCharting {
  private static final int STEPS = 2;
  private static final int YEAR = 12;
  private static final double UNIT = 0.01;

  /** Measures of a group, which are rounded unless a site shows everything exactly. */
  private static final Set<ProcessMeasure> ROUNDED =
      EnumSet.of(ProcessMeasure.WAS_NOT_BROUGHT, ProcessMeasure.GAP_DEPRIVATION);

  private final ProcessSettings settings;

  ProcessCharting(ProcessSettings settings) {
    this.settings = settings;
  }

  /**
   * The chart.
   *
   * @param points of one measure of one service, all of one kind of period, oldest first
   * @return nothing where too many were withheld
   */
  List<ChartedPoint> chart(List<PeriodPoint> points) {
    List<PeriodPoint> run = newestRun(points);
    if (!nearlyAllShown(points, run)) {
      return List.of();
    }
    double[] values = run.stream().mapToDouble(point -> point.value().orElseThrow()).toArray();
    int[] starts =
        settings.rebases().stream()
            .map(rebase -> start(rebase, run))
            .flatMapToInt(OptionalInt::stream)
            .toArray();
    List<ProcessPoint> judged = ProcessChart.of(values, method(run, values), starts).points();
    return IntStream.range(0, run.size())
        .mapToObj(i -> new ChartedPoint(run.get(i), judged.get(i)))
        .toList();
  }

  /**
   * What tells of a group is released in whole per cent: charted as if exact, one unit would
   * already be news, or a run of equal values would hide a step.
   */
  private static ProcessChart.Method method(List<PeriodPoint> run, double[] values) {
    boolean ofGroup =
        run.stream()
            .map(point -> ProcessMeasure.of(point.measure()).orElse(null))
            .anyMatch(measure -> measure != null && ROUNDED.contains(measure));
    boolean rounded =
        Arrays.stream(values).allMatch(value -> value == Math.rint(100 * value) / 100);
    return ofGroup && rounded
        ? ProcessChart.Method.SCREENED.roundedTo(UNIT)
        : ProcessChart.Method.SCREENED;
  }

  /**
   * Whether enough is shown of the periods since the run began, and of the newest twelve: a run
   * that has begun just now says nothing of what is withheld.
   */
  private boolean nearlyAllShown(List<PeriodPoint> points, List<PeriodPoint> run) {
    if (run.isEmpty()) {
      return true;
    }
    int size = points.size();
    return enoughShown(points.subList(points.indexOf(run.get(0)), size))
        && enoughShown(points.subList(Math.max(0, size - YEAR), size));
  }

  private boolean enoughShown(List<PeriodPoint> points) {
    long shown = points.stream().filter(point -> point.value().isPresent()).count();
    return shown >= settings.shownShare() * points.size();
  }

  /**
   * Whether a chart reaches up to now: what was not charted for long is no news.
   *
   * @param chart with at least one point
   * @param settled the last day whose outcomes are recorded
   */
  static boolean isCurrent(List<ChartedPoint> chart, LocalDate settled) {
    Period newest = Period.of(chart.get(chart.size() - 1).point());
    List<Period> complete = PeriodKind.of(newest).endedBy(settled);
    return follows(newest, complete.get(complete.size() - 1));
  }

  /** Whether the second of two points may follow the first in a chart. */
  private static boolean follows(Period first, Period second) {
    return PeriodKind.of(first).between(first.first(), second.first()) <= STEPS;
  }

  private static List<PeriodPoint> newestRun(List<PeriodPoint> points) {
    List<PeriodPoint> run = new ArrayList<>();
    for (PeriodPoint point : points) {
      if (point.value().isEmpty()) {
        continue;
      }
      if (!run.isEmpty() && !follows(Period.of(run.get(run.size() - 1)), Period.of(point))) {
        run.clear();
      }
      run.add(point);
    }
    return run;
  }

  /** Where in a run of points a known change begins, if it does. */
  static OptionalInt start(Rebase rebase, List<PeriodPoint> run) {
    return IntStream.range(0, run.size())
        .filter(i -> rebase.concerns(run.get(i).service(), run.get(i).measure()))
        .filter(i -> !run.get(i).first().isBefore(rebase.date()))
        .findFirst();
  }
}
