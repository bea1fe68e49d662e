package org.attendancemonitor.intake;

import org.attendancemonitor.record.Derived;

/** Step 6 of an event's way: writes what changed, the outbox and the days gone stale. */
public final class Keeping {
  private final Derived derived;

  /**
   * @param derived where derived state is kept
   */
  public Keeping(Derived derived) {
    this.derived = derived;
  }

  /** Writes the differences only. */
  public void keep(Batch batch) {
    derived.keep(batch.derivations());
    batch.kept();
  }
}
