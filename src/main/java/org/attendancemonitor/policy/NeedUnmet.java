package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;

/**
 * T9: a known need cannot be met for an appointment, or was not met at one that was missed. It is
 * the provider's failure: put it right before the appointment, or rebook it as the provider's
 * cancellation. It is never the patient's missed appointment, and it does not end because the
 * appointment passes.
 */
final class NeedUnmet implements Rule {
  static final String ID = "T9";
  static final RuleCard CARD =
      new RuleCard(
          ID,
          "1",
          "NHS Accessible Information Standard (DAPB1605); Equality Act 2010; policy T9",
          TaskKind.NEED_UNMET,
          Set.of(Steps.RESOLVE));
  private final PolicySettings settings;
  private final WorkingDays days;
  private final Wording wording;

  NeedUnmet(PolicySettings settings, WorkingDays days, Wording wording) {
    this.settings = settings;
    this.days = days;
    this.wording = wording;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  /** A need that was not met, and since when that is known. */
  private record Unmet(Appointment appointment, Instant since) {}

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    if (pathway.over()) {
      return Optional.empty();
    }
    List<Unmet> unmet = new ArrayList<>();
    pathway
        .appointments()
        .filter(a -> waits(a, pathway))
        .forEach(a -> known(a, pathway).map(since -> new Unmet(a, since)).ifPresent(unmet::add));
    unmet.removeIf(
        it ->
            pathway.finished(Set.of(TaskKind.NEED_UNMET), it.appointment()).findAny().isPresent());
    if (unmet.isEmpty()) {
      return Optional.empty();
    }
    unmet.sort(Comparator.comparing((Unmet it) -> it.appointment().start()));
    List<Appointment> appointments = unmet.stream().map(Unmet::appointment).toList();
    Instant since = unmet.stream().map(Unmet::since).min(Instant::compareTo).orElseThrow();
    Trigger trigger =
        new Trigger(
            appointments,
            since,
            "A need the service knows of could not be met for "
                + wording.appointments(appointments));
    return Optional.of(
        next(since, pathway)
            .map(next -> trigger.due(Map.of(Steps.RESOLVE, before(next, since, pathway))))
            .orElse(trigger));
  }

  /** It is to come, or it has passed and nobody was seen there. */
  private static boolean waits(Appointment a, Pathway pathway) {
    boolean open = a.booked() && a.outcome() == Outcome.NOT_RECORDED;
    return (open || pathway.definition.isMiss(a)) && !a.historic() && !pathway.attendedSince(a);
  }

  /** When it became known that a need could not be met, or had not been. */
  private Optional<Instant> known(Appointment appointment, Pathway pathway) {
    Stream<Instant> after =
        pathway.definition.isMiss(appointment)
            ? wasNotMet(appointment, pathway).stream()
            : Stream.empty();
    return Stream.concat(cannotMeet(appointment, pathway).stream(), after).min(Instant::compareTo);
  }

  /** The first appointment after that: the due does not move when it passes and nobody acted. */
  private static Optional<Appointment> next(Instant since, Pathway pathway) {
    return pathway
        .appointments()
        .filter(a -> a.booked() && !a.outcome().cancelled() && !a.historic())
        .filter(a -> a.start().isAfter(since))
        .findFirst();
  }

  /** Before the next appointment, and not before anybody can act. */
  private Instant before(Appointment next, Instant since, Pathway pathway) {
    Instant before = days.minus(next.start(), 1, pathway.service());
    Instant soonest = days.sameDay(since, pathway.service());
    return before.isBefore(soonest) ? soonest : before;
  }

  private static Optional<Instant> cannotMeet(Appointment appointment, Pathway pathway) {
    return pathway
        .finished(Set.of(TaskKind.PREPARE_APPOINTMENT), appointment)
        .filter(task -> Outcomes.CANNOT_MEET.equals(task.closeReason()))
        .map((SupportTask task) -> pathway.finishedAt(task))
        .min(Instant::compareTo);
  }

  private Optional<Instant> wasNotMet(Appointment miss, Pathway pathway) {
    return pathway.contactsAfter(miss.start(), List.of(miss)).stream()
        .filter(
            contact ->
                contact.reasons().stream()
                    .map(settings.reasons()::get)
                    .anyMatch(reason -> reason != null && reason.unmetNeed()))
        .map(Contact::at)
        .min(Instant::compareTo);
  }
}
