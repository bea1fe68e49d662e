package org.attendancemonitor.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.TaskKind;

/**
 * T14: the patient has cancelled more than once, or at short notice, and nothing is booked. Ask
 * what would help and offer another date. It is no missed appointment.
 */
final class CancelledByPatient implements Rule {
  static final String ID = "T14";
  static final RuleCard CARD =
      new RuleCard(
          ID,
          "1",
          "NHS England, AHP health inequalities guide: choice of times; policy T14",
          TaskKind.RE_OFFER,
          Set.of(Steps.RE_OFFER));
  private final PolicySettings settings;
  private final Wording wording;

  CancelledByPatient(PolicySettings settings, Wording wording) {
    this.settings = settings;
    this.wording = wording;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    PolicySettings.Cancelling terms = settings.cancellingIn(pathway.service());
    List<Appointment> cancelled = unanswered(Outcome.PATIENT_CANCELLED, pathway);
    if (cancelled.isEmpty()) {
      return Optional.empty();
    }
    Appointment last = cancelled.get(cancelled.size() - 1);
    LocalDate from = last.day().minusMonths(terms.months());
    long within = cancelled.stream().filter(a -> a.day().isAfter(from)).count();
    if (within < terms.count() && cancelled.stream().noneMatch(a -> atShortNotice(a, terms))) {
      return Optional.empty();
    }
    return Optional.of(
        new Trigger(
                cancelled,
                nothingBookedSince(pathway),
                "The patient cancelled "
                    + wording.appointments(cancelled)
                    + " and nothing is booked: ask what would help")
            .from(
                Map.of(
                    "count", Integer.toString(terms.count()),
                    "months", Integer.toString(terms.months()),
                    "shortNoticeHours", Integer.toString(terms.shortNoticeHours()))));
  }

  private static boolean atShortNotice(Appointment a, PolicySettings.Cancelling terms) {
    Instant received = Pathway.received(a);
    return received.isAfter(a.start().minus(Duration.ofHours(terms.shortNoticeHours())))
        && received.isBefore(a.start());
  }

  /** Cancelled ones after which nothing was booked or attended and nobody finished a new offer. */
  static List<Appointment> unanswered(Outcome outcome, Pathway pathway) {
    if (pathway.over()) {
      return List.of();
    }
    return pathway
        .appointments()
        .filter(a -> a.outcome() == outcome && a.booked() && !a.historic())
        .filter(a -> !pathway.attendedSince(a))
        .filter(a -> pathway.finished(Set.of(TaskKind.RE_OFFER), a).findAny().isEmpty())
        .filter(a -> !bookedAgain(a, pathway))
        .toList();
  }

  /**
   * Something else is booked that was booked after this was cancelled, or lies after it; or lay
   * after it and was missed, which calls for support and for no offer.
   */
  private static boolean bookedAgain(Appointment cancelled, Pathway pathway) {
    return pathway.misses().stream().anyMatch(a -> a.start().isAfter(cancelled.start()))
        || pathway
            .booked()
            .anyMatch(
                a ->
                    a.start().isAfter(cancelled.start())
                        || Pathway.received(a).isAfter(Pathway.received(cancelled)));
  }

  /** Since when nothing is booked any more: the last was cancelled then, by whomever. */
  static Instant nothingBookedSince(Pathway pathway) {
    return pathway
        .appointments()
        .filter(a -> a.outcome().cancelled() && a.booked() && !a.historic())
        .filter(a -> !pathway.attendedSince(a))
        .map(Pathway::received)
        .max(Instant::compareTo)
        .orElseThrow();
  }

  @Override
  public Closing closing(Pathway pathway) {
    return pathway.over() || pathway.booked().findAny().isEmpty()
        ? Closings.usual(pathway)
        : Closing.completed(CloseReason.BOOKED);
  }
}
