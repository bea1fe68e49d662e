package org.attendancemonitor.equity;

import java.util.List;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.TallyKey;

/** By how much appointments of the same patients widen the limits of every shown group. */
final class DesignEffects implements Statistic {

  @Override
  public List<KeptFigure> of(ReleaseDraft draft) {
    return CellFigures.of(draft, FigureFamily.DESIGN_EFFECT, cell -> effect(draft, cell));
  }

  private static List<KeptFigure> effect(ReleaseDraft draft, KeptCell cell) {
    TallyKey key = cell.key();
    // Those who depend on others are no dimension of the metrics.
    if (cell.ratio() == null || key.dimension().equals(TallyKey.WAS_NOT_BROUGHT)) {
      return List.of();
    }
    return List.of(
        FigureFamily.DESIGN_EFFECT.figure(
            draft.effect(cell).value(),
            key.service(),
            key.dimension(),
            key.group(),
            cell.window()));
  }
}
