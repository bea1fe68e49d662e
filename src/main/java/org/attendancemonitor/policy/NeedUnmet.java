package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;

/**
 * T9: a known need cannot be met for an appointment to come, or was not met at one that was missed.
 * It is the provider's failure: put it right before the appointment, or rebook it as the provider's
 * cancellation. It is never the patient's missed appointment.
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
    for (Appointment ahead : pathway.toCome()) {
      cannotMeet(ahead, pathway).map(since -> new Unmet(ahead, since)).ifPresent(unmet::add);
    }
    for (Appointment miss : pathway.misses()) {
      if (!miss.historic() && !pathway.attendedSince(miss)) {
        wasNotMet(miss, pathway).map(since -> new Unmet(miss, since)).ifPresent(unmet::add);
      }
    }
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
        pathway.toCome().stream()
            .findFirst()
            .map(next -> trigger.due(Map.of(Steps.RESOLVE, before(next, since, pathway))))
            .orElse(trigger));
  }

  /** Before the next appointment, and not before anybody can act. */
  private Instant before(Appointment next, Instant since, Pathway pathway) {
    Instant before = days.minus(next.start(), 1, pathway.service());
    Instant soonest = days.sameDay(since, pathway.service());
    return before.isBefore(soonest) ? soonest : before;
  }

  private static Optional<Instant> cannotMeet(Appointment ahead, Pathway pathway) {
    return pathway
        .finished(Set.of(TaskKind.PREPARE_APPOINTMENT), ahead)
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

  @Override
  public java.util.stream.Stream<Instant> looks(Pathway pathway) {
    return pathway.toCome().stream().map(Appointment::start);
  }
}
