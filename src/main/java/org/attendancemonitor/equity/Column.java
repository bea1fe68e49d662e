package org.attendancemonitor.equity;

import java.util.function.ToLongFunction;
import org.attendancemonitor.record.Counts;

/**
 * A count that viewers can add up over the groups of a dimension and compare with the exact total
 * of the service.
 *
 * @param name as written in the metrics' label where it is shown under a name of its own
 * @param of takes it from the counts of a cell
 */
record Column(String name, ToLongFunction<Counts> of) {

  long of(Counts counts) {
    return of.applyAsLong(counts);
  }

  /** From low to high, both possible. */
  record Range(long low, long high) {}
}
