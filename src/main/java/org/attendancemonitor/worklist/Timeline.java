package org.attendancemonitor.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.policy.Policy;

/** What happened to one referral: bookings, misses, cancellations, contacts, what was done. */
final class Timeline {
  private final PersonRecord record;
  private final Map<String, String> referrals;
  private final Set<String> tasks;
  private final Policy policy;
  private final Instant now;
  private final List<TimelineEntry> entries = new ArrayList<>();

  /**
   * @param referrals what to call each of them, by id; empty where there is only one
   * @param tasks of which it is told what was done
   */
  private Timeline(
      PersonRecord record,
      Map<String, String> referrals,
      Set<String> tasks,
      Policy policy,
      Instant now) {
    this.record = record;
    this.referrals = referrals;
    this.tasks = tasks;
    this.policy = policy;
    this.now = now;
  }

  /** Of the referral of one task: the newest first; what is to come before all. */
  static List<TimelineEntry> of(PersonRecord record, SupportTask task, Policy policy, Instant now) {
    return new Timeline(record, Map.of(task.referral(), ""), Set.of(task.id()), policy, now).told();
  }

  /**
   * Of several referrals and tasks of a person.
   *
   * @param services names by the ids of the referrals
   */
  static List<TimelineEntry> of(
      PersonRecord record,
      Map<String, String> services,
      List<SupportTask> tasks,
      Policy policy,
      Instant now) {
    return new Timeline(
            record,
            services,
            tasks.stream().map(SupportTask::id).collect(Collectors.toSet()),
            policy,
            now)
        .told();
  }

  private List<TimelineEntry> told() {
    record.referrals().stream()
        .filter(referral -> referrals.containsKey(referral.id()))
        .forEach(this::referral);
    record.appointments().stream()
        .filter(appointment -> referrals.containsKey(appointment.referral()))
        .forEach(this::appointment);
    record.contacts().stream().filter(this::isAbout).forEach(this::contact);
    record.actions().stream().filter(action -> tasks.contains(action.task())).forEach(this::action);
    entries.sort(Comparator.comparing(TimelineEntry::at).reversed());
    return List.copyOf(entries);
  }

  /** With the service, where several are told of together. */
  private String in(String referral, String what) {
    String service = referrals.get(referral);
    return service.isEmpty() ? what : what + ", " + service;
  }

  private void referral(Referral referral) {
    if (referral.referredOn() != null) {
      day(
          referral.referredOn(),
          in(referral.id(), referral.implicit() ? "First booked" : "Referred"),
          null);
    }
    if (referral.ending() != null) {
      moment(referral.ending().at(), in(referral.id(), "The service ended its care"), null);
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
        in(
            appointment.referral(),
            what.replace(" a appointment", " an appointment").replace("A appoint", "An appoint")),
        policy.isMiss(appointment) && appointment.bookedOn() != null
            ? "Booked on " + Dates.of(appointment.bookedOn())
            : null);
  }

  private boolean notBrought(Appointment appointment) {
    return appointment.wasNotBrought()
        || record.tasks().stream()
            .filter(it -> it.kind() == TaskKind.WAS_NOT_BROUGHT)
            .anyMatch(it -> it.appointments().contains(appointment.id()));
  }

  private boolean isAbout(Contact contact) {
    return contact.at() != null
        && (contact.referrals().stream().anyMatch(referrals::containsKey)
            || record.appointments().stream()
                .filter(appointment -> referrals.containsKey(appointment.referral()))
                .anyMatch(appointment -> contact.appointments().contains(appointment.id())));
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
          case RECORD -> said(action);
          case COMPLETE -> "finished it: " + Words.outcome(action.outcome());
        };
    if (what != null) {
      moment(action.at(), action.actor().name() + " " + what, action.note());
    } else if (Objects.nonNull(action.note()) && !action.note().isBlank()) {
      moment(action.at(), action.actor().name() + " noted", action.note());
    }
  }

  private String said(ActionFact action) {
    boolean ending =
        record.tasks().stream()
            .filter(task -> task.id().equals(action.task()))
            .anyMatch(task -> task.kind() == TaskKind.RECORD_OUTCOME);
    return ending
        ? "said how it ended: "
            + action.said().values().stream().map(Words::ended).collect(Collectors.joining(", "))
        : "recorded evidence for the review";
  }

  private void moment(Instant at, String what, String more) {
    entries.add(new TimelineEntry(at, Dates.moment(at), what, more));
  }

  private void day(LocalDate day, String what, String more) {
    entries.add(
        new TimelineEntry(day.atStartOfDay(Dates.LONDON).toInstant(), Dates.of(day), what, more));
  }
}
