package org.attendancemonitor.equity;

import java.util.List;
import org.attendancemonitor.record.KeptFigure;

/** Works out figures of a release, one method of the field each. */
interface Statistic {

  /**
   * Its figures. What tells of a group may rest on the shown values of the draft's cells only, or
   * has to follow them: see {@link CellFigures}.
   */
  List<KeptFigure> of(ReleaseDraft draft);
}
