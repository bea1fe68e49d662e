package org.attendancemonitor.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.AttendanceRow;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.risk.Assessment;
import org.attendancemonitor.risk.Groups;

/**
 * A person's appointments as the figures count them. An outcome nobody recorded counts as unknown
 * once it is late, and is never read as a miss.
 */
public final class CountedAppointments {
  /** Answer of a row whose outcome was never recorded: it is asked for. */
  public static final String OUTCOME_MISSING = "outcome-missing";

  /** Answer of a row that was cancelled by nobody knows whom. */
  public static final String CANCELLED_BY_UNKNOWN = "cancelled-by-unknown";

  private final Assessment assessment;
  private final Policy policy;

  /**
   * @param assessment knows each person's groups as at an appointment
   * @param policy knows when an outcome that nobody recorded is missing
   */
  public CountedAppointments(Assessment assessment, Policy policy) {
    this.assessment = assessment;
    this.policy = policy;
  }

  /**
   * The rows of one person.
   *
   * @param answers what was done about each missed appointment, by the appointment's id
   */
  public List<AttendanceRow> of(PersonRecord record, Map<String, String> answers, Instant now) {
    List<AttendanceRow> rows = new ArrayList<>(record.appointments().size());
    for (Appointment appointment : record.appointments()) {
      boolean recorded = appointment.outcome() != Outcome.NOT_RECORDED;
      if (appointment.booked() && recorded || policy.outcomeMissing(appointment, now)) {
        rows.add(row(record, appointment, answers, now));
      }
    }
    return rows;
  }

  private AttendanceRow row(
      PersonRecord record, Appointment appointment, Map<String, String> answers, Instant now) {
    Groups groups = assessment.groups(record, appointment);
    return new AttendanceRow(
        appointment.id(),
        appointment.service(),
        appointment.day(),
        outcome(appointment.outcome()),
        groups.dependent() || appointment.wasNotBrought(),
        groups.deprivation(),
        groups.ethnicGroup(),
        groups.ageBand(),
        groups.sex(),
        groups.interpreter(),
        groups.disability(),
        groups.inclusionHealth(),
        appointment.site() == null ? "unknown" : appointment.site(),
        appointment.mode().name().toLowerCase(Locale.ROOT),
        appointment.visit().name().toLowerCase(Locale.ROOT),
        answer(appointment, answers),
        policy.isMiss(appointment) ? FirstContacts.of(record, appointment, now) : null);
  }

  private static String outcome(Outcome outcome) {
    return switch (outcome) {
      case ATTENDED, DNA, LATE_NOT_SEEN, PATIENT_CANCELLED, PROVIDER_CANCELLED ->
          outcome.name().toLowerCase(Locale.ROOT);
      case CANCELLED, NOT_RECORDED -> "unknown";
    };
  }

  private static String answer(Appointment appointment, Map<String, String> answers) {
    return switch (appointment.outcome()) {
      case NOT_RECORDED -> OUTCOME_MISSING;
      case CANCELLED -> CANCELLED_BY_UNKNOWN;
      default -> answers.get(appointment.id());
    };
  }
}
