package org.attendancemonitor.equity;

/**
 * When a patient's missed appointments count as repeated.
 *
 * @param repeatFrom missed in 52 weeks, from which on it is {@code repeat}
 * @param highAbove missed in 52 weeks, above which it is {@code high}
 * @param againWithinDays days after a patient's first miss within which another is {@code again}
 */
public record RepeatSettings(int repeatFrom, int highAbove, int againWithinDays) {

  public RepeatSettings {
    atLeast("repeatFrom", 2, repeatFrom);
    atLeast("highAbove", 1, highAbove);
    atLeast("againWithinDays", 1, againWithinDays);
    if (againWithinDays >= Window.W52.days) {
      throw new IllegalArgumentException(
          "againWithinDays: expected less than " + Window.W52.days + ", found " + againWithinDays);
    }
  }

  private static void atLeast(String name, int least, int found) {
    if (found < least) {
      throw new IllegalArgumentException(name + ": expected " + least + " or more, found " + found);
    }
  }
}
