package org.attendancemonitor;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.attendancemonitor.intake.LookAgain;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.record.Clockwork;

/** Derives flags, tasks and figures again from the facts: everyone is looked at again. */
final class Rederivation {
  /** Everyone is spread over this time, so that live events pass between them. */
  private static final Duration OVER = Duration.ofMinutes(5);

  private final Clockwork clockwork;
  private final LookAgain lookAgain;
  private final Clock clock;

  Rederivation(Clockwork clockwork, LookAgain lookAgain, Clock clock) {
    this.clockwork = clockwork;
    this.lookAgain = lookAgain;
    this.clock = clock;
  }

  /** Has everyone assessed again, at a pace, by the route of the clock. */
  void everyone() {
    clockwork.lookAgainAtAll(clock.instant(), OVER);
  }

  /** Assesses everyone again at once, where no clock runs; returns when it is done. */
  void everyoneNow(RoutedIntake intake) throws InterruptedException, ExecutionException {
    clockwork.lookAgainAtAll(clock.instant(), Duration.ZERO);
    for (List<Submission> due = lookAgain.due(); !due.isEmpty(); due = lookAgain.due()) {
      for (Submission people : due) {
        intake.submitPatiently(people).get();
      }
    }
  }
}
