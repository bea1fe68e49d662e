package org.attendancemonitor.equity;

import java.util.function.ToLongFunction;
import org.attendancemonitor.record.Counts;
import org.attendancemonitor.record.KeptCell;

/**
 * A count that viewers can add up over the groups of a dimension and compare with the exact total
 * of the service.
 *
 * @param name as written in the metrics' label where it is shown under a name of its own
 * @param of takes it from the counts of a cell
 * @param passing of what entered or was gained by a cell, how many left this count for another
 */
record Column(String name, ToLongFunction<Counts> of, ToLongFunction<Counts> passing) {

  /** A count whose changes are those of the counts it is made of. */
  Column(String name, ToLongFunction<Counts> of) {
    this(name, of, moved -> 0);
  }

  long of(Counts counts) {
    return of.applyAsLong(counts);
  }

  /** What a cell gained of it since the release before. */
  long gained(KeptCell cell) {
    return Math.max(of(cell.gained()) + passing.applyAsLong(cell.gained()), net(cell));
  }

  /** What a cell lost of it since. */
  long lost(KeptCell cell) {
    return gained(cell) - net(cell);
  }

  private long net(KeptCell cell) {
    return of(cell.gained()) - of(cell.lost());
  }

  /** From low to high, both possible. */
  record Range(long low, long high) {}
}
