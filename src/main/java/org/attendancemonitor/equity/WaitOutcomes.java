package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;
import org.attendancemonitor.statistics.CumulativeIncidence;
import org.attendancemonitor.statistics.Wait;
import org.attendancemonitor.statistics.WaitEnd;

/**
 * For the manager's report: what has become of a referral 18 weeks after it was made. Seen, and
 * removed unseen, each with the other ways to leave the list competing: counting the removed as if
 * they waited on would make a service that removes people look fast.
 */
final class WaitOutcomes implements WaitStatistic {
  private final EquitySettings settings;

  WaitOutcomes(EquitySettings settings) {
    this.settings = settings;
  }

  @Override
  public List<KeptFigure> of(ReleaseDraft draft, ObservedWaits waits) {
    return CellFigures.of(
        draft,
        Subject.EXITS,
        FigureFamily.WAITING_OUTCOME,
        cell -> cell.window().equals(Window.W52.label) ? figures(cell, waits) : List.of());
  }

  private List<KeptFigure> figures(KeptCell cell, ObservedWaits waits) {
    List<ObservedWait> observed =
        waits.of(cell.key()).stream().filter(ObservedWait::observed).toList();
    List<KeptFigure> figures = new ArrayList<>();
    if (settings.exact(cell.key()) || observed.size() >= settings.disclosure().minimumPatients()) {
      add(figures, cell, observed, "seen", WaitEnd.SEEN, ObservedWait::asWait);
      add(figures, cell, observed, "removed_unseen", WaitEnd.REMOVED, ObservedWait::asRemoval);
    }
    return figures;
  }

  private void add(
      List<KeptFigure> figures,
      KeptCell cell,
      List<ObservedWait> observed,
      String outcome,
      WaitEnd end,
      Function<ObservedWait, Wait> as) {
    TallyKey key = cell.key();
    DoubleUnaryOperator shown =
        settings.exact(key)
            ? DoubleUnaryOperator.identity()
            : share -> settings.disclosure().round(share, observed.size());
    CumulativeIncidence.of(observed.stream().map(as).toList(), end, settings.confidence())
        .flatMap(incidence -> incidence.estimate(StockTally.WEEKS_18))
        .ifPresent(
            share ->
                figures.addAll(
                    Bounds.of(
                        FigureFamily.WAITING_OUTCOME,
                        share,
                        shown,
                        key.service(),
                        key.dimension(),
                        key.group(),
                        cell.window(),
                        outcome)));
  }
}
