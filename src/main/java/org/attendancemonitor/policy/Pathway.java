package org.attendancemonitor.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Ending;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;
import org.attendancemonitor.risk.Assessed;
import org.attendancemonitor.risk.MissDefinition;
import org.attendancemonitor.risk.Raised;

/** One referral of a person with all that bears on it at one moment: what a rule looks at. */
final class Pathway {
  /** Kinds whose finishing by people answers the missed appointments they list. */
  private static final Set<TaskKind> ANSWERING =
      Set.of(
          TaskKind.SUPPORT_ATTENDANCE,
          TaskKind.SUPPORT_PLAN,
          TaskKind.WAS_NOT_BROUGHT,
          TaskKind.DISCHARGE_REVIEW);

  final PersonRecord record;
  final Referral referral;
  final Assessed assessed;
  final MissDefinition definition;
  final Instant now;

  /** Misses of the whole person, in order of start. */
  final List<Appointment> allMisses;

  /** Misses on this referral that no person's work, death or history has settled. */
  final List<Appointment> unsettled = new ArrayList<>();

  /** Those of them that still call for support: the referral is live, nothing attended since. */
  final List<Appointment> unanswered = new ArrayList<>();

  private final List<Appointment> ours;
  private final List<Appointment> misses;
  private final List<SupportTask> tasks;

  Pathway(
      PersonRecord record,
      Referral referral,
      Assessed assessed,
      MissDefinition definition,
      List<Appointment> allMisses,
      Instant now) {
    this.record = record;
    this.referral = referral;
    this.assessed = assessed;
    this.definition = definition;
    this.allMisses = allMisses;
    this.now = now;
    ours =
        record.appointments().stream()
            .filter(a -> a.referral().equals(referral.id()) && a.start() != null)
            .toList();
    misses = allMisses.stream().filter(miss -> miss.referral().equals(referral.id())).toList();
    tasks = record.tasks().stream().filter(task -> task.referral().equals(referral.id())).toList();
    for (Appointment miss : misses) {
      if (settledBy(miss).isEmpty()) {
        unsettled.add(miss);
        if (referral.live() && !attendedSince(miss)) {
          unanswered.add(miss);
        }
      }
    }
  }

  String service() {
    return referral.service();
  }

  /** Nobody is contacted about it any more. */
  boolean over() {
    return record.person().deceased() || !referral.live();
  }

  /** Misses on this referral, in order of start. */
  List<Appointment> misses() {
    return misses;
  }

  /** Appointments on this referral, in order of start. */
  Stream<Appointment> appointments() {
    return ours.stream();
  }

  /** Booked appointments on this referral of which nothing is known yet, in order of start. */
  Stream<Appointment> booked() {
    return appointments().filter(a -> a.booked() && a.outcome() == Outcome.NOT_RECORDED);
  }

  /** Those of them that may open tasks: they were not heard of as history. */
  Stream<Appointment> open() {
    return booked().filter(a -> !a.historic());
  }

  /** Those of them that are still to come. */
  List<Appointment> toCome() {
    return open().filter(a -> a.start().isAfter(now)).toList();
  }

  /** Whether anything the person's record raises now calls for more than the usual. */
  boolean flagged() {
    return assessed.flags().stream().anyMatch(Raised::lifts);
  }

  /** Why a miss opens no task whatever the rules say. */
  Optional<String> settledBy(Appointment miss) {
    if (record.person().deceased()) {
      return Optional.of(Answer.DECEASED);
    }
    if (finishedByPeople(miss)) {
      return Optional.of(Answer.FINISHED);
    }
    return miss.historic() ? Optional.of(Answer.HISTORIC) : Optional.empty();
  }

  private boolean finishedByPeople(Appointment miss) {
    return finished(ANSWERING, miss).anyMatch(task -> answers(task, miss));
  }

  /**
   * A concern about safety does not answer a miss: it calls for a look at safeguarding. Nor does a
   * look at how a referral came to be ended: when it goes on, so does support. That somebody could
   * not be reached is no answer any more once they are.
   */
  private boolean answers(SupportTask task, Appointment miss) {
    return switch (task.closeReason()) {
      case Outcomes.SAFEGUARDING, Outcomes.REVIEWED, Outcomes.REVERSED -> false;
      case Outcomes.COULD_NOT_REACH ->
          contactsAfter(finishedAt(task), List.of(miss)).stream().noneMatch(Contact::reached);
      default -> true;
    };
  }

  /** The tasks of some kinds that people have finished and that list an appointment. */
  Stream<SupportTask> finished(Set<TaskKind> kinds, Appointment appointment) {
    return record.tasks().stream()
        .filter(task -> kinds.contains(task.kind()) && byPeople(task))
        .filter(task -> task.appointments().contains(appointment.id()));
  }

  /** The tasks of a kind on this referral that people have finished, the earliest first. */
  List<SupportTask> finished(TaskKind kind) {
    return tasks(kind).stream()
        .filter(Pathway::byPeople)
        .sorted(Comparator.comparing(this::finishedAt))
        .toList();
  }

  private static boolean byPeople(SupportTask task) {
    return task.status() == TaskStatus.COMPLETED && !CloseReason.derived(task);
  }

  /** When somebody finished a task. */
  Instant finishedAt(SupportTask task) {
    return actions(task)
        .filter(action -> action.verb() == ActionFact.Verb.COMPLETE)
        .map(ActionFact::at)
        .findFirst()
        .orElse(task.modified());
  }

  /** What people did with a task until now, in order. */
  Stream<ActionFact> actions(SupportTask task) {
    return record.actions().stream()
        .filter(action -> action.task().equals(task.id()) && !action.at().isAfter(now));
  }

  /**
   * When a step of the task of a kind was recorded as done. A task that closed by itself may open
   * again for something else: what counts for that is for who asks to say.
   */
  Stream<Instant> stepsDone(TaskKind kind, String step) {
    return tasks(kind).stream()
        .filter(task -> task.status().open() || CloseReason.derived(task))
        .flatMap(this::actions)
        .filter(action -> action.verb() == ActionFact.Verb.STEP && step.equals(action.step()))
        .map(ActionFact::at);
  }

  /** Whether the person attended a later appointment on this referral. */
  boolean attendedSince(Appointment earlier) {
    return appointments()
        .filter(a -> a.outcome() == Outcome.ATTENDED)
        .anyMatch(a -> a.start().isAfter(earlier.start()));
  }

  /** The contacts about these misses or this referral made after the last of them, until now. */
  List<Contact> contactsSince(List<Appointment> misses) {
    return contactsAfter(misses.get(misses.size() - 1).start(), misses);
  }

  /** The contacts about this referral or some appointments after a moment, until now. */
  List<Contact> contactsAfter(Instant moment, List<Appointment> about) {
    return record.contacts().stream()
        .filter(c -> c.at() != null && c.at().isAfter(moment) && !c.at().isAfter(now))
        .filter(
            c ->
                c.referrals().contains(referral.id())
                    || about.stream().anyMatch(miss -> c.appointments().contains(miss.id())))
        .toList();
  }

  /** When the person was first reached about these misses. */
  Optional<Instant> reachedSince(List<Appointment> misses) {
    return contactsSince(misses).stream()
        .filter(Contact::reached)
        .map(Contact::at)
        .min(Instant::compareTo);
  }

  /**
   * When a new appointment on this referral became known. One that was booked before the last of
   * these, one that was cancelled and one that was missed as well are no new offer.
   */
  Optional<Instant> rebookedSince(List<Appointment> earlier) {
    return rebookedAfter(earlier.get(earlier.size() - 1).start(), null);
  }

  /**
   * When an appointment became known that lies after one moment and was booked after another.
   *
   * @param bookedAfter or null for the same moment
   */
  Optional<Instant> rebookedAfter(Instant moment, Instant bookedAfter) {
    Instant from = bookedAfter == null ? moment : bookedAfter;
    return booked()
        .filter(a -> a.start().isAfter(moment))
        .map(Appointment::outcomeReceived)
        .filter(received -> received != null && received.isAfter(from))
        .min(Instant::compareTo);
  }

  /**
   * Whether a review had found the evidence complete when this referral was ended. One that was
   * done before the patient last came or missed, or after the ending had been heard of, had not.
   */
  boolean gatePassed() {
    Ending ending = referral.ending();
    if (ending == null) {
      return false;
    }
    LocalDate ended = ending.at().atZone(WorkingDays.LONDON).toLocalDate();
    Instant last =
        appointments()
            .filter(a -> a.outcome() == Outcome.ATTENDED || definition.isMiss(a))
            .filter(a -> !a.day().isAfter(ended))
            .map(Appointment::start)
            .reduce(Instant.MIN, (earlier, later) -> later);
    return finished(TaskKind.DISCHARGE_REVIEW).stream()
        .filter(task -> Outcomes.DISCHARGE.equals(task.closeReason()))
        .map(this::finishedAt)
        .anyMatch(at -> at.isAfter(last) && !at.isAfter(ending.received()));
  }

  /** Every task of a kind on this referral, closed ones included. */
  List<SupportTask> tasks(TaskKind kind) {
    return tasks.isEmpty() ? tasks : tasks.stream().filter(task -> task.kind() == kind).toList();
  }

  /** The appointments that open tasks of a kind on this referral are about. */
  Stream<String> openAbout(TaskKind kind) {
    return tasks(kind).stream()
        .filter(task -> task.status().open())
        .flatMap(task -> task.appointments().stream());
  }

  /** When the outcome of an appointment was first received; its start where nobody noted that. */
  static Instant received(Appointment appointment) {
    return appointment.outcomeReceived() == null
        ? appointment.start()
        : appointment.outcomeReceived();
  }

  /** The first of some receipts. */
  static Instant firstReceived(List<Appointment> appointments) {
    return appointments.stream().map(Pathway::received).min(Instant::compareTo).orElseThrow();
  }
}
