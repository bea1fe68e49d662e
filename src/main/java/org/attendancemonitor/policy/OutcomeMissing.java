package org.attendancemonitor.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.TaskKind;

/**
 * A past appointment of which nobody has recorded how it ended. It is asked for, of people with a
 * flag first; it is never treated as a miss and never forgotten.
 */
final class OutcomeMissing implements Rule {
  static final String ID = "record-outcome";
  static final RuleCard CARD =
      new RuleCard(
          ID,
          "1",
          "NHS Data Dictionary, Attended or Did Not Attend; policy section 3, further rules",
          TaskKind.RECORD_OUTCOME,
          Set.of(Steps.RECORD));
  private static final Duration GRACE = Duration.ofDays(1);
  private final PolicySettings settings;
  private final Wording wording;

  OutcomeMissing(PolicySettings settings, Wording wording) {
    this.settings = settings;
    this.wording = wording;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    if (pathway.record.person().deceased()) {
      return Optional.empty();
    }
    List<Appointment> missing =
        pathway
            .open()
            .filter(a -> !asked(a).isAfter(pathway.now))
            .filter(a -> pathway.finished(Set.of(TaskKind.RECORD_OUTCOME), a).findAny().isEmpty())
            .toList();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    Instant since = missing.stream().map(this::asked).min(Instant::compareTo).orElseThrow();
    Trigger trigger =
        new Trigger(
            missing, since, "Nobody has recorded how " + wording.appointments(missing) + " ended");
    return Optional.of(pathway.flagged() ? trigger.at(Priority.URGENT) : trigger);
  }

  /** Whether nobody has recorded how a past appointment ended, and it is time to ask. */
  boolean isMissing(Appointment appointment, Instant now) {
    return appointment.booked()
        && appointment.start() != null
        && appointment.outcome() == Outcome.NOT_RECORDED
        && !from(appointment).isAfter(now);
  }

  private Instant from(Appointment appointment) {
    return appointment
        .day()
        .plusDays(settings.unrecordedAfterDays() + 1L)
        .atStartOfDay(WorkingDays.LONDON)
        .toInstant();
  }

  /**
   * When it is asked for. A booking that is heard of late may have its outcome right behind it: a
   * load, or a queue that was held up, tells the one after the other.
   */
  private Instant asked(Appointment appointment) {
    Instant heard = Pathway.received(appointment).plus(GRACE);
    return heard.isAfter(from(appointment)) ? heard : from(appointment);
  }

  /** Also of what was heard of as history: the figures count it as unknown from then on. */
  @Override
  public Stream<Instant> looks(Pathway pathway) {
    return pathway
        .appointments()
        .filter(a -> a.booked() && a.outcome() == Outcome.NOT_RECORDED)
        .flatMap(a -> Stream.of(from(a), asked(a)));
  }

  @Override
  public Closing closing(Pathway pathway) {
    Set<String> known =
        pathway
            .appointments()
            .filter(a -> a.outcome() != Outcome.NOT_RECORDED)
            .map(Appointment::id)
            .collect(Collectors.toSet());
    boolean recorded = pathway.openAbout(CARD.kind()).anyMatch(known::contains);
    return recorded && !pathway.record.person().deceased()
        ? Closing.completed(CloseReason.RECORDED)
        : Closings.usual(pathway);
  }
}
