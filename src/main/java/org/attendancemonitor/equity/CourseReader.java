package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.attendancemonitor.equity.ProcessSettings.Rebase;
import org.attendancemonitor.record.PeriodPoint;
import org.attendancemonitor.record.ProcessPoints;
import org.attendancemonitor.record.Store;

/** Reads measures over time as anyone may see them, judged as they are for a release. */
public final class CourseReader {
  private final ProcessPoints points;
  private final ProcessSettings settings;
  private final ProcessCharting charting;

  /**
   * Reads those of a record.
   *
   * @param store opened at least to read
   * @param settings of {@code equity.yaml}: when a period counts, and where charts begin anew
   */
  public CourseReader(Store store, EquitySettings settings) {
    this.points = new ProcessPoints(store);
    this.settings = settings.process();
    this.charting = new ProcessCharting(settings.process());
  }

  /**
   * The charts of a service, one for each measure that has one.
   *
   * @param service its key
   * @param upTo the last day of a release; what is no longer charted by then is left out
   */
  public List<Course> of(String service, LocalDate upTo) {
    LocalDate settled = upTo.minusDays(settings.settledAfterDays());
    LocalDate weeks = PeriodKind.WEEK.endedBy(settled).get(0).after();
    LocalDate months = PeriodKind.MONTH.endedBy(settled).get(0).after();
    Map<String, List<PeriodPoint>> byMeasure =
        points.within(weeks.isBefore(months) ? weeks : months, settled).stream()
            .filter(point -> point.service().equals(service))
            .collect(
                Collectors.groupingBy(PeriodPoint::measure, TreeMap::new, Collectors.toList()));
    return byMeasure.values().stream()
        .flatMap(series -> course(charting.chart(ofNewestKind(series)), settled).stream())
        .toList();
  }

  /** A service that has grown or shrunk may have weeks and months of a measure. */
  private static List<PeriodPoint> ofNewestKind(List<PeriodPoint> series) {
    PeriodKind newest = kind(series.get(series.size() - 1));
    return series.stream().filter(point -> kind(point) == newest).toList();
  }

  private static PeriodKind kind(PeriodPoint point) {
    return PeriodKind.of(Period.of(point));
  }

  private Optional<Course> course(List<ChartedPoint> chart, LocalDate settled) {
    if (chart.isEmpty() || !ProcessCharting.isCurrent(chart, settled)) {
      return Optional.empty();
    }
    List<PeriodPoint> run = chart.stream().map(ChartedPoint::point).toList();
    Map<Integer, Rebase> starts = new TreeMap<>();
    for (Rebase rebase : settings.rebases()) {
      ProcessCharting.start(rebase, run)
          .ifPresent(start -> starts.merge(start, rebase, CourseReader::later));
    }
    Rebase first = starts.remove(0);
    List<Course.Stretch> stretches = new ArrayList<>();
    int from = 0;
    Rebase because = first;
    for (Map.Entry<Integer, Rebase> next : starts.entrySet()) {
      stretches.add(stretch(chart.subList(from, next.getKey()), because));
      from = next.getKey();
      because = next.getValue();
    }
    stretches.add(stretch(chart.subList(from, chart.size()), because));
    List<Course.Point> shown = chart.stream().map(CourseReader::point).toList();
    return Optional.of(new Course(run.get(0).measure(), shown, stretches));
  }

  private static Rebase later(Rebase one, Rebase other) {
    return one.date().isAfter(other.date()) ? one : other;
  }

  private static Course.Point point(ChartedPoint charted) {
    return new Course.Point(
        charted.point().first(),
        charted.point().last(),
        charted.judged().value(),
        charted.signals());
  }

  private static Course.Stretch stretch(List<ChartedPoint> charted, Rebase because) {
    ChartedPoint last = charted.get(charted.size() - 1);
    return new Course.Stretch(
        charted.get(0).point().first(),
        last.point().first(),
        charted.size(),
        last.judged().mean(),
        last.judged().limits(),
        Optional.ofNullable(because)
            .map(rebase -> new Course.Change(rebase.date(), rebase.reason(), rebase.decidedBy())));
  }
}
