package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Ending;
import org.attendancemonitor.attendance.TaskKind;

/**
 * T13: a referral was ended after a miss and no review had found the evidence complete. Counted per
 * service, and looked at by the AHP lead the same day; a review of the breach or a reopened
 * referral ends it.
 */
final class EndedWithoutReview implements Rule {
  static final String ID = "T13";
  static final RuleCard CARD =
      new RuleCard(
          ID,
          "2",
          "NHS Data Dictionary, Discharge after Patient Did Not Attend",
          TaskKind.DISCHARGE_REVIEW,
          Set.of(Steps.REVIEW));
  private final Wording wording;

  EndedWithoutReview(Wording wording) {
    this.wording = wording;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    Ending ending = pathway.referral.ending();
    if (ending == null
        || ending.historic()
        || pathway.record.person().deceased()
        || pathway.gatePassed()
        || lookedAt(ending, pathway)
        || !pathway.definition.endedAfterMiss(pathway.referral, pathway.record.appointments())) {
      return Optional.empty();
    }
    List<Appointment> misses =
        pathway.misses().stream().filter(miss -> !pathway.attendedSince(miss)).toList();
    return Optional.of(
        new Trigger(
            misses,
            knownSince(ending, misses),
            "The referral was ended after a missed "
                + wording.name(pathway.service())
                + "appointment, and no review is recorded"));
  }

  /** A review after this very ending has dealt with it. */
  private static boolean lookedAt(Ending ending, Pathway pathway) {
    return pathway.finished(TaskKind.DISCHARGE_REVIEW).stream()
        .filter(review -> Outcomes.OF_BREACH.contains(review.closeReason()))
        .anyMatch(review -> !pathway.finishedAt(review).isBefore(ending.received()));
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
