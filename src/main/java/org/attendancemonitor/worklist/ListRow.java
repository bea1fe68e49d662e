package org.attendancemonitor.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.PersonView;

/**
 * One task of the list.
 *
 * @param id of the task
 * @param who the patient
 * @param why what kind of task it is
 * @param reasons why it is there
 * @param missed missed appointments of the last twelve months in this service
 * @param waiting how long since the referral, or "Not known"
 * @param since the day of the referral, or null
 * @param needs what the person needs in order to attend
 * @param service name
 * @param owner who has taken it on, or null
 * @param role whose it is until somebody takes it on
 * @param opened the day it was opened
 * @param due by when, or "No date"
 * @param dueDay the same day, or null
 * @param overdue past its due
 * @param urgent more urgent than routine
 * @param status where it stands
 * @param changed the record has changed since somebody took it on
 * @param cautions what binds every contact, beside the telephone number
 */
record ListRow(
    String id,
    Identity who,
    String why,
    List<String> reasons,
    long missed,
    String waiting,
    String since,
    List<String> needs,
    String service,
    String owner,
    String role,
    String opened,
    String due,
    LocalDate dueDay,
    boolean overdue,
    boolean urgent,
    String status,
    boolean changed,
    List<String> cautions) {

  static ListRow of(SupportTask task, PersonView.Seen seen, Sight sight) {
    Instant now = seen.now();
    LocalDate today = Dates.day(now);
    LocalDate referred =
        seen.record().referrals().stream()
            .filter(referral -> referral.id().equals(task.referral()))
            .map(Referral::referredOn)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return new ListRow(
        task.id(),
        Identity.of(seen),
        Words.kind(task.kind()),
        task.reasons().stream().map(reason -> reason.text()).toList(),
        missed(task, seen, sight, today),
        referred == null ? "Not known" : Dates.wait(referred, today),
        referred == null ? null : Dates.of(referred),
        sight.needs(seen),
        sight.pages().service(task.service()),
        task.owner(),
        Words.ownerRole(task.ownerRoles().get(0)),
        Dates.of(task.opened()),
        task.due() == null ? "No date" : Dates.of(task.due()),
        task.due() == null ? null : Dates.day(task.due()),
        task.status().open() && task.due() != null && task.due().isBefore(now),
        task.priority() != Priority.ROUTINE,
        Words.status(task),
        task.recordChanged(),
        task.cautions().stream().map(reason -> reason.text()).toList());
  }

  private static long missed(SupportTask task, PersonView.Seen seen, Sight sight, LocalDate today) {
    LocalDate from = today.minusMonths(12);
    return seen.record().appointments().stream()
        .filter(appointment -> appointment.service().equals(task.service()))
        .filter(appointment -> appointment.day().isAfter(from))
        .filter((Appointment appointment) -> sight.policy().isMiss(appointment))
        .count();
  }
}
