package org.attendancemonitor.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.TaskKind;

/**
 * T15: the service cancelled an appointment of somebody with a flag. They are rebooked first; twice
 * in a row never happens unnoticed. It is the provider's doing, never a missed appointment.
 */
final class CancelledByProvider implements Rule {
  static final String ID = "T15";
  static final RuleCard CARD =
      new RuleCard(
          ID,
          "1",
          "NHS England, AHP health inequalities guide: drivers of non-attendance; policy T15",
          TaskKind.RE_OFFER,
          Set.of(Steps.RE_OFFER));
  private final Wording wording;

  CancelledByProvider(Wording wording) {
    this.wording = wording;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    List<Appointment> cancelled =
        CancelledByPatient.unanswered(Outcome.PROVIDER_CANCELLED, pathway);
    if (cancelled.isEmpty() || !pathway.flagged()) {
      return Optional.empty();
    }
    boolean inARow = inARow(cancelled.get(cancelled.size() - 1), pathway);
    Trigger trigger =
        new Trigger(
                cancelled,
                CancelledByPatient.nothingBookedSince(pathway),
                "The service cancelled "
                    + wording.appointments(cancelled)
                    + (inARow ? ", and the one before it too" : "")
                    + ": rebook first")
            .from(Map.of("inARow", Boolean.toString(inARow)));
    return Optional.of(inARow ? trigger.at(Priority.ASAP) : trigger);
  }

  /** The appointment before it on the referral was cancelled by the service as well. */
  private static boolean inARow(Appointment cancelled, Pathway pathway) {
    return pathway
        .appointments()
        .filter(a -> a.start().isBefore(cancelled.start()))
        .reduce((earlier, later) -> later)
        .filter(before -> before.outcome() == Outcome.PROVIDER_CANCELLED)
        .isPresent();
  }

  @Override
  public Closing closing(Pathway pathway) {
    return pathway.over() || pathway.booked().findAny().isEmpty()
        ? Closings.usual(pathway)
        : Closing.completed(CloseReason.BOOKED);
  }
}
