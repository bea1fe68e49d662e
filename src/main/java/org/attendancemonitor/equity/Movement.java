package org.attendancemonitor.equity;

import org.attendancemonitor.record.Counts;

/**
 * How a cell changed between two releases. A viewer sees only the difference, so what was corrected
 * counts with what entered or left.
 *
 * @param gained what entered the window, and net corrections upwards
 * @param lost what left it, and net corrections downwards
 */
record Movement(Counts gained, Counts lost) {

  /**
   * @param then counts at the earlier release
   * @param now counts at the later one
   * @param entered counts of what only the later one holds
   * @param left counts of what only the earlier one held, as known now
   */
  static Movement between(Counts then, Counts now, Counts entered, Counts left) {
    Counts corrected = now.minus(then).minus(entered).plus(left);
    return new Movement(
        entered.plus(corrected.positive()),
        left.plus(Counts.none(now.subject()).minus(corrected).positive()));
  }

  boolean none() {
    return gained.isNone() && lost.isNone();
  }
}
