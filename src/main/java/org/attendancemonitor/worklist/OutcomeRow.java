package org.attendancemonitor.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.PersonView;

/**
 * An appointment of which the record system has not told how it ended.
 *
 * @param field name of its choice in the form: task and place among the task's appointments
 * @param task id of the task that asks for it
 * @param version of the task that is looked at
 * @param who the patient
 * @param start when it was to begin
 * @param day the same, as a local day
 * @param time the time of day in words
 * @param told who said how it ended, what and when; null where nobody did
 * @param service name
 */
record OutcomeRow(
    String field,
    String task,
    long version,
    Identity who,
    Instant start,
    LocalDate day,
    String time,
    String told,
    String service) {
  /** In order of service, clinic day and time. */
  static final Comparator<OutcomeRow> ORDER =
      Comparator.comparing(OutcomeRow::service)
          .thenComparing(OutcomeRow::day)
          .thenComparing(OutcomeRow::start)
          .thenComparing(OutcomeRow::field);

  /**
   * A clinic day of one service.
   *
   * @param title both, in words
   * @param rows of it
   */
  record Clinic(String title, List<OutcomeRow> rows) {}

  static String name(String task, int place) {
    return "ended-" + task + "-" + place;
  }

  static List<OutcomeRow> of(SupportTask task, PersonView.Seen seen, Sight sight) {
    List<OutcomeRow> rows = new ArrayList<>();
    for (Appointment appointment : seen.record().appointments()) {
      int place = task.appointments().indexOf(appointment.id());
      if (place >= 0
          && appointment.start() != null
          && appointment.outcome() == Outcome.NOT_RECORDED) {
        rows.add(
            new OutcomeRow(
                name(task.id(), place),
                task.id(),
                task.version(),
                Identity.of(seen),
                appointment.start(),
                appointment.day(),
                Dates.time(appointment.start()),
                told(task, appointment, seen),
                sight.pages().service(task.service())));
      }
    }
    return rows;
  }

  private static String told(SupportTask task, Appointment appointment, PersonView.Seen seen) {
    return seen.record().actions().stream()
        .filter(action -> action.task().equals(task.id()))
        .filter(action -> action.verb() == ActionFact.Verb.RECORD)
        .filter(action -> action.said().containsKey(appointment.id()))
        .reduce((earlier, later) -> later)
        .map(
            action ->
                Words.ended(action.said().get(appointment.id()))
                    + ", says "
                    + action.actor().name()
                    + " on "
                    + Dates.of(action.at()))
        .orElse(null);
  }

  /** The rows by service and clinic day. */
  static List<Clinic> clinics(List<OutcomeRow> rows) {
    List<Clinic> clinics = new ArrayList<>();
    for (OutcomeRow row : rows.stream().sorted(ORDER).toList()) {
      String title = row.service() + ", " + Dates.weekday(row.day());
      if (clinics.isEmpty() || !clinics.get(clinics.size() - 1).title().equals(title)) {
        clinics.add(new Clinic(title, new ArrayList<>()));
      }
      clinics.get(clinics.size() - 1).rows().add(row);
    }
    return clinics;
  }
}
