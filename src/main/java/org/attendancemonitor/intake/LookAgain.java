package org.attendancemonitor.intake;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.record.Clockwork;

/** Finds the people whose look-again moment has come; nothing scans the store. */
public final class LookAgain {
  private static final int AT_ONCE = 500;

  private final Clockwork clockwork;
  private final Lanes lanes;
  private final Clock clock;

  /**
   * @param clockwork knows who is due
   * @param lanes where they wait; while some do, no more are called
   * @param clock the time
   */
  public LookAgain(Clockwork clockwork, Lanes lanes, Clock clock) {
    this.clockwork = clockwork;
    this.lanes = lanes;
    this.clock = clock;
  }

  /** The next people to assess again, in small parts so that live events pass between them. */
  public List<Submission> due() {
    if (!lanes.isOpen() || lanes.waiting(Intake.Lane.CLOCK) > 0) {
      return List.of();
    }
    Set<Long> due = new LinkedHashSet<>(clockwork.due(clock.instant(), AT_ONCE));
    return due.isEmpty() ? List.of() : List.of(Submission.lookAgain(due, clock.instant()));
  }
}
