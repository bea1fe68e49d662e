package org.attendancemonitor.equity;

import java.util.List;
import org.attendancemonitor.record.KeptFigure;

/** Works out figures of a release from its waits, one method of the field each. */
interface WaitStatistic {

  /** Its figures; what tells of a group follows its cell, as in {@link Statistic}. */
  List<KeptFigure> of(ReleaseDraft draft, ObservedWaits waits);
}
