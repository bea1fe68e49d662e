package org.attendancemonitor.equity;

import org.attendancemonitor.record.OutcomeCounts;

/**
 * How a cell changed between two releases. A viewer sees only the difference, so what was corrected
 * counts with what entered or left.
 *
 * @param gained what entered the window, and net corrections upwards
 * @param lost what left it, and net corrections downwards
 */
record Movement(OutcomeCounts gained, OutcomeCounts lost) {

  /**
   * @param then counts at the earlier release
   * @param now counts at the later one
   * @param entered counts of the days that only the later window holds
   * @param left counts of the days that only the earlier window held, as known now
   */
  static Movement between(
      OutcomeCounts then, OutcomeCounts now, OutcomeCounts entered, OutcomeCounts left) {
    OutcomeCounts corrected = now.minus(then).minus(entered).plus(left);
    return new Movement(
        entered.plus(corrected.positive()),
        left.plus(OutcomeCounts.NONE.minus(corrected).positive()));
  }

  boolean none() {
    return gained.equals(OutcomeCounts.NONE) && lost.equals(OutcomeCounts.NONE);
  }
}
