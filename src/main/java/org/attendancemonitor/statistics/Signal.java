package org.attendancemonitor.statistics;

/** What the rules of a process chart say of a point, in order of priority. */
public enum Signal {
  /** Above the upper limit. */
  ABOVE_UPPER(true),
  /** Below the lower limit. */
  BELOW_LOWER(false),
  /** One of seven or more points that rise and rise. */
  TREND_UP(true),
  /** One of seven or more points that fall and fall. */
  TREND_DOWN(false),
  /** One of at least two among three on the upper side that lie near the upper limit. */
  TWO_IN_THREE_HIGH(true),
  /** One of at least two among three on the lower side that lie near the lower limit. */
  TWO_IN_THREE_LOW(false),
  /** One of seven or more points in a row above the mean. */
  SHIFT_HIGH(true),
  /** One of seven or more points in a row below the mean. */
  SHIFT_LOW(false);

  private final boolean high;

  Signal(boolean high) {
    this.high = high;
  }

  /** Whether it speaks of higher values than before; else of lower ones. */
  public boolean high() {
    return high;
  }
}
