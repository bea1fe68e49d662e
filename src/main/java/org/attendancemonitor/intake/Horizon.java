package org.attendancemonitor.intake;

import java.time.Duration;
import java.time.Instant;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.Notice;

/**
 * What is too old to act on when it is first heard of: it counts in figures and opens no task.
 * Decided once, at first receipt, and kept with the fact.
 *
 * @param age how far back news is still acted on
 */
public record Horizon(Duration age) {

  /** Whether news received at a moment is history. */
  boolean historic(Notice notice, Instant received) {
    Instant happened =
        notice.fact() instanceof AppointmentFact appointment && appointment.start() != null
            ? appointment.start()
            : notice.sourceTime();
    return happened != null && happened.isBefore(received.minus(age));
  }
}
