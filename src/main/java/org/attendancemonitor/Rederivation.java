package org.attendancemonitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.attendancemonitor.intake.LookAgain;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.record.Clockwork;
import org.attendancemonitor.record.Marks;

/** Derives flags, tasks and figures again from the facts: everyone is looked at again. */
final class Rederivation {
  /** Everyone is spread over at least this time, so that live events pass between them. */
  private static final Duration LEAST = Duration.ofMinutes(5);

  /** A service that has nothing else to do manages some four times as many. */
  private static final long PEOPLE_PER_SECOND = 500;

  /** People who are marked in less than a second. */
  private static final long QUICK = 20_000;

  /** The last ones have to pass as well. */
  private static final Duration REST = Duration.ofMinutes(1);

  private static final String UNTIL = "derived again until";

  private final Clockwork clockwork;
  private final LookAgain lookAgain;
  private final Marks marks;
  private final Clock clock;

  Rederivation(Clockwork clockwork, LookAgain lookAgain, Marks marks, Clock clock) {
    this.clockwork = clockwork;
    this.lookAgain = lookAgain;
    this.marks = marks;
    this.clock = clock;
  }

  /** Has everyone assessed again, at a pace, by the route of the clock. */
  void everyone() {
    Instant now = clock.instant();
    Duration over = over(clockwork.people());
    Optional<String> before = marks.get(UNTIL);
    // First of all: while they are being marked, a release would tell of half.
    marks.set(UNTIL, now.plus(over).plus(REST).toString());
    if (clockwork.lookAgainAtAll(now, over) == 0) {
      before.ifPresentOrElse(until -> marks.set(UNTIL, until), () -> marks.remove(UNTIL));
    }
  }

  /** Whether {@link #everyone} marks few enough for somebody to wait for it. */
  boolean quick() {
    return clockwork.people() <= QUICK;
  }

  /** What a number of people are spread over. */
  static Duration over(long people) {
    Duration paced = Duration.ofSeconds(people / PEOPLE_PER_SECOND);
    return paced.compareTo(LEAST) > 0 ? paced : LEAST;
  }

  /**
   * Whether some have been assessed again and others have not: figures would tell of half.
   * Whichever node has begun it, and however long it was stopped or had more urgent things to do.
   */
  boolean underWay() {
    Instant until = marks.get(UNTIL).map(Instant::parse).orElse(null);
    return until != null
        && (clock.instant().isBefore(until) || clockwork.behind(until.minus(REST)));
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
