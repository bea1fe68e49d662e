package org.attendancemonitor.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;

/**
 * T8: a miss by someone who depends on others (a child at the appointment, an adult who depends on
 * a carer, or whom the sender codes so), by any adult with a flag that calls for a look at
 * safeguarding, a home visit without access, or a miss of which somebody has said that they are
 * concerned. Repeated cancelling on behalf of somebody who depends on others is looked at in the
 * same way. Neither a rebooking nor an attendance closes it: only a person who has looked does.
 */
final class WasNotBrought implements Rule {
  static final String ID = "T8";
  static final RuleCard CARD =
      new RuleCard(
          ID,
          "2",
          "RCGP child safeguarding toolkit, was not brought; NELFT missed appointments procedure;"
              + " Sussex child protection procedures 5.3 (disguised compliance)",
          TaskKind.WAS_NOT_BROUGHT,
          Set.of(
              Steps.SAFEGUARDING,
              Steps.CONTACT,
              Steps.YOUNG_PERSON,
              Steps.ADVICE,
              Steps.TELL_REFERRER,
              Steps.ACKNOWLEDGED));
  private static final Set<TaskKind> CONCERNED =
      Set.of(TaskKind.SUPPORT_ATTENDANCE, TaskKind.SUPPORT_PLAN);

  private final PolicySettings settings;
  private final Dependence dependence;
  private final Wording wording;

  WasNotBrought(PolicySettings settings, Dependence dependence, Wording wording) {
    this.settings = settings;
    this.dependence = dependence;
    this.wording = wording;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    if (!pathway.referral.live() && !settings.wasNotBroughtOutlivesReferral()) {
      return Optional.empty();
    }
    List<Appointment> notBrought =
        pathway.misses().stream().filter(miss -> calls(miss, pathway)).toList();
    if (notBrought.isEmpty()) {
      return disguised(pathway);
    }
    List<SafeguardingSteps.Known> known =
        notBrought.stream()
            .map(miss -> known(miss, pathway))
            .sorted(Comparator.comparing(SafeguardingSteps.Known::at))
            .toList();
    SafeguardingSteps steps = new SafeguardingSteps(known, pathway);
    return Optional.of(
        new Trigger(
                together(notBrought, pathway),
                known.get(0).at(),
                wording.missed("Was not brought to ", together(notBrought, pathway), pathway))
            .only(steps.codes())
            .counting(steps.counts())
            .from(Map.of("again", Boolean.toString(steps.again()))));
  }

  /**
   * Whether a miss calls for a look at safeguarding. Where somebody was not brought, no other work
   * on the miss answers that; where a flag calls for it, it does.
   */
  private boolean calls(Appointment miss, Pathway pathway) {
    if (pathway.unsettled.contains(miss)) {
      return concern(miss, pathway).isPresent() || dependence.notBrought(miss, pathway);
    }
    return !miss.historic()
        && !pathway.record.person().deceased()
        && looked(miss, pathway).isEmpty()
        && dependence.notBroughtItself(miss, pathway.record.person().birthDate());
  }

  private SafeguardingSteps.Known known(Appointment miss, Pathway pathway) {
    boolean again = again(miss, pathway);
    return new SafeguardingSteps.Known(
        miss,
        concern(miss, pathway).orElseGet(() -> Pathway.received(miss)),
        again,
        again || dependence.alert(miss, pathway));
  }

  /** When somebody who worked on the miss said that they are concerned, if nobody looked since. */
  private static Optional<Instant> concern(Appointment miss, Pathway pathway) {
    if (looked(miss, pathway).isPresent()) {
      return Optional.empty();
    }
    return pathway
        .finished(CONCERNED, miss)
        .filter(task -> Outcomes.SAFEGUARDING.equals(task.closeReason()))
        .map(pathway::finishedAt)
        .min(Instant::compareTo);
  }

  /** Not the first time within a year, whatever came of the others and in whatever service. */
  private boolean again(Appointment miss, Pathway pathway) {
    return pathway.allMisses.stream()
        .filter(other -> RepeatMiss.precedes(other, miss, 12))
        .anyMatch(other -> dependence.notBrought(other, pathway));
  }

  /** One open task per referral: it answers the other unanswered misses of the referral too. */
  private static List<Appointment> together(List<Appointment> notBrought, Pathway pathway) {
    return pathway.misses().stream()
        .filter(miss -> notBrought.contains(miss) || pathway.unanswered.contains(miss))
        .toList();
  }

  /** Cancelled again and again on behalf of somebody who depends on others, and never seen. */
  private Optional<Trigger> disguised(Pathway pathway) {
    if (pathway.record.person().deceased()) {
      return Optional.empty();
    }
    List<Appointment> cancelled =
        pathway
            .appointments()
            .filter(a -> a.outcome() == Outcome.PATIENT_CANCELLED && !a.historic())
            .filter(a -> !pathway.attendedSince(a) && dependence.depends(a, pathway))
            .filter(a -> looked(a, pathway).isEmpty())
            .toList();
    if (cancelled.isEmpty()) {
      return Optional.empty();
    }
    LocalDate from =
        cancelled.get(cancelled.size() - 1).day().minusMonths(settings.disguised().months());
    List<Appointment> counted = cancelled.stream().filter(a -> a.day().isAfter(from)).toList();
    if (counted.size() < settings.disguised().cancellations()) {
      return Optional.empty();
    }
    Instant since =
        counted.stream()
            .map(Pathway::received)
            .sorted()
            .skip(settings.disguised().cancellations() - 1L)
            .findFirst()
            .orElseThrow();
    return Optional.of(
        new Trigger(
                counted,
                since,
                wording.appointments(counted)
                    + " cancelled on the patient's behalf and none attended: look at the pattern")
            .only(SafeguardingSteps.USUAL)
            .from(
                Map.of(
                    "cancellations", Integer.toString(counted.size()),
                    "months", Integer.toString(settings.disguised().months()))));
  }

  private static Optional<SupportTask> looked(Appointment appointment, Pathway pathway) {
    return pathway.finished(Set.of(TaskKind.WAS_NOT_BROUGHT), appointment).findAny();
  }
}
