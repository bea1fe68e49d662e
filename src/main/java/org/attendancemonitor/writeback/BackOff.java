package org.attendancemonitor.writeback;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failures in a row: twice as long each time, up to an hour, and of that a
 * random half to the whole, so that many who failed together do not come again together.
 */
record BackOff(Duration first, RandomGenerator random) {
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int DOUBLINGS = 16;

  /**
   * @param failures in a row, from 1
   */
  Duration after(int failures) {
    Duration whole = first.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
    long longest = Math.min(whole.toMillis(), LONGEST.toMillis());
    return Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1));
  }
}
