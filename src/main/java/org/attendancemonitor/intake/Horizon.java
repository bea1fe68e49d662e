package org.attendancemonitor.intake;

import java.time.Duration;
import java.time.Instant;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.EncounterFact;
import org.attendancemonitor.attendance.EpisodeFact;
import org.attendancemonitor.attendance.Fact;
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
    Instant happened = happened(notice.fact());
    happened = happened == null ? notice.sourceTime() : happened;
    return happened != null && happened.isBefore(received.minus(age));
  }

  /** When the event itself took place, where the news says so; a source may tell it much later. */
  private static Instant happened(Fact fact) {
    if (fact instanceof AppointmentFact appointment) {
      return appointment.start();
    }
    if (fact instanceof EncounterFact encounter) {
      return encounter.end() == null ? encounter.start() : encounter.end();
    }
    boolean over = fact instanceof EpisodeFact episode && episode.ended() && episode.end() != null;
    return over
        ? ((EpisodeFact) fact).end().plusDays(1).atStartOfDay(Assembly.LONDON).toInstant()
        : null;
  }
}
