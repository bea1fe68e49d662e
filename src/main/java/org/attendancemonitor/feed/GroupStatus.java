package org.attendancemonitor.feed;

/** What "attended" or "missed" on an appointment of several patients says about each of them. */
public enum GroupStatus {
  /** Nothing: the outcome of each person is not recorded. */
  UNKNOWN,
  /** The sender uses the status for every patient of the group. */
  APPLIES_TO_ALL
}
