package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;

/** Referrals that a service ended before it had seen the patient, from the counts as shown. */
final class RemovedUnseen implements Statistic {

  @Override
  public List<KeptFigure> of(ReleaseDraft draft) {
    List<KeptFigure> figures = new ArrayList<>();
    for (KeptCell cell : draft.cells(Subject.EXITS)) {
      TallyKey key = cell.key();
      Long removed = cell.shown().get("removed_unseen");
      if (cell.state() != KeptCell.State.HIDDEN && removed != null) {
        figures.add(
            FigureFamily.REMOVED_UNSEEN.figure(
                removed, key.service(), key.dimension(), key.group(), cell.window()));
      }
    }
    return figures;
  }
}
