package org.attendancemonitor.equity;

import java.util.List;
import java.util.Map;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.Spells;

/** All that is worked out from single waits: they are read once for it, and then let go. */
final class WaitFigures implements Statistic {
  private final Spells spells;
  private final WaitSettings settings;
  private final List<WaitStatistic> statistics;

  /**
   * @param capacities first appointments of a usual week, by service; where one is not given, what
   *     is seen a week counts
   */
  WaitFigures(EquitySettings settings, Spells spells, Map<String, Double> capacities) {
    this.spells = spells;
    this.settings = settings.waits();
    this.statistics =
        List.of(
            new WaitTimes(settings),
            new QueueFigures(settings.waits(), capacities),
            new WaitComparisons(settings),
            new WaitOutcomes(settings));
  }

  @Override
  public List<KeptFigure> of(ReleaseDraft draft) {
    ObservedWaits waits = ObservedWaits.read(spells, draft.upTo(), settings);
    return statistics.stream().flatMap(each -> each.of(draft, waits).stream()).toList();
  }
}
