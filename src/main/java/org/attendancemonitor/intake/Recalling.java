package org.attendancemonitor.intake;

import org.attendancemonitor.record.Recall;

/** Step 3 of an event's way: the whole record of everyone the batch concerns. */
public final class Recalling {
  private final Recall recall;

  /**
   * @param recall reads the record
   */
  public Recalling(Recall recall) {
    this.recall = recall;
  }

  /** Recalls each person once, however many events of the batch are about them. */
  public void recall(Batch batch) {
    batch.recalled(recall.of(batch.patients()));
  }
}
