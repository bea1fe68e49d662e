package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.attendancemonitor.record.DailyCounts;
import org.attendancemonitor.record.OutcomeCounts;
import org.attendancemonitor.record.PeriodPoint;
import org.attendancemonitor.record.ProcessPoints;
import org.attendancemonitor.record.TallyKey;
import org.attendancemonitor.statistics.Proportion;

/**
 * Keeps the points of the charts over time in step with the counts. Those of a service as a whole
 * are counted again for each release, so that late news heal them; those that tell of a group are
 * {@link ProtectedPoints}.
 */
final class ProcessCounting {

  /** A service leaves weeks below this part of what brought it there: charts must not flicker. */
  private static final double STAYS_WEEKLY = 0.8;

  private final EquitySettings settings;
  private final DailyCounts daily;
  private final ProcessPoints points;
  private final ProtectedPoints guarded;

  ProcessCounting(EquitySettings settings, DailyCounts daily, ProcessPoints points) {
    this.settings = settings;
    this.daily = daily;
    this.points = points;
    this.guarded = new ProtectedPoints(settings, daily);
  }

  /**
   * The points of every complete period as known now, stored where they are new or have changed.
   *
   * @param day the last day of a release
   * @return by service
   */
  Map<String, List<PeriodPoint>> upTo(LocalDate day, Collection<String> services) {
    LocalDate settled = day.minusDays(settings.process().settledAfterDays());
    LocalDate weeks = PeriodKind.WEEK.endedBy(settled).get(0).after();
    LocalDate months = PeriodKind.MONTH.endedBy(settled).get(0).after();
    LocalDate after = weeks.isBefore(months) ? weeks : months;
    Map<String, List<PeriodPoint>> stored =
        points.within(after, settled).stream()
            .filter(point -> charted(point, settled))
            .collect(Collectors.groupingBy(PeriodPoint::service));
    List<PeriodPoint> gone = new ArrayList<>();
    List<PeriodPoint> news = new ArrayList<>();
    Map<String, List<PeriodPoint>> all = new TreeMap<>();
    for (String service : services) {
      List<PeriodPoint> before = stored.getOrDefault(service, List.of());
      List<PeriodPoint> now = points(service, after, settled, before);
      Set<PeriodPoint> known = new HashSet<>(before);
      Set<PeriodPoint> wanted = new HashSet<>(now);
      before.stream().filter(point -> !wanted.contains(point)).forEach(gone::add);
      now.stream().filter(point -> !known.contains(point)).forEach(news::add);
      all.put(service, now);
    }
    points.replace(gone, news);
    return all;
  }

  /** Points older than a chart goes back stay as they are. */
  private static boolean charted(PeriodPoint point, LocalDate settled) {
    LocalDate first = kind(point).endedBy(settled).get(0).first();
    return !point.first().isBefore(first);
  }

  private static PeriodKind kind(PeriodPoint point) {
    return PeriodKind.of(Period.of(point));
  }

  private List<PeriodPoint> points(
      String service, LocalDate after, LocalDate settled, List<PeriodPoint> before) {
    TallyKey key = new TallyKey(service, TallyKey.ALL, TallyKey.ALL);
    NavigableMap<LocalDate, OutcomeCounts> whole = daily.of(key, after, settled);
    List<PeriodPoint> found = new ArrayList<>();
    if (whole.isEmpty()) {
      return found;
    }
    List<Period> periods = kind(whole, settled, before).endedBy(settled);
    for (ProcessMeasure measure : ProcessMeasure.OF_SERVICES) {
      found.addAll(open(measure, service, periods, whole));
    }
    found.addAll(wasNotBrought(service, after, settled, periods, whole, before));
    TallyKey mostDeprived = new TallyKey(service, "deprivation_quintile", "1");
    if (settings.release() == EquitySettings.ReleaseMode.EXACT || settings.lists(mostDeprived)) {
      found.addAll(
          guarded.of(ProcessMeasure.GAP_DEPRIVATION, mostDeprived, settled, whole, before));
    }
    return found;
  }

  /** Where everybody in a service depends on others, their share is that of the service. */
  private List<PeriodPoint> wasNotBrought(
      String service,
      LocalDate after,
      LocalDate settled,
      List<Period> periods,
      NavigableMap<LocalDate, OutcomeCounts> whole,
      List<PeriodPoint> before) {
    TallyKey others = new TallyKey(service, TallyKey.WAS_NOT_BROUGHT, "no");
    if (daily.of(others, after, settled).isEmpty()) {
      return open(ProcessMeasure.WAS_NOT_BROUGHT, service, periods, whole);
    }
    TallyKey dependent = new TallyKey(service, TallyKey.WAS_NOT_BROUGHT, "yes");
    return guarded.of(ProcessMeasure.WAS_NOT_BROUGHT, dependent, settled, whole, before);
  }

  private List<PeriodPoint> open(
      ProcessMeasure measure,
      String service,
      List<Period> periods,
      NavigableMap<LocalDate, OutcomeCounts> whole) {
    List<PeriodPoint> found = new ArrayList<>();
    for (Period period : periods) {
      Proportion share = measure.share(period.sum(whole), settings);
      if (share.n() >= settings.process().minimumAppointments()) {
        found.add(
            new PeriodPoint(
                service,
                measure.label,
                period.first(),
                period.last(),
                OptionalDouble.of(share.value())));
      }
    }
    return found;
  }

  private PeriodKind kind(
      NavigableMap<LocalDate, OutcomeCounts> whole, LocalDate settled, List<PeriodPoint> before) {
    return switch (settings.process().period()) {
      case WEEK -> PeriodKind.WEEK;
      case MONTH -> PeriodKind.MONTH;
      case AUTO -> {
        boolean weekly = before.stream().anyMatch(point -> kind(point) == PeriodKind.WEEK);
        int enough = settings.process().weeksFrom();
        yield dueAWeek(whole, settled) >= (weekly ? STAYS_WEEKLY * enough : enough)
            ? PeriodKind.WEEK
            : PeriodKind.MONTH;
      }
    };
  }

  /** On average over the last year, or since the first appointment. */
  private double dueAWeek(NavigableMap<LocalDate, OutcomeCounts> whole, LocalDate settled) {
    LocalDate yearAgo = Window.W52.after(settled).plusDays(1);
    LocalDate from = whole.firstKey().isAfter(yearAgo) ? whole.firstKey() : yearAgo;
    double weeks = (ChronoUnit.DAYS.between(from, settled) + 1) / 7.0;
    return settings.due(new Period(from, settled).sum(whole)) / weeks;
  }
}
