package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.attendancemonitor.record.DailyCounts;
import org.attendancemonitor.record.OutcomeCounts;
import org.attendancemonitor.record.PeriodPoint;
import org.attendancemonitor.record.TallyKey;
import org.attendancemonitor.statistics.Proportion;

/**
 * Monthly points that tell of a group: a month is judged once, when it is complete, and what was
 * shown or withheld then stays so. It is shown only where the group and everybody else of the
 * service pass the rule by what happened in that month; a month that came and went with late news
 * would tell which count had been just too small.
 */
final class ProtectedPoints {
  private final EquitySettings settings;
  private final DailyCounts daily;

  ProtectedPoints(EquitySettings settings, DailyCounts daily) {
    this.settings = settings;
    this.daily = daily;
  }

  /**
   * The points of a group.
   *
   * @param settled the last day whose outcomes are recorded
   * @param whole counts of the service by day
   * @param before points of the service that exist
   */
  List<PeriodPoint> of(
      ProcessMeasure measure,
      TallyKey key,
      LocalDate settled,
      NavigableMap<LocalDate, OutcomeCounts> whole,
      List<PeriodPoint> before) {
    List<Period> months = PeriodKind.MONTH.endedBy(settled);
    Map<Period, PeriodPoint> judged =
        before.stream()
            .filter(point -> point.measure().equals(measure.label))
            .collect(Collectors.toMap(Period::of, Function.identity()));
    NavigableMap<LocalDate, OutcomeCounts> group =
        daily.of(key, months.get(0).after(), months.get(months.size() - 1).last());
    List<PeriodPoint> points = new ArrayList<>();
    for (Period month : months) {
      OutcomeCounts all = month.sum(whole);
      if (judged.containsKey(month)) {
        points.add(judged.get(month));
      } else if (settings.due(all) > 0) {
        points.add(
            new PeriodPoint(
                key.service(),
                measure.label,
                month.first(),
                month.last(),
                judge(measure, key, month, month.sum(group), all)));
      }
    }
    return points;
  }

  private OptionalDouble judge(
      ProcessMeasure measure, TallyKey key, Period month, OutcomeCounts group, OutcomeCounts all) {
    OutcomeCounts rest = all.minus(group);
    Proportion mine = measure.share(group, settings);
    Proportion others = measure.share(rest, settings);
    boolean exact = settings.release() == EquitySettings.ReleaseMode.EXACT;
    if (exact
        ? !mine.defined() || !others.defined()
        : !shows(key, group, false, month) || !shows(key, rest, true, month)) {
      return OptionalDouble.empty();
    }
    double value =
        measure == ProcessMeasure.GAP_DEPRIVATION ? mine.value() - others.value() : mine.value();
    return OptionalDouble.of(exact ? value : Math.round(100 * value) / 100.0);
  }

  private boolean shows(TallyKey key, OutcomeCounts counts, boolean rest, Period month) {
    DisclosureRule rule = settings.disclosure();
    boolean allAttended = rest || !rule.hideAllAttended().contains(key.dimension());
    long attended = counts.attended();
    long missed = settings.missed(counts);
    // Counting patients is the dear part: only where everything else would do.
    return rule.shows(attended, missed, Long.MAX_VALUE, allAttended)
        && daily.patients(rule.minimumPatients(), key, rest, month.after(), month.last());
  }
}
