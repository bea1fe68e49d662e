package org.attendancemonitor.statistics;

/**
 * One wait, as far as it was observed.
 *
 * @param from how long it had lasted, in days, when it came under observation; 0 where it was
 *     observed from its start. A wait that was old already when records begin is known only because
 *     it had not ended before: it must not count among those at risk of ending then.
 * @param days how long it lasted, or has lasted so far
 * @param end how it ended
 */
public record Wait(int from, int days, WaitEnd end) {

  /**
   * @throws IllegalArgumentException where it came under observation before it began or after its
   *     end
   */
  public Wait {
    if (from < 0 || from > days) {
      throw new IllegalArgumentException(
          "from: expected 0 to days, found from = " + from + ", days = " + days);
    }
  }

  /** A wait observed from its start. */
  public static Wait of(int days, WaitEnd end) {
    return new Wait(0, days, end);
  }

  /** Whether it was under observation for any time at all. */
  boolean observed() {
    return from == 0 || from < days;
  }
}
