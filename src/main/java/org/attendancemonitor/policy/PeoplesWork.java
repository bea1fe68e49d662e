package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskStatus;

/**
 * Tasks as people's actions leave them. Owner, status, outcome and hold of a task that somebody has
 * worked on follow from the actions alone; a task that nobody has touched stays as it is.
 */
final class PeoplesWork {
  private PeoplesWork() {}

  /** The record with every task as worked on until now. */
  static PersonRecord applied(PersonRecord record, Instant now) {
    if (record.actions().isEmpty()) {
      return record;
    }
    Map<String, List<ActionFact>> byTask =
        record.actions().stream()
            .filter(action -> !action.at().isAfter(now))
            .collect(Collectors.groupingBy(ActionFact::task));
    List<SupportTask> tasks = new ArrayList<>(record.tasks().size());
    for (SupportTask task : record.tasks()) {
      List<ActionFact> actions = byTask.get(task.id());
      tasks.add(actions == null ? task : worked(task, actions, now));
    }
    return record.withTasks(tasks);
  }

  /** Those of some tasks that people have done something with until now. */
  static List<SupportTask> workedOn(List<SupportTask> tasks, PersonRecord record, Instant now) {
    return tasks.stream()
        .filter(
            task ->
                record.actions().stream()
                    .anyMatch(it -> it.task().equals(task.id()) && !it.at().isAfter(now)))
        .toList();
  }

  private static SupportTask worked(SupportTask task, List<ActionFact> actions, Instant now) {
    String owner = null;
    TaskStatus status = null;
    Instant until = null;
    String outcome = null;
    for (ActionFact action : actions) {
      switch (action.verb()) {
        case CLAIM -> {
          owner = action.actor().name();
          status = TaskStatus.IN_PROGRESS;
          until = null;
        }
        case RELEASE -> {
          owner = null;
          status = null;
          until = null;
        }
        case HOLD -> {
          owner = action.actor().name();
          status = TaskStatus.ON_HOLD;
          until = action.until();
        }
        case COMPLETE -> {
          owner = action.actor().name();
          status = TaskStatus.COMPLETED;
          until = null;
          outcome = action.outcome();
        }
        default -> {}
      }
      if (status == TaskStatus.COMPLETED) {
        break;
      }
    }
    if (status == TaskStatus.ON_HOLD && !until.isAfter(now)) {
      status = TaskStatus.IN_PROGRESS;
      until = null;
    }
    if (status == null) {
      // Nobody has it: it is open, unless the derivation has closed it.
      boolean closed = CloseReason.derived(task);
      status = closed ? task.status() : TaskStatus.REQUESTED;
      outcome = closed ? task.closeReason() : null;
    }
    return task.draft().owner(owner).status(status).closeReason(outcome).heldUntil(until).build();
  }
}
