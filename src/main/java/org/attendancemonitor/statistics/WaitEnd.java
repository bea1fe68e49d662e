package org.attendancemonitor.statistics;

/** How a wait ended, if it did. */
public enum WaitEnd {
  /** By being seen. */
  SEEN,
  /** Without being seen: discharged, referred back, moved, died. */
  REMOVED,
  /** Not yet: still waiting on the day of the census. */
  WAITING
}
