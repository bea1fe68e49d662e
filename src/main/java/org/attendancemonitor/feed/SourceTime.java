package org.attendancemonitor.feed;

/** Whether a feed's own clock orders its news. */
public enum SourceTime {
  /** {@code meta.lastUpdated} says which news is newer. */
  USE,
  /** The clock cannot be trusted: the time of receipt decides. */
  IGNORE
}
