package org.attendancemonitor.attendance;

/** One difference between what is due and what is there. */
public sealed interface Change {

  /** A task that was not there. */
  record OpenTask(SupportTask task) implements Change {}

  /** A task that differs; carries its whole new state, closed or still open. */
  record AmendTask(SupportTask task) implements Change {}

  /** A flag that was not there, differs, or no longer holds; carries its whole new state. */
  record SetFlag(Flag flag) implements Change {}
}
