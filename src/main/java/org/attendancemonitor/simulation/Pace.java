package org.attendancemonitor.simulation;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets so many through a second, and at most a second's worth at once after a pause. */
final class Pace {
  private final long nanosBetween;
  private long due = System.nanoTime();

  /**
   * A pace.
   *
   * @param perSecond above 0
   * @throws IllegalArgumentException where it is not
   */
  Pace(double perSecond) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("rate: expected above 0, found " + perSecond);
    }
    this.nanosBetween = (long) (1e9 / perSecond);
  }

  /** Waits until it is the next one's turn. */
  void await() {
    due = Math.max(due + nanosBetween, System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
    long wait = due - System.nanoTime();
    if (wait > 0) {
      LockSupport.parkNanos(wait);
    }
  }
}
