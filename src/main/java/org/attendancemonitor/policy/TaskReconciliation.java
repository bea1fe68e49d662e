package org.attendancemonitor.policy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;

/**
 * Makes the tasks of one person be what is due. A task that somebody has taken is never changed but
 * for the mark that the record has; what people closed stays closed.
 */
final class TaskReconciliation {
  private static final Comparator<SupportTask> BEST_FIRST =
      Comparator.comparing((SupportTask task) -> !task.status().open())
          .thenComparing(task -> !task.taken())
          .thenComparing(SupportTask::opened)
          .thenComparing(SupportTask::id);

  private final PersonRecord record;
  private final Instant now;
  private final List<Change> closings = new ArrayList<>();
  private final List<Change> openings = new ArrayList<>();
  private final Set<String> ids;

  TaskReconciliation(PersonRecord record, Instant now) {
    this.record = record;
    this.now = now;
    ids = record.tasks().stream().map(SupportTask::id).collect(Collectors.toSet());
  }

  /** What has to change, closings first. */
  List<Change> changes() {
    List<Change> all = new ArrayList<>(closings);
    all.addAll(openings);
    return all;
  }

  /**
   * Reconciles the tasks of one kind of one referral.
   *
   * @param due the task that should be there, or null
   * @param closing why there should be none: what a task that is there closes with
   */
  void reconcile(Referral referral, TaskKind kind, Due due, Closing closing) {
    List<SupportTask> ours =
        record.tasks().stream()
            .filter(task -> task.kind() == kind && task.referral().equals(referral.id()))
            .filter(task -> task.status().open() || CloseReason.derived(task))
            .sorted(BEST_FIRST)
            .toList();
    SupportTask kept = ours.isEmpty() ? null : ours.get(0);
    for (int i = 1; i < ours.size(); i++) {
      withdraw(ours.get(i), new Closing(TaskStatus.CANCELLED, CloseReason.DUPLICATE));
    }
    if (due == null) {
      if (kept != null) {
        withdraw(kept, closing);
      }
    } else if (kept == null) {
      if (!due.finished()) {
        openings.add(new Change.OpenTask(opened(referral, due)));
      }
    } else if (kept.taken() && kept.status().open()) {
      mark(kept, due.finished() || !due.sameGround(kept.rule(), kept.appointments()));
    } else if (kept.status().open() || !due.finished()) {
      amend(kept, due);
    }
  }

  private void withdraw(SupportTask task, Closing closing) {
    if (!task.status().open()) {
      return;
    }
    if (task.taken()) {
      mark(task, true);
    } else {
      closings.add(new Change.AmendTask(closed(task, closing)));
    }
  }

  private void mark(SupportTask task, boolean changed) {
    if (task.recordChanged() != changed) {
      openings.add(new Change.AmendTask(marked(task, changed)));
    }
  }

  private void amend(SupportTask task, Due due) {
    SupportTask wanted = amended(task, due);
    boolean same =
        task.status() == wanted.status()
            && task.rule().equals(wanted.rule())
            && task.ruleVersion().equals(wanted.ruleVersion())
            && task.service().equals(wanted.service())
            && task.priority() == wanted.priority()
            && task.steps().equals(wanted.steps())
            && task.ownerRole().equals(wanted.ownerRole())
            && task.reasons().equals(wanted.reasons())
            && task.supports().equals(wanted.supports())
            && task.appointments().equals(wanted.appointments());
    if (!same) {
      openings.add(new Change.AmendTask(wanted));
    }
  }

  private SupportTask opened(Referral referral, Due due) {
    return new SupportTask(
        freshId(referral, due.kind()),
        record.person().id(),
        referral.id(),
        referral.service(),
        due.kind(),
        TaskStatus.REQUESTED,
        due.priority(),
        due.rule(),
        due.ruleVersion(),
        due.steps(),
        due.due(),
        due.ownerRole(),
        null,
        due.reasons(),
        due.supports(),
        due.appointments(),
        now,
        now,
        1,
        null,
        false);
  }

  /** The same for the same person, referral, kind and number of tasks that people have closed. */
  private String freshId(Referral referral, TaskKind kind) {
    long ordinal =
        record.tasks().stream()
            .filter(task -> task.kind() == kind && task.referral().equals(referral.id()))
            .count();
    while (true) {
      String name = record.person().id() + "|" + referral.id() + "|" + kind.code() + "|" + ordinal;
      String id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
      if (ids.add(id)) {
        return id;
      }
      ordinal++;
    }
  }

  private SupportTask amended(SupportTask task, Due due) {
    boolean finished = due.finished();
    return new SupportTask(
        task.id(),
        task.patient(),
        task.referral(),
        task.service(),
        task.kind(),
        finished ? TaskStatus.COMPLETED : TaskStatus.REQUESTED,
        due.priority(),
        due.rule(),
        due.ruleVersion(),
        due.steps(),
        due.due(),
        due.ownerRole(),
        null,
        due.reasons(),
        due.supports(),
        due.appointments(),
        task.opened(),
        now,
        task.version() + 1,
        finished ? CloseReason.REBOOKED : null,
        false);
  }

  private SupportTask closed(SupportTask task, Closing closing) {
    return copy(task, closing.status(), closing.reason(), task.recordChanged());
  }

  private SupportTask marked(SupportTask task, boolean changed) {
    return copy(task, task.status(), task.closeReason(), changed);
  }

  private SupportTask copy(
      SupportTask task, TaskStatus status, String closeReason, boolean recordChanged) {
    return new SupportTask(
        task.id(),
        task.patient(),
        task.referral(),
        task.service(),
        task.kind(),
        status,
        task.priority(),
        task.rule(),
        task.ruleVersion(),
        task.steps(),
        task.due(),
        task.ownerRole(),
        task.owner(),
        task.reasons(),
        task.supports(),
        task.appointments(),
        task.opened(),
        now,
        task.version() + 1,
        closeReason,
        recordChanged);
  }
}
