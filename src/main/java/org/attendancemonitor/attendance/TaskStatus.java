package org.attendancemonitor.attendance;

/** Status of a task, a subset of FHIR task-status. */
public enum TaskStatus {
  REQUESTED,
  IN_PROGRESS,
  ON_HOLD,
  COMPLETED,
  CANCELLED;

  /** Still to be worked on. */
  public boolean open() {
    return this == REQUESTED || this == IN_PROGRESS || this == ON_HOLD;
  }

  /** The FHIR code, for example {@code in-progress}. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
