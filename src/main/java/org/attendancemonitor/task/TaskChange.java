package org.attendancemonitor.task;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.SupportTask;

/**
 * One change of a task, and by whom.
 *
 * @param id stable for as long as the record lasts
 * @param after the task as it stood then
 * @param action what somebody did, or null where the rules changed it
 * @param communications ids of the attempts to reach the patient that were recorded with it
 */
public record TaskChange(
    String id, SupportTask after, ActionFact action, List<String> communications) {
  public TaskChange {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(after, "after");
    communications = List.copyOf(communications);
  }

  /** When it was done. */
  public Instant at() {
    return action == null ? after.modified() : action.at();
  }
}
