package org.attendancemonitor.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.TaskKind;

/**
 * T3: an appointment comes near of somebody at higher risk, or who can be sent no text. A person
 * calls some days before, or on the day on which a nearer one is heard of; texts to everybody else
 * are the booking system's.
 */
final class Remind implements Rule {
  static final String ID = "T3";
  static final RuleCard CARD =
      new RuleCard(
          ID,
          "1",
          "Shah et al 2016, J Gen Intern Med: a call seven days before to people at high risk",
          TaskKind.REMIND,
          Set.of(Steps.CALL));
  private final PolicySettings settings;
  private final WorkingDays days;
  private final Wording wording;

  Remind(PolicySettings settings, WorkingDays days, Wording wording) {
    this.settings = settings;
    this.days = days;
    this.wording = wording;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    List<Appointment> near =
        ahead(pathway).stream().filter(a -> !opens(a, pathway).isAfter(pathway.now)).toList();
    if (near.isEmpty()) {
      return Optional.empty();
    }
    Appointment first = near.get(0);
    Map<String, Instant> dues = new HashMap<>();
    LocalDate until = first.day().minusDays(settings.remindingIn(pathway.service()).untilDays());
    Instant due = days.endOnOrBefore(until, pathway.service());
    Instant soonest = days.sameDay(Pathway.received(first), pathway.service());
    dues.put(Steps.CALL, due.isBefore(soonest) ? soonest : due);
    return Optional.of(
        new Trigger(near, opens(first, pathway), "Call about " + wording.appointments(near))
            .due(dues));
  }

  /** What is to come of somebody who is called, and nobody has called about. */
  private static List<Appointment> ahead(Pathway pathway) {
    boolean noText = Boolean.FALSE.equals(pathway.record.person().phoneKnown());
    if (pathway.over() || !pathway.flagged() && !noText) {
      return List.of();
    }
    return pathway.toCome().stream()
        .filter(a -> pathway.finished(Set.of(TaskKind.REMIND), a).findAny().isEmpty())
        .toList();
  }

  private Instant opens(Appointment appointment, Pathway pathway) {
    return appointment
        .day()
        .minusDays(settings.remindingIn(pathway.service()).fromDays())
        .atStartOfDay(WorkingDays.LONDON)
        .toInstant();
  }

  @Override
  public Stream<Instant> looks(Pathway pathway) {
    return ahead(pathway).stream().flatMap(a -> Stream.of(opens(a, pathway), a.start()));
  }

  @Override
  public Closing closing(Pathway pathway) {
    return Closings.coming(pathway, CARD.kind());
  }
}
