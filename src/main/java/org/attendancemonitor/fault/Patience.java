package org.attendancemonitor.fault;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long something is waited for, in time in which this process ran: while a machine sleeps or
 * all its processes are held still, nobody is late.
 */
final class Patience {
  private static final long LONGEST_STEP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private long leftNanos;
  private long lastNanos = System.nanoTime();

  Patience(Duration within) {
    this.leftNanos = within.toNanos();
  }

  /** Whether it is at its end; to be asked more often than every second. */
  boolean isOver() {
    long now = System.nanoTime();
    leftNanos -= Math.min(now - lastNanos, LONGEST_STEP_NANOS);
    lastNanos = now;
    return leftNanos < 0;
  }
}
