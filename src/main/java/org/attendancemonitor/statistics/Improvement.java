package org.attendancemonitor.statistics;

import java.util.Optional;

/** Which way a measure gets better. */
public enum Improvement {
  /** Lower is better, as with missed appointments. */
  DECREASE,
  /** Higher is better, as with attendance. */
  INCREASE,
  /** Neither, as with the number of referrals. */
  NEUTRAL;

  /** What a signal means for such a measure. */
  public PointKind kind(Optional<Signal> signal) {
    if (signal.isEmpty()) {
      return PointKind.COMMON_CAUSE;
    }
    boolean high = signal.get().high();
    if (this == NEUTRAL) {
      return high ? PointKind.NEUTRAL_HIGH : PointKind.NEUTRAL_LOW;
    }
    return high == (this == INCREASE) ? PointKind.IMPROVEMENT : PointKind.CONCERN;
  }
}
