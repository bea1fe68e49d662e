package org.attendancemonitor.equity;

import org.attendancemonitor.record.Counts;

/**
 * How a cell changed between two releases. A viewer sees only the difference, so what was corrected
 * counts with what entered or left.
 *
 * @param entered what only the later one holds
 * @param left what only the earlier one held, as known now
 * @param corrected what else is different, part by part; a part may be negative
 */
record Movement(Counts entered, Counts left, Counts corrected) {

  /**
   * @param then counts at the earlier release
   * @param now counts at the later one
   * @param entered as above
   * @param left as above
   */
  static Movement between(Counts then, Counts now, Counts entered, Counts left) {
    return new Movement(entered, left, now.minus(then).minus(entered).plus(left));
  }

  /** What came, and net corrections upwards of each part. */
  Counts gained() {
    return entered.plus(corrected.positive());
  }

  /** What went, and net corrections downwards of each part. */
  Counts lost() {
    return left.plus(Counts.none(left.subject()).minus(corrected).positive());
  }

  /**
   * What came of a column, and its net corrections upwards: one between two of its parts is none.
   */
  long gained(Column column) {
    return column.of(entered) + Math.max(0, column.of(corrected));
  }

  /** What went of a column, and its net corrections downwards. */
  long lost(Column column) {
    return column.of(left) + Math.max(0, -column.of(corrected));
  }

  boolean none() {
    return gained().isNone() && lost().isNone();
  }
}
