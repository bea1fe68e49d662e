package org.attendancemonitor;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that shows what a test sets. */
public final class SetClock extends Clock {
  private volatile Instant now;

  /**
   * @param now what it shows at first
   */
  public SetClock(Instant now) {
    this.now = now;
  }

  /** From now on it shows this. */
  public void set(Instant moment) {
    now = moment;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
