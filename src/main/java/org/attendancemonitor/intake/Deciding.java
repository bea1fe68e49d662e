package org.attendancemonitor.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.attendancemonitor.attendance.AttendanceRow;
import org.attendancemonitor.attendance.Decision;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.record.Derivation;
import org.attendancemonitor.record.SideBySide;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Step 5 of an event's way: what support is due, by when, and why. */
public final class Deciding {
  private static final Logger LOG = LoggerFactory.getLogger(Deciding.class);
  static final Duration TRY_AGAIN = Duration.ofMinutes(10);

  private final Policy policy;
  private final CountedAppointments counted;
  private final CountedReferrals referrals;
  private final SideBySide sideBySide;
  private final LongAdder failures = new LongAdder();

  /**
   * @param policy the attendance policy
   * @param counted how the figures see a person's appointments
   * @param referrals how they see a person's referrals
   * @param sideBySide people are decided for each by itself
   */
  public Deciding(
      Policy policy,
      CountedAppointments counted,
      CountedReferrals referrals,
      SideBySide sideBySide) {
    this.policy = policy;
    this.counted = counted;
    this.referrals = referrals;
    this.sideBySide = sideBySide;
  }

  /** Decides for each person; a failure keeps the facts, marks the person and is tried again. */
  public void decide(Batch batch) {
    Instant now = batch.now();
    batch.decided(sideBySide.each(batch.assessments(), person -> decide(person, now)));
  }

  /** How many assessments have failed since the start. */
  public long failures() {
    return failures.sum();
  }

  private Derivation decide(Batch.Assessment person, Instant now) {
    if (person.failure() != null) {
      return failed(person, person.failure(), now);
    }
    try {
      Decision decision = policy.decide(person.record(), person.assessed(), now);
      List<AttendanceRow> rows = counted.of(person.record(), decision.answers(), now);
      return new Derivation(
          person.material(),
          decision.changes(),
          rows,
          decision.closures(),
          WaitingRows.of(policy.waiting(person.record(), person.assessed(), now)),
          referrals.of(person.record(), now),
          decision.lookAgainAt(),
          false,
          now);
    } catch (RuntimeException | Error failure) {
      if (Failures.ofMachine(failure)) {
        throw failure;
      }
      return failed(person, failure, now);
    }
  }

  /** Only the kind and the place of the failure are logged: its text could name a person. */
  private Derivation failed(Batch.Assessment person, Throwable failure, Instant now) {
    failures.increment();
    StackTraceElement[] trace = failure.getStackTrace();
    LOG.error(
        "assessment failed with {} at {}; the facts are kept, it is tried again",
        failure.getClass().getName(),
        trace.length == 0 ? "an unknown place" : trace[0]);
    return new Derivation(
        person.material(),
        List.of(),
        person.material().attendances(),
        person.material().closures(),
        person.material().waiting(),
        person.material().spells(),
        now.plus(TRY_AGAIN),
        true,
        now);
  }
}
