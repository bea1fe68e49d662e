package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.TaskKind;

/**
 * T2: somebody with a flag or a need has an appointment. Check the letter's format, the
 * interpreter, the length, the place, transport, and the choice of two dates; the interpreter is
 * booked some working days before.
 */
final class PrepareAppointment implements Rule {
  static final String ID = "T2";
  static final RuleCard CARD =
      new RuleCard(
          ID,
          "1",
          "NHS Accessible Information Standard (DAPB1605); Reasonable Adjustment Flag (DAPB4019)",
          TaskKind.PREPARE_APPOINTMENT,
          Set.of(Steps.PREPARE, Steps.INTERPRETER));
  private final PolicySettings settings;
  private final WorkingDays days;
  private final Wording wording;

  PrepareAppointment(PolicySettings settings, WorkingDays days, Wording wording) {
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
    List<Appointment> ahead = ahead(pathway);
    if (ahead.isEmpty()) {
      return Optional.empty();
    }
    Instant since = Pathway.firstReceived(ahead);
    Map<String, Instant> dues = new HashMap<>();
    dues.put(Steps.PREPARE, days.sameDay(since, pathway.service()));
    boolean interpreter =
        pathway.assessed.flags().stream()
            .anyMatch(flag -> flag.code().equals(settings.interpreterFlag()));
    if (interpreter) {
      Instant before =
          days.minus(ahead.get(0).start(), settings.interpreterDays(), pathway.service());
      Instant soonest = dues.get(Steps.PREPARE);
      dues.put(Steps.INTERPRETER, before.isBefore(soonest) ? soonest : before);
    }
    return Optional.of(
        new Trigger(ahead, since, "Prepare " + wording.appointments(ahead))
            .only(Set.copyOf(dues.keySet()))
            .due(dues));
  }

  /** What is to come of somebody with a flag and nobody has prepared. */
  private static List<Appointment> ahead(Pathway pathway) {
    if (pathway.over() || !pathway.flagged()) {
      return List.of();
    }
    return pathway.toCome().stream()
        .filter(a -> pathway.finished(Set.of(TaskKind.PREPARE_APPOINTMENT), a).findAny().isEmpty())
        .toList();
  }

  @Override
  public Stream<Instant> looks(Pathway pathway) {
    return ahead(pathway).stream().map(Appointment::start);
  }

  @Override
  public Closing closing(Pathway pathway) {
    return Closings.coming(pathway, CARD.kind());
  }
}
