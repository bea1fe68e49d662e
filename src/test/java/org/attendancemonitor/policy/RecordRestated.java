package org.attendancemonitor.policy;

import java.util.List;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Decision;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Person;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.SupportTask;

/** The same with one thing said otherwise. */
final class RecordRestated {
  private RecordRestated() {}

  static Referral live(Referral r) {
    return new Referral(
        r.id(),
        r.implicit(),
        r.service(),
        r.priority(),
        r.referredOn(),
        null,
        r.received(),
        r.historic());
  }

  static Appointment outcome(Appointment a, Outcome outcome) {
    return new Appointment(
        a.id(),
        a.referral(),
        a.service(),
        a.booked(),
        a.bookedOn(),
        a.start(),
        a.day(),
        outcome,
        a.outcomeReceived(),
        a.historic(),
        a.wasNotBrought(),
        a.mode(),
        a.visit(),
        a.site(),
        a.reasons());
  }

  static PersonRecord ethnicity(PersonRecord record, Code category) {
    Person p = record.person();
    Person other =
        new Person(
            p.id(),
            p.rows(),
            p.nhsNumber(),
            p.birthDate(),
            p.sex(),
            category,
            p.addresses(),
            p.languages(),
            p.interpreterRequired(),
            p.communicationNeeds(),
            p.deceased(),
            p.deathDate(),
            p.restricted(),
            p.phoneKnown());
    return new PersonRecord(
        other,
        record.referrals(),
        record.appointments(),
        record.contacts(),
        record.needs(),
        record.carers(),
        record.flags(),
        record.tasks(),
        record.actions(),
        record.placings(),
        record.rows());
  }

  /** Flags and tasks as a decision leaves them. */
  static PersonRecord after(PersonRecord record, Decision decision) {
    List<Flag> flags = new java.util.ArrayList<>(record.flags());
    List<SupportTask> tasks = new java.util.ArrayList<>(record.tasks());
    for (Change change : decision.changes()) {
      if (change instanceof Change.OpenTask opened) {
        tasks.add(opened.task());
      } else if (change instanceof Change.AmendTask amended) {
        tasks.removeIf(task -> task.id().equals(amended.task().id()));
        tasks.add(amended.task());
      } else if (change instanceof Change.SetFlag set) {
        flags.removeIf(flag -> flag.code().equals(set.flag().code()));
        flags.add(set.flag());
      }
    }
    return RandomRecords.with(record, flags, tasks);
  }
}
