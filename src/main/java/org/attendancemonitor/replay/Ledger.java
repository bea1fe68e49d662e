package org.attendancemonitor.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.attendance.ClosureRow;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.policy.CloseReason;

/** Notes what happens to the tasks and referrals of one person while a replay goes on. */
final class Ledger {
  /** While one of these is open, a missed appointment has not been answered. */
  private static final Set<TaskKind> GATE =
      EnumSet.of(
          TaskKind.SUPPORT_ATTENDANCE,
          TaskKind.SUPPORT_PLAN,
          TaskKind.WAS_NOT_BROUGHT,
          TaskKind.NEED_UNMET,
          TaskKind.DISCHARGE_REVIEW);

  final List<Replayed.Opening> openings = new ArrayList<>();
  final List<Replayed.ContactDue> contacts = new ArrayList<>();
  final List<Replayed.Closure> closures = new ArrayList<>();
  private Set<String> ended = Set.of();
  private Set<String> stillEnded = new HashSet<>();

  /** A task is another than before. */
  void task(SupportTask before, SupportTask task, Instant now) {
    boolean wasOpen = before != null && before.status().open();
    if (!wasOpen && task.status().open()) {
      openings.add(new Replayed.Opening(task.service(), task.kind(), now));
    }
    if (wasOpen && !task.status().open()) {
      closed(task, now);
    }
  }

  /** What was neither done nor due when the task was no longer needed, never fell due. */
  private void closed(SupportTask task, Instant now) {
    boolean byPeople = !CloseReason.derived(task);
    for (Step step : task.steps()) {
      if (byPeople || step.done() != null || !step.due().isAfter(now)) {
        contacts.add(new Replayed.ContactDue(task.service(), step.due()));
      }
    }
  }

  /** A task is open at the end: its steps are due when they are. */
  void stillOpen(SupportTask task) {
    for (Step step : task.steps()) {
      contacts.add(new Replayed.ContactDue(task.service(), step.due()));
    }
  }

  /**
   * Referrals ended after a miss, as known at a moment. Those heard of as history came in with
   * their ending: no task could have been open.
   *
   * @param record with the tasks that were there before anything followed from the ending
   */
  void closures(PersonRecord record, List<ClosureRow> rows) {
    for (ClosureRow row : rows) {
      stillEnded.add(row.referral());
      if (row.review().equals("missing") && !ended.contains(row.referral())) {
        boolean historic =
            record.referrals().stream()
                .filter(referral -> referral.id().equals(row.referral()))
                .map(Referral::ending)
                .anyMatch(ending -> ending != null && ending.historic());
        if (!historic) {
          closures.add(
              new Replayed.Closure(row.service(), row.day(), gated(record, row.referral())));
        }
      }
    }
  }

  private static boolean gated(PersonRecord record, String referral) {
    return record.tasks().stream()
        .anyMatch(
            task ->
                task.referral().equals(referral)
                    && task.status().open()
                    && GATE.contains(task.kind()));
  }

  /** Everyone was derived at a moment: what is ended now counts again only after it goes on. */
  void momentPassed() {
    ended = stillEnded;
    stillEnded = new HashSet<>();
  }
}
