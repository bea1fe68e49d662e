package org.attendancemonitor;

import java.time.Clock;
import java.time.Duration;
import org.attendancemonitor.record.Clockwork;

/**
 * Derives flags, tasks and figures again from the facts: everyone is looked at again, at a pace.
 */
final class Rederivation {
  private final Clockwork clockwork;
  private final Clock clock;

  /** Everyone is spread over this time, so that live events pass between them. */
  private static final Duration OVER = Duration.ofMinutes(5);

  Rederivation(Clockwork clockwork, Clock clock) {
    this.clockwork = clockwork;
    this.clock = clock;
  }

  /** Has everyone assessed again. */
  void everyone() {
    clockwork.lookAgainAtAll(clock.instant(), OVER);
  }
}
