package org.attendancemonitor.statistics;

/** How a point of a process chart is coloured. */
public enum PointKind {
  /** No signal: as much up and down as is usual here. */
  COMMON_CAUSE,
  /** A signal for the better. */
  IMPROVEMENT,
  /** A signal for the worse. */
  CONCERN,
  /** A signal of higher values, which are neither better nor worse. */
  NEUTRAL_HIGH,
  /** A signal of lower values, which are neither better nor worse. */
  NEUTRAL_LOW
}
