package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;

/** What must be there before a task may be completed, by kind and outcome. */
final class Completing {
  private final PolicySettings settings;
  private final DischargeGate gate;
  private final WorkingDays days;

  Completing(PolicySettings settings, DischargeGate gate, WorkingDays days) {
    this.settings = settings;
    this.gate = gate;
    this.days = days;
  }

  Optional<ActAnswer.Refused> judge(SupportTask task, Act act, Pathway pathway) {
    List<String> outcomes = outcomes(task);
    if (!outcomes.contains(act.outcome())) {
      return unusable(List.of(new Reason("outcome", "This task ends as one of " + outcomes + ".")));
    }
    List<Reason> missing = new ArrayList<>();
    switch (task.kind()) {
      case SUPPORT_ATTENDANCE, SUPPORT_PLAN, RE_OFFER -> support(task, act, pathway, missing);
      case WAITING_WELL -> waiting(task, act, pathway, missing);
      case WAS_NOT_BROUGHT -> {
        if (!act.actor().registered()) {
          return unregistered();
        }
        notBrought(task, act, missing);
      }
      case DISCHARGE_REVIEW -> {
        if (!act.actor().registered()) {
          return unregistered();
        }
        if (act.outcome().equals(Outcomes.DISCHARGE)) {
          evidence(act, pathway, missing);
        }
      }
      case DISCHARGE_LETTER -> steps(task, missing, Set.of());
      case ASK_NEEDS -> asked(act, pathway, missing);
      default -> {}
    }
    return missing.isEmpty() ? Optional.empty() : unusable(missing);
  }

  /** A breach is reviewed or reversed; a discharge is nothing to look forward to there. */
  static List<String> outcomes(SupportTask task) {
    boolean breach = task.rule().equals(EndedWithoutReview.ID);
    return Outcomes.of(task.kind()).stream()
        .filter(
            outcome ->
                task.kind() != TaskKind.DISCHARGE_REVIEW
                    || breach == Outcomes.OF_BREACH.contains(outcome))
        .filter(
            outcome ->
                task.kind() != TaskKind.WAITING_WELL
                    || worse(task) == outcome.equals(Outcomes.CLINICALLY_REVIEWED))
        .toList();
  }

  private static boolean worse(SupportTask task) {
    return task.steps().stream().anyMatch(step -> step.code().equals(Steps.CLINICAL_REVIEW));
  }

  private void support(SupportTask task, Act act, Pathway pathway, List<Reason> missing) {
    List<Appointment> answered =
        pathway
            .appointments()
            .filter(appointment -> task.appointments().contains(appointment.id()))
            .toList();
    if (answered.isEmpty()) {
      return;
    }
    Instant since = since(task, answered);
    boolean check =
        answered.stream()
            .map(Appointment::id)
            .anyMatch(id -> pathway.openAbout(TaskKind.WAS_NOT_BROUGHT).anyMatch(id::equals));
    if (check) {
      missing.add(
          new Reason(
              "safeguarding-check",
              "A check of safeguarding is open for the same appointments, and answers them: hand"
                  + " this task back."));
      return;
    }
    switch (act.outcome()) {
      case Outcomes.COULD_NOT_REACH -> couldNotReach(since, answered, pathway, missing);
      case Outcomes.REASON_KNOWN -> {
        if (pathway.contactsAfter(since, answered).stream()
            .allMatch(it -> it.reasons().isEmpty())) {
          missing.add(new Reason("reason", "No reason is recorded: record the contact first."));
        }
      }
      case Outcomes.PLAN_AGREED -> plan(act, answered, pathway, missing);
      case Outcomes.REBOOKED -> {
        if (pathway.toCome().isEmpty()) {
          missing.add(new Reason("rebooked", "No appointment to come is recorded."));
        }
      }
      // Whoever is worried says so at once, whether anybody was reached or not.
      case Outcomes.SAFEGUARDING -> {}
      default -> {
        if (pathway.contactsAfter(since, answered).stream().noneMatch(Contact::reached)) {
          missing.add(
              new Reason("contact", "It is not recorded that the person was reached and said so."));
        }
      }
    }
  }

  /** A miss is spoken of after it; an appointment that was cancelled, from when that was heard. */
  private static Instant since(SupportTask task, List<Appointment> answered) {
    return task.kind() == TaskKind.RE_OFFER
        ? answered.stream().map(Pathway::received).max(Instant::compareTo).orElseThrow()
        : answered.get(answered.size() - 1).start();
  }

  private void couldNotReach(
      Instant since, List<Appointment> answered, Pathway pathway, List<Reason> missing) {
    PolicySettings.Unreached terms = settings.unreachedIn(pathway.service());
    Attempts attempts = Attempts.after(since, answered, pathway, settings);
    if (attempts.enough(terms, days, pathway.service()).isEmpty()) {
      missing.add(
          new Reason(
              "attempts",
              attempts.told()
                  + "; needed are "
                  + terms.attempts()
                  + " on "
                  + terms.channels()
                  + " over "
                  + terms.workingDays()
                  + " working days."));
    }
  }

  /** At least one support that is different from before, and one named person. */
  private static void plan(
      Act act, List<Appointment> misses, Pathway pathway, List<Reason> missing) {
    Appointment last = misses.get(misses.size() - 1);
    List<Contact> before =
        pathway.record.contacts().stream()
            .filter(contact -> contact.at().isBefore(last.start()))
            .toList();
    Set<String> agreed = Supports.tried(pathway.contactsSince(misses));
    if (agreed.isEmpty() || Supports.tried(before).containsAll(agreed)) {
      missing.add(
          new Reason(
              "support",
              "A plan names at least one support that was accepted and was not tried before:"
                  + " record the contact first."));
    }
    if (act.said().getOrDefault("named-person", "").isBlank()) {
      missing.add(new Reason("named-person", "A plan names the person the patient can turn to."));
    }
  }

  private static void waiting(SupportTask task, Act act, Pathway pathway, List<Reason> missing) {
    boolean said =
        Set.of(Outcomes.UNCHANGED, Outcomes.WORSE, Outcomes.NEEDS_CHANGED, Outcomes.NOT_NEEDED)
            .contains(act.outcome());
    Instant since = Instant.parse(task.inputs().getOrDefault("since", task.opened().toString()));
    boolean reached = pathway.contactsAfter(since, List.of()).stream().anyMatch(Contact::reached);
    if (said && !reached) {
      missing.add(
          new Reason("contact", "It is not recorded that the person was reached and said so."));
    }
    if (worse(task) && !act.actor().registered()) {
      missing.add(
          new Reason("registration", "A registered clinician looks at somebody who is worse."));
    }
  }

  /** The steps of the check, and the clinician's statement that the person is safe. */
  private static void notBrought(SupportTask task, Act act, List<Reason> missing) {
    steps(task, missing, Set.of(Steps.CONTACT, Steps.YOUNG_PERSON));
    if (!"yes".equals(act.said().get(Evidence.SAFE))) {
      missing.add(
          new Reason("statement", "State that the person is safe (safe: yes), or keep it open."));
    }
    if (!"yes".equals(act.said().get(Evidence.NEED_MET))) {
      missing.add(
          new Reason(
              "statement",
              "State that the need for care is met or provided for (need-met: yes), or keep it"
                  + " open."));
    }
  }

  private static void steps(SupportTask task, List<Reason> missing, Set<String> besides) {
    for (Step step : task.steps()) {
      if (step.done() == null && !besides.contains(step.code())) {
        missing.add(new Reason("step", "Not done yet: " + step.code().replace('-', ' ') + "."));
      }
    }
  }

  private void evidence(Act act, Pathway pathway, List<Reason> missing) {
    act.said()
        .forEach(
            (item, value) ->
                Evidence.fault(item, value, settings.gate().vulnerabilities())
                    .ifPresent(fault -> missing.add(new Reason("evidence", fault))));
    DischargeGate.Findings findings =
        gate.findings(pathway, Evidence.of(pathway).and(act.said(), act.actor(), pathway.now));
    missing.addAll(findings.stops());
    missing.addAll(findings.missing());
  }

  private static void asked(Act act, Pathway pathway, List<Reason> missing) {
    boolean asked = pathway.record.contacts().stream().anyMatch(Contact::needsAsked);
    if (act.outcome().equals(Outcomes.NEEDS_RECORDED) && !asked) {
      missing.add(new Reason("contact", "Record the contact in which the person was asked first."));
    }
  }

  private static Optional<ActAnswer.Refused> unregistered() {
    return Optional.of(
        Judging.refused(
            ActAnswer.Kind.FORBIDDEN,
            "registration",
            "Only a clinician with a professional registration completes this."));
  }

  private static Optional<ActAnswer.Refused> unusable(List<Reason> why) {
    return Optional.of(new ActAnswer.Refused(ActAnswer.Kind.UNUSABLE, List.copyOf(why)));
  }
}
