package org.attendancemonitor.statistics;

/**
 * Where a service lies in a funnel, by the farthest limits it is outside of. A place outside three
 * is a question, not a verdict.
 */
public enum FunnelPlace {
  /** Above the upper limit at three standard deviations. */
  ABOVE_3SD,
  /** Above the upper limit at two, not at three. */
  ABOVE_2SD,
  /** Inside the limits at two. */
  INSIDE,
  /** Below the lower limit at two, not at three. */
  BELOW_2SD,
  /** Below the lower limit at three standard deviations. */
  BELOW_3SD
}
