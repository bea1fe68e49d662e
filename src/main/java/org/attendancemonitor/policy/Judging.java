package org.attendancemonitor.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.ContactFact;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.NeedFact;
import org.attendancemonitor.attendance.Offered;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.PlacingFact;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;

/** What people may do with a task: allowed transitions, and refusals that say why. */
final class Judging {
  private static final Set<String> WORKERS = Set.of("clinician", "coordinator");

  /** What only clinicians may work on. */
  private static final Set<TaskKind> CLINICAL =
      Set.of(TaskKind.WAS_NOT_BROUGHT, TaskKind.DISCHARGE_REVIEW, TaskKind.DISCHARGE_LETTER);

  private static final Set<String> RESULTS =
      Set.of("accepted", "declined", "tried", "not-available");

  private final PolicySettings settings;
  private final Completing completing;

  Judging(PolicySettings settings, DischargeGate gate, WorkingDays days) {
    this.settings = settings;
    this.completing = new Completing(settings, gate, days);
  }

  static ActAnswer unknown() {
    return refused(ActAnswer.Kind.UNUSABLE, "unknown-task", "There is no such task.");
  }

  static ActAnswer.Refused refused(ActAnswer.Kind kind, String code, String text) {
    return new ActAnswer.Refused(kind, List.of(new Reason(code, text)));
  }

  ActAnswer judge(SupportTask task, Act act, Pathway pathway) {
    Optional<ActAnswer.Refused> refusal =
        mayWork(task, act.actor())
            .or(() -> Meanwhile.conflict(task, act, pathway))
            .or(() -> fits(task, act, pathway));
    return refusal.<ActAnswer>map(it -> it).orElseGet(() -> allowed(task, act, pathway));
  }

  private static Optional<ActAnswer.Refused> mayWork(SupportTask task, Actor actor) {
    if (actor.roles().stream().noneMatch(WORKERS::contains)) {
      return Optional.of(
          refused(ActAnswer.Kind.FORBIDDEN, "role", "This sign-in does not work on tasks."));
    }
    if (CLINICAL.contains(task.kind()) && !actor.roles().contains("clinician")) {
      return Optional.of(
          refused(
              ActAnswer.Kind.FORBIDDEN, "role", "Only a clinician works on this kind of task."));
    }
    return Optional.empty();
  }

  private static Optional<ActAnswer.Refused> conflict(String code, String text) {
    return Optional.of(refused(ActAnswer.Kind.CONFLICT, code, text));
  }

  private static Optional<ActAnswer.Refused> unusable(String code, String text) {
    return Optional.of(refused(ActAnswer.Kind.UNUSABLE, code, text));
  }

  private Optional<ActAnswer.Refused> fits(SupportTask task, Act act, Pathway pathway) {
    return switch (act.verb()) {
      case CLAIM, RELEASE -> Optional.empty();
      case HOLD -> hold(task, act, pathway.now);
      case CONTACT -> contact(act.attempt(), pathway);
      case STEP -> step(task, act, pathway);
      case RECORD -> record(task, act);
      case COMPLETE -> completing.judge(task, act, pathway);
    };
  }

  /** A check of safeguarding rests for nobody until it has been made. */
  private Optional<ActAnswer.Refused> hold(SupportTask task, Act act, Instant now) {
    boolean unchecked =
        task.steps().stream()
            .anyMatch(step -> step.code().equals(Steps.SAFEGUARDING) && step.done() == null);
    if (unchecked) {
      return unusable("hold", "Make the safeguarding check first: it does not wait.");
    }
    Instant latest = now.plus(Duration.ofDays(settings.holdAtMostDays()));
    if (act.until() == null || !act.until().isAfter(now) || act.until().isAfter(latest)) {
      return unusable(
          "hold",
          "A task is held until a moment within the next " + settings.holdAtMostDays() + " days.");
    }
    return Optional.empty();
  }

  private Optional<ActAnswer.Refused> contact(Attempt attempt, Pathway pathway) {
    List<Reason> faults = new ArrayList<>();
    if (attempt == null || attempt.channel() == null) {
      return unusable("contact", "Say how the contact was made, and whether it succeeded.");
    }
    if (attempt.at() != null && attempt.at().isAfter(pathway.now)) {
      faults.add(new Reason("contact", "A contact cannot be recorded before it is made."));
    }
    if (attempt.at() != null
        && attempt.at().isBefore(pathway.now.minus(Duration.ofDays(settings.holdAtMostDays())))) {
      faults.add(
          new Reason(
              "contact",
              "A contact is recorded within "
                  + settings.holdAtMostDays()
                  + " days of being made."));
    }
    for (String reason : attempt.reasons()) {
      if (!settings.reasons().containsKey(reason)) {
        faults.add(new Reason("reason", "There is no reason " + reason + "."));
      }
    }
    for (Offered offered : attempt.supports()) {
      if (!settings.actions().containsKey(offered.support())) {
        faults.add(new Reason("support", "There is no support " + offered.support() + "."));
      }
      if (!RESULTS.contains(offered.result())) {
        faults.add(
            new Reason(
                "support",
                "The result of an offer is one of accepted, declined, tried," + " not-available."));
      }
    }
    if (!attempt.reached() && attempt.needsAsked()) {
      faults.add(new Reason("contact", "Nobody who was not reached can have been asked."));
    }
    if (!attempt.needs().isEmpty() && !attempt.needsAsked()) {
      faults.add(new Reason("contact", "Needs are recorded of somebody who was asked."));
    }
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of(new ActAnswer.Refused(ActAnswer.Kind.UNUSABLE, faults));
  }

  private static Optional<ActAnswer.Refused> step(SupportTask task, Act act, Pathway pathway) {
    Step step =
        task.steps().stream().filter(it -> it.code().equals(act.step())).findFirst().orElse(null);
    if (step == null) {
      return unusable(
          "step",
          "This task has no such step; it has "
              + task.steps().stream().map(Step::code).toList()
              + ".");
    }
    Optional<Instant> done = Optional.ofNullable(step.done()).or(() -> ticked(task, step, pathway));
    if (done.isPresent()) {
      return conflict(
          "step", "The step " + step.code() + " was done on " + Meanwhile.moment(done.get()) + ".");
    }
    if (Steps.BY_COMPLETION.contains(step.code())) {
      return unusable(
          "step",
          "The step "
              + step.code()
              + " is done when the task is completed: say how it ended, and it is.");
    }
    if (Steps.BY_RECORD.contains(step.code())) {
      return unusable(
          "step",
          "The step " + step.code() + " is shown done by the record: record the contact, or book.");
    }
    return Optional.empty();
  }

  /**
   * A task whose record has changed stays as its owner took it: what she did since is asked for.
   */
  private static Optional<Instant> ticked(SupportTask task, Step step, Pathway pathway) {
    return pathway
        .actions(task)
        .filter(action -> task.recordChanged() && step.code().equals(action.step()))
        .map(ActionFact::at)
        .reduce((earlier, later) -> later);
  }

  private Optional<ActAnswer.Refused> record(SupportTask task, Act act) {
    if (task.kind() == TaskKind.RECORD_OUTCOME) {
      return OutcomeTold.judge(task, act);
    }
    if (task.kind() != TaskKind.DISCHARGE_REVIEW) {
      return unusable("evidence", "Evidence is recorded for a review.");
    }
    List<Reason> faults = new ArrayList<>();
    if (act.said().isEmpty()) {
      faults.add(new Reason("evidence", "Nothing is stated."));
    }
    act.said()
        .forEach(
            (item, value) ->
                Evidence.fault(item, value, settings.gate().vulnerabilities())
                    .ifPresent(fault -> faults.add(new Reason("evidence", fault))));
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of(new ActAnswer.Refused(ActAnswer.Kind.UNUSABLE, faults));
  }

  /** Only what has been looked at for faults becomes evidence. */
  private static boolean says(Verb verb) {
    return verb == Verb.RECORD || verb == Verb.COMPLETE;
  }

  private ActAnswer allowed(SupportTask task, Act act, Pathway pathway) {
    ActionFact action =
        new ActionFact(
            task.id(),
            act.verb(),
            act.actor(),
            pathway.now,
            act.verb() == Verb.COMPLETE ? act.outcome() : null,
            act.verb() == Verb.STEP ? act.step() : null,
            act.verb() == Verb.HOLD ? act.until() : null,
            says(act.verb()) ? act.said() : Map.of(),
            act.note());
    if (act.verb() != Verb.CONTACT) {
      return new ActAnswer.Allowed(action, null, List.of());
    }
    Attempt attempt = act.attempt();
    List<Key> about = new ArrayList<>();
    task.appointments().forEach(id -> about.add(new Key(id)));
    about.add(new Key(task.referral()));
    ContactFact contact =
        new ContactFact(
            about,
            attempt.reached(),
            attempt.channel(),
            attempt.at() == null ? pathway.now : attempt.at(),
            attempt.reasons(),
            attempt.supports(),
            attempt.needsAsked(),
            act.actor().name());
    List<NeedFact> needs =
        attempt.needs().stream()
            .map(
                code ->
                    new NeedFact(
                        List.of(code),
                        List.of(),
                        true,
                        pathway.now.atZone(WorkingDays.LONDON).toLocalDate(),
                        null))
            .toList();
    return new ActAnswer.Allowed(action, contact, needs);
  }

  /** A clinician's word on the order of a waiting list. */
  Optional<ActAnswer.Refused> judge(PersonRecord record, PlacingFact placing, Instant after) {
    if (!placing.actor().registered()) {
      return Optional.of(
          refused(
              ActAnswer.Kind.FORBIDDEN,
              "registration",
              "Only a clinician with a registration changes the order of a list."));
    }
    if (placing.note() == null || placing.note().isBlank()) {
      return unusable("note", "Say why: the note is kept with the change.");
    }
    boolean live =
        record.referrals().stream()
            .filter(referral -> referral.id().equals(placing.referral().text()))
            .anyMatch(Referral::live);
    return live
        ? Meanwhile.placed(record, placing, after)
        : unusable("referral", "This referral does not wait.");
  }
}
