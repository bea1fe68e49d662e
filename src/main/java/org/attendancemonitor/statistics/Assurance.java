package org.attendancemonitor.statistics;

/** Whether a process as it is meets a target. */
public enum Assurance {
  /** It will meet the target again and again. */
  CONSISTENT_PASS,
  /** It will miss the target again and again: only another process will meet it. */
  CONSISTENT_FAIL,
  /** The target is inside the limits: met or missed by chance. */
  INCONSISTENT
}
