package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;
import org.attendancemonitor.statistics.Proportion;
import org.attendancemonitor.statistics.WilsonInterval;

/** How many wait, and which share of them over 18 and over 52 weeks, from the counts as shown. */
final class WaitingNumbers implements Statistic {
  private final EquitySettings settings;

  WaitingNumbers(EquitySettings settings) {
    this.settings = settings;
  }

  @Override
  public List<KeptFigure> of(ReleaseDraft draft) {
    List<KeptFigure> figures = new ArrayList<>();
    for (KeptCell cell : draft.cells(Subject.WAITING)) {
      if (cell.state() != KeptCell.State.HIDDEN) {
        add(figures, cell);
      }
    }
    return figures;
  }

  private void add(List<KeptFigure> figures, KeptCell cell) {
    TallyKey key = cell.key();
    Long within = cell.shown().get("within_18w");
    Long over = cell.shown().get("over_18w");
    if (within == null || over == null) {
      return;
    }
    figures.add(
        FigureFamily.WAITING_PATIENTS.figure(
            within + over, key.service(), key.dimension(), key.group()));
    ratio(figures, key, "18w", over, within + over);
    Long longest = cell.shown().get("over_52w");
    if (longest != null) {
      // Rounded for themselves, the longest waits can seem more than those they are among.
      ratio(figures, key, "52w", Math.min(longest, within + over), within + over);
    }
  }

  private void ratio(
      List<KeptFigure> figures, TallyKey key, String threshold, long over, long all) {
    Proportion share = new Proportion(over, all);
    if (!share.defined()) {
      return;
    }
    WilsonInterval limits = share.limits(settings.confidence());
    add(figures, key, threshold, "estimate", share.value(), all);
    add(figures, key, threshold, "lower", limits.lower(), all);
    add(figures, key, threshold, "upper", limits.upper(), all);
  }

  private void add(
      List<KeptFigure> figures,
      TallyKey key,
      String threshold,
      String bound,
      double share,
      long all) {
    double shown = settings.exact(key) ? share : settings.disclosure().round(share, all);
    figures.add(
        FigureFamily.WAITING_OVER.figure(
            shown, key.service(), key.dimension(), key.group(), threshold, bound));
  }
}
