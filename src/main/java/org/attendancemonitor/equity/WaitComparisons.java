package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;
import org.attendancemonitor.statistics.LogRank;
import org.attendancemonitor.statistics.MedianDifference;
import org.attendancemonitor.statistics.Wait;

/**
 * For the manager's report: does a group wait longer than the rest of its service's patients? The
 * difference in median wait since referral of those on the list, with bootstrap limits, and the
 * log-rank test of the times to being seen. Both compare within the clinical priorities of the
 * referrals: urgent ones are seen first, and no group has as many of them as the rest.
 */
final class WaitComparisons implements WaitStatistic {
  /** Of the 2,000 resamples: the same waits give the same limits, whenever they are worked out. */
  private static final long SEED = 20_261_122;

  private static final double SECONDS = 86_400;
  private static final int WEEK = 7;

  /** Dimensions of which every group is compared; of the others the one named. */
  private static final Set<String> EVERY_GROUP = Set.of("ethnic_group");

  private static final Set<TallyKey> ONE_GROUP =
      Set.of(new TallyKey("", "deprivation_quintile", "1"), new TallyKey("", "interpreter", "yes"));

  private final EquitySettings settings;

  WaitComparisons(EquitySettings settings) {
    this.settings = settings;
  }

  @Override
  public List<KeptFigure> of(ReleaseDraft draft, ObservedWaits waits) {
    return CellFigures.of(
        draft,
        Subject.WAITING,
        FigureFamily.WAITING_COMPARISON,
        cell -> compared(cell.key()) ? figures(cell, waits) : List.of());
  }

  private static boolean compared(TallyKey key) {
    return EVERY_GROUP.contains(key.dimension())
        || ONE_GROUP.contains(new TallyKey("", key.dimension(), key.group()));
  }

  private List<KeptFigure> figures(KeptCell cell, ObservedWaits waits) {
    TallyKey key = cell.key();
    List<ObservedWait> group = waits.of(key);
    List<ObservedWait> rest = waits.rest(key);
    List<KeptFigure> figures = new ArrayList<>();
    if (!settings.exact(key) && days(rest).length < settings.disclosure().minimumPatients()) {
      return figures;
    }
    Map<Priority, List<ObservedWait>> groupBy = byPriority(group);
    Map<Priority, List<ObservedWait>> restBy = byPriority(rest);
    List<MedianDifference.Stratum> strata = new ArrayList<>();
    LogRank test = LogRank.NOBODY;
    for (Priority priority : Priority.values()) {
      List<ObservedWait> mine = groupBy.getOrDefault(priority, List.of());
      List<ObservedWait> others = restBy.getOrDefault(priority, List.of());
      strata.add(new MedianDifference.Stratum(days(mine), days(others)));
      test = test.plus(LogRank.of(observed(mine), observed(others)));
    }
    MedianDifference.of(strata, settings.confidence(), SEED)
        .ifPresent(
            difference ->
                figures.addAll(
                    Bounds.of(
                        FigureFamily.WAITING_COMPARISON,
                        difference,
                        days -> SECONDS * shown(key, days),
                        key.service(),
                        key.dimension(),
                        key.group(),
                        "median_difference")));
    add(figures, key, "log_rank_chi_square", test.chiSquare(), 100);
    add(figures, key, "log_rank_p", test.pValue(), 10_000);
    return figures;
  }

  private static Map<Priority, List<ObservedWait>> byPriority(List<ObservedWait> waits) {
    return waits.stream().collect(Collectors.groupingBy(ObservedWait::priority));
  }

  /** Of a protected group in whole weeks, as its waits are: days would tell of single people. */
  private double shown(TallyKey key, double days) {
    return settings.exact(key) ? days : (double) WEEK * Math.round(days / WEEK);
  }

  private static int[] days(List<ObservedWait> waits) {
    return waits.stream().filter(ObservedWait::waits).mapToInt(ObservedWait::days).toArray();
  }

  private static List<Wait> observed(List<ObservedWait> waits) {
    return waits.stream().filter(ObservedWait::observed).map(ObservedWait::asWait).toList();
  }

  private static void add(
      List<KeptFigure> figures, TallyKey key, String measure, OptionalDouble value, double steps) {
    if (value.isPresent()) {
      figures.add(
          FigureFamily.WAITING_COMPARISON.figure(
              Math.round(value.getAsDouble() * steps) / steps,
              key.service(),
              key.dimension(),
              key.group(),
              measure,
              "estimate"));
    }
  }
}
