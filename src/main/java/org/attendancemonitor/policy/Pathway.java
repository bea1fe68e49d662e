package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;
import org.attendancemonitor.risk.Assessed;
import org.attendancemonitor.risk.MissDefinition;

/** One referral of a person with all that bears on it at one moment: what a rule looks at. */
final class Pathway {
  final PersonRecord record;
  final Referral referral;
  final Assessed assessed;
  final MissDefinition definition;

  /** Misses of the whole person, in order of start. */
  final List<Appointment> allMisses;

  /** Misses on this referral that no person's work, death or history has settled. */
  final List<Appointment> unsettled = new ArrayList<>();

  /** Those of them that still call for support: the referral is live, nothing attended since. */
  final List<Appointment> unanswered = new ArrayList<>();

  private final Instant now;

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
    for (Appointment miss : allMisses) {
      if (miss.referral().equals(referral.id()) && settledBy(miss).isEmpty()) {
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
    return record.tasks().stream()
        .filter(task -> task.status() == TaskStatus.COMPLETED && !CloseReason.derived(task))
        .anyMatch(task -> task.appointments().contains(miss.id()));
  }

  /** Whether the person attended a later appointment on this referral. */
  boolean attendedSince(Appointment miss) {
    return record.appointments().stream()
        .filter(a -> a.referral().equals(referral.id()) && a.outcome() == Outcome.ATTENDED)
        .anyMatch(a -> a.start() != null && a.start().isAfter(miss.start()));
  }

  /** The contacts about these misses or this referral made after the last of them, until now. */
  List<Contact> contactsSince(List<Appointment> misses) {
    Instant last = misses.get(misses.size() - 1).start();
    return record.contacts().stream()
        .filter(c -> c.at() != null && c.at().isAfter(last) && !c.at().isAfter(now))
        .filter(
            c ->
                c.referrals().contains(referral.id())
                    || misses.stream().anyMatch(miss -> c.appointments().contains(miss.id())))
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
   * When a new appointment on this referral became known. One that was booked before the miss, one
   * that was cancelled and one that was missed as well are no new offer.
   */
  Optional<Instant> rebookedSince(List<Appointment> misses) {
    Instant last = misses.get(misses.size() - 1).start();
    return record.appointments().stream()
        .filter(a -> a.referral().equals(referral.id()) && a.booked() && a.start() != null)
        .filter(a -> a.outcome() == Outcome.NOT_RECORDED && a.start().isAfter(last))
        .map(Appointment::outcomeReceived)
        .filter(received -> received != null && received.isAfter(last))
        .min(Instant::compareTo);
  }

  /** Whether a person has completed a review of ending this referral. */
  boolean reviewed() {
    return record.tasks().stream()
        .anyMatch(
            task ->
                task.kind() == TaskKind.DISCHARGE_REVIEW
                    && task.referral().equals(referral.id())
                    && task.status() == TaskStatus.COMPLETED
                    && !CloseReason.derived(task));
  }

  List<SupportTask> tasks(TaskKind kind) {
    return record.tasks().stream()
        .filter(task -> task.kind() == kind && task.referral().equals(referral.id()))
        .toList();
  }

  /** When the outcome of a miss was first received; its start where nobody noted that. */
  static Instant received(Appointment miss) {
    return miss.outcomeReceived() == null ? miss.start() : miss.outcomeReceived();
  }
}
