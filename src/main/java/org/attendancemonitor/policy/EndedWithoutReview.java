package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Ending;
import org.attendancemonitor.attendance.TaskKind;

/**
 * T13: a referral was ended after a miss and nobody completed a review. Counted per service, and
 * looked at by the AHP lead the same day; a completed review or a reopened referral ends it.
 */
final class EndedWithoutReview implements Rule {
  static final String ID = "T13";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public String source() {
    return "NHS Data Dictionary, Discharge after Patient Did Not Attend";
  }

  @Override
  public TaskKind kind() {
    return TaskKind.DISCHARGE_REVIEW;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    Ending ending = pathway.referral.ending();
    if (ending == null
        || ending.historic()
        || pathway.record.person().deceased()
        || pathway.reviewed()
        || !pathway.definition.endedAfterMiss(pathway.referral, pathway.record.appointments())) {
      return Optional.empty();
    }
    List<Appointment> misses =
        pathway.allMisses.stream()
            .filter(miss -> miss.referral().equals(pathway.referral.id()))
            .filter(miss -> !pathway.attendedSince(miss))
            .toList();
    return Optional.of(new Trigger(misses, knownSince(ending, misses)));
  }

  /** Both the ending and a miss must have been heard of, unless the sender said so itself. */
  private static Instant knownSince(Ending ending, List<Appointment> misses) {
    Instant known =
        misses.stream().map(Pathway::received).min(Instant::compareTo).orElse(ending.received());
    return ending.forNonAttendance() || known.isBefore(ending.received())
        ? ending.received()
        : known;
  }
}
