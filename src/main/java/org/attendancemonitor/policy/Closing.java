package org.attendancemonitor.policy;

import org.attendancemonitor.attendance.TaskStatus;

/**
 * How a task that is no longer due closes.
 *
 * @param status completed, where what it asked for has happened; else cancelled
 * @param reason one of {@link CloseReason}
 */
record Closing(TaskStatus status, String reason) {

  static Closing cancelled(String reason) {
    return new Closing(TaskStatus.CANCELLED, reason);
  }

  static Closing completed(String reason) {
    return new Closing(TaskStatus.COMPLETED, reason);
  }
}
