package org.attendancemonitor.policy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.SupportTaskDraft;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;

/**
 * Makes the tasks of one person be what is due. A task that somebody has taken keeps its owner and
 * its status, and is never taken away; what people closed stays closed.
 */
final class TaskReconciliation {
  private static final Comparator<SupportTask> BEST_FIRST =
      Comparator.comparing((SupportTask task) -> !task.status().open())
          .thenComparing(task -> !task.taken())
          .thenComparing(SupportTask::opened)
          .thenComparing(SupportTask::id);

  private final long person;
  private final Map<String, Long> rows;
  private final Instant now;
  private final Map<String, SupportTask> stored = new HashMap<>();
  private final Map<String, SupportTask> current = new LinkedHashMap<>();

  /**
   * @param stored the tasks as they are kept
   * @param worked the same record with the tasks as people have worked on them
   */
  TaskReconciliation(PersonRecord stored, PersonRecord worked, Instant now) {
    this.person = worked.person().id();
    this.rows = worked.rows();
    this.now = now;
    stored.tasks().forEach(task -> this.stored.put(task.id(), task));
    worked.tasks().forEach(task -> current.put(task.id(), task));
  }

  /** Changes every open task. */
  void eachOpen(UnaryOperator<SupportTask> change) {
    current.replaceAll((id, task) -> task.status().open() ? change.apply(task) : task);
  }

  /** The tasks that are open now. */
  List<SupportTask> open() {
    return current.values().stream().filter(task -> task.status().open()).toList();
  }

  /** The tasks that a record does not hold yet. */
  List<SupportTask> opened(PersonRecord record) {
    List<SupportTask> opened = new ArrayList<>(current.values());
    record.tasks().forEach(task -> opened.removeIf(it -> it.id().equals(task.id())));
    return opened;
  }

  /** What has to change, closings first. */
  List<Change> changes() {
    List<Change> closings = new ArrayList<>();
    List<Change> others = new ArrayList<>();
    for (SupportTask task : current.values()) {
      SupportTask before = stored.get(task.id());
      if (before == null) {
        others.add(new Change.OpenTask(task));
      } else if (!task.equals(before)) {
        Change amended =
            new Change.AmendTask(task.draft().modified(now).version(before.version() + 1).build());
        (task.status().open() ? others : closings).add(amended);
      }
    }
    closings.addAll(others);
    return closings;
  }

  /**
   * Reconciles the tasks of one kind of one referral.
   *
   * @param due the task that should be there, or null
   * @param closing why there should be none: what a task that is there closes with
   */
  void reconcile(Referral referral, TaskKind kind, Due due, Supplier<Closing> closing) {
    if (due == null && current.isEmpty()) {
      return;
    }
    List<SupportTask> ours =
        current.values().stream()
            .filter(task -> task.kind() == kind && task.referral().equals(referral.id()))
            .filter(task -> task.status().open() || CloseReason.derived(task))
            .sorted(BEST_FIRST)
            .toList();
    SupportTask kept = ours.isEmpty() ? null : ours.get(0);
    for (int i = 1; i < ours.size(); i++) {
      withdraw(ours.get(i), new Closing(TaskStatus.CANCELLED, CloseReason.DUPLICATE));
    }
    if (due == null) {
      if (kept != null && kept.status().open()) {
        withdraw(kept, closing.get());
      }
    } else if (kept == null) {
      if (!due.finished()) {
        put(opened(referral, due));
      }
    } else if (kept.taken() && kept.status().open()) {
      put(followed(kept, due));
    } else if (kept.status().open() || !due.finished()) {
      put(restated(kept, due));
    }
  }

  private void put(SupportTask task) {
    current.put(task.id(), task);
  }

  private void withdraw(SupportTask task, Closing closing) {
    if (!task.status().open()) {
      return;
    }
    put(
        task.taken()
            ? task.draft().recordChanged(true).build()
            : task.draft()
                .status(closing.status())
                .closeReason(closing.reason())
                .escalation(List.of())
                .build());
  }

  /**
   * A taken task follows what is due while it is about the same appointments; else its owner is
   * told that the record has changed, and what she is working on stays as it was.
   */
  private static SupportTask followed(SupportTask task, Due due) {
    if (!due.appointments().equals(task.appointments())) {
      return task.draft().recordChanged(true).build();
    }
    return stated(task.draft(), due).recordChanged(due.finished()).build();
  }

  private static SupportTask restated(SupportTask task, Due due) {
    boolean finished = due.finished();
    return stated(task.draft(), due)
        .status(finished ? TaskStatus.COMPLETED : TaskStatus.REQUESTED)
        .appointments(due.appointments())
        .closeReason(finished ? due.card().finishedAs() : null)
        .recordChanged(false)
        .build();
  }

  private static SupportTaskDraft stated(SupportTaskDraft draft, Due due) {
    return draft
        .service(due.service())
        .priority(due.priority())
        .rule(due.card().id())
        .ruleVersion(due.card().version())
        .steps(due.steps())
        .due(due.due())
        .ownerRole(due.ownerRole())
        .reasons(due.reasons())
        .supports(due.supports())
        .cautions(due.cautions())
        .inputs(due.inputs());
  }

  private SupportTask opened(Referral referral, Due due) {
    return new SupportTask(
        freshId(referral, due.card().kind()),
        filed(referral, due),
        referral.id(),
        due.service(),
        due.card().kind(),
        TaskStatus.REQUESTED,
        due.priority(),
        due.card().id(),
        due.card().version(),
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
        false,
        due.cautions(),
        due.inputs(),
        List.of(),
        null);
  }

  /** With what it is about: it goes with that when records that were linked are parted again. */
  private long filed(Referral referral, Due due) {
    Long row = rows.get(referral.id());
    if (row == null && !due.appointments().isEmpty()) {
      row = rows.get(due.appointments().get(0));
    }
    return row == null ? person : row;
  }

  /** The same for the same person, referral, kind and number of tasks that people have closed. */
  private String freshId(Referral referral, TaskKind kind) {
    long ordinal =
        current.values().stream()
            .filter(task -> task.kind() == kind && task.referral().equals(referral.id()))
            .count();
    while (true) {
      String name = person + "|" + referral.id() + "|" + kind.code() + "|" + ordinal;
      String id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
      if (!current.containsKey(id)) {
        return id;
      }
      ordinal++;
    }
  }
}
