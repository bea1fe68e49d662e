package org.attendancemonitor.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.policy.Policy;

/** What happened to one referral: bookings, misses, cancellations, contacts, what was done. */
final class Timeline {
  private final PersonRecord record;
  private final SupportTask task;
  private final Policy policy;
  private final Instant now;
  private final List<TimelineEntry> entries = new ArrayList<>();

  private Timeline(PersonRecord record, SupportTask task, Policy policy, Instant now) {
    this.record = record;
    this.task = task;
    this.policy = policy;
    this.now = now;
  }

  /** The newest first; what is to come before all. */
  static List<TimelineEntry> of(PersonRecord record, SupportTask task, Policy policy, Instant now) {
    Timeline timeline = new Timeline(record, task, policy, now);
    record.referrals().stream()
        .filter(referral -> referral.id().equals(task.referral()))
        .forEach(timeline::referral);
    record.appointments().stream()
        .filter(appointment -> appointment.referral().equals(task.referral()))
        .forEach(timeline::appointment);
    Tried.about(record, task.referral()).forEach(timeline::contact);
    record.actions().stream()
        .filter(action -> action.task().equals(task.id()))
        .forEach(timeline::action);
    timeline.entries.sort(Comparator.comparing(TimelineEntry::at).reversed());
    return List.copyOf(timeline.entries);
  }

  private void referral(Referral referral) {
    if (referral.referredOn() != null) {
      day(referral.referredOn(), referral.implicit() ? "First booked" : "Referred", null);
    }
    if (referral.ending() != null) {
      moment(referral.ending().at(), "The service ended its care", null);
    }
  }

  private void appointment(Appointment appointment) {
    String kind =
        switch (appointment.mode()) {
          case TELEPHONE -> "telephone appointment";
          case VIDEO -> "video appointment";
          case HOME_VISIT -> "home visit";
          case GROUP -> "class";
          default -> "appointment";
        };
    String what =
        switch (appointment.outcome()) {
          case ATTENDED -> "Attended a " + kind;
          case DNA -> notBrought(appointment) ? "Was not brought to a " + kind : "Missed a " + kind;
          case LATE_NOT_SEEN -> "Arrived late for a " + kind + " and could not be seen";
          case PATIENT_CANCELLED -> "A " + kind + " was cancelled by or for the patient";
          case PROVIDER_CANCELLED -> "The service cancelled a " + kind;
          case CANCELLED -> "A " + kind + " was cancelled; by whom is not known";
          case NOT_RECORDED ->
              appointment.start().isAfter(now)
                  ? "Next: a " + kind
                  : "A " + kind + " whose outcome is not recorded";
        };
    moment(
        appointment.start(),
        what.replace(" a appointment", " an appointment").replace("A appoint", "An appoint"),
        policy.isMiss(appointment) && appointment.bookedOn() != null
            ? "Booked on " + Dates.of(appointment.bookedOn())
            : null);
  }

  private boolean notBrought(Appointment appointment) {
    return appointment.wasNotBrought()
        || record.tasks().stream()
            .filter(it -> it.kind() == org.attendancemonitor.attendance.TaskKind.WAS_NOT_BROUGHT)
            .anyMatch(it -> it.appointments().contains(appointment.id()));
  }

  private void contact(Contact contact) {
    Tried tried = Tried.of(contact, policy);
    moment(contact.at(), tried.told(), tried.more());
  }

  private void action(ActionFact action) {
    String what =
        switch (action.verb()) {
          case CLAIM -> "took this on";
          case RELEASE -> "handed it back";
          case HOLD -> "put it on hold until " + Dates.of(action.until());
          case CONTACT -> null;
          case STEP -> "did: " + Words.step(action.step());
          case RECORD -> "recorded evidence for the review";
          case COMPLETE -> "finished it: " + Words.outcome(action.outcome());
        };
    if (what != null) {
      moment(action.at(), action.actor().name() + " " + what, action.note());
    } else if (Objects.nonNull(action.note()) && !action.note().isBlank()) {
      moment(action.at(), action.actor().name() + " noted", action.note());
    }
  }

  private void moment(Instant at, String what, String more) {
    entries.add(new TimelineEntry(at, Dates.moment(at), what, more));
  }

  private void day(LocalDate day, String what, String more) {
    entries.add(
        new TimelineEntry(day.atStartOfDay(Dates.LONDON).toInstant(), Dates.of(day), what, more));
  }
}
