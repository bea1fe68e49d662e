package org.attendancemonitor.worklist;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.policy.Policy;

/** Ends a task with an honest outcome; what the policy needs before, it says. */
final class FinishForm implements ActForm {
  private static final List<String> STATEMENTS = List.of("named-person", "safe", "need-met");

  /** Tasks that are done by speaking with somebody. */
  private static final Set<TaskKind> WITH_PEOPLE =
      EnumSet.of(
          TaskKind.SUPPORT_ATTENDANCE,
          TaskKind.SUPPORT_PLAN,
          TaskKind.WAS_NOT_BROUGHT,
          TaskKind.RE_OFFER,
          TaskKind.WAITING_WELL);

  private final Policy policy;

  FinishForm(Policy policy) {
    this.policy = policy;
  }

  @Override
  public String path() {
    return "finish";
  }

  @Override
  public String template() {
    return "pages/finish";
  }

  @Override
  public String instead(SupportTask task) {
    return switch (task.kind()) {
      case DISCHARGE_REVIEW -> DecideForm.PATH;
      case WAS_NOT_BROUGHT -> SettleForm.PATH;
      default -> null;
    };
  }

  @Override
  public Map<String, Object> offers(SupportTask task) {
    return Map.of(
        "outcomes",
        policy.outcomes(task).stream().map(code -> new Choice(code, Words.outcome(code))).toList(),
        "asksNamedPerson",
        task.kind() == TaskKind.SUPPORT_PLAN,
        "asksSafety",
        task.kind() == TaskKind.WAS_NOT_BROUGHT);
  }

  @Override
  public Act read(FormValues typed, SupportTask task, Actor actor, Instant now, FormFaults faults) {
    String outcome = typed.one("outcome");
    if (!policy.outcomes(task).contains(outcome)) {
      faults.add("outcome", "Select how it ended");
    }
    Map<String, String> said = new HashMap<>();
    for (String item : STATEMENTS) {
      if (!typed.one(item).isEmpty()) {
        said.put(item, typed.one(item));
      }
    }
    return new Act(
        task.id(),
        ActForm.version(typed),
        Verb.COMPLETE,
        actor,
        outcome,
        null,
        null,
        said,
        ActForm.note(typed, faults),
        null);
  }

  @Override
  public Pause pause(FormValues typed, SupportTask task, PersonView.Seen seen) {
    if (!WITH_PEOPLE.contains(task.kind()) || tried(task, seen.record())) {
      return null;
    }
    return new Pause(
        "Nobody has been reached yet",
        "No contact is recorded since this was opened: no call, no letter, no message. If you"
            + " spoke with somebody, go back and record the contact first.",
        "Go back",
        "Finish anyway");
  }

  /** Whether anybody tried, since what the task is about. */
  private static boolean tried(SupportTask task, PersonRecord record) {
    Set<String> theirs =
        record.appointments().stream()
            .filter(appointment -> appointment.referral().equals(task.referral()))
            .map(Appointment::id)
            .collect(Collectors.toSet());
    Instant since =
        record.appointments().stream()
            .filter(appointment -> task.appointments().contains(appointment.id()))
            .map(Appointment::start)
            .filter(start -> start != null && start.isBefore(task.opened()))
            .min(Instant::compareTo)
            .orElse(task.opened());
    return record.contacts().stream()
        .filter(contact -> contact.at() != null && !contact.at().isBefore(since))
        .anyMatch(
            contact ->
                contact.referrals().contains(task.referral())
                    || contact.appointments().stream().anyMatch(theirs::contains));
  }

  @Override
  public String done(SupportTask task) {
    return "Finished";
  }
}
