package org.attendancemonitor.replay;

/**
 * How a team keeps up in one week. It works off so many contacts a week, the oldest first: what is
 * left over from earlier weeks, then what is due in this one. What is due in this week and is not
 * worked off in it is late.
 *
 * @param due contacts due in this week
 * @param late of them, those not worked off in it
 * @param left contacts left over for the next week, of this week and of earlier ones
 */
public record Lateness(long due, long late, long left) {
  /** Before the first week nothing is left over. */
  static final Lateness NONE = new Lateness(0, 0, 0);

  /** The next week. */
  Lateness next(long dueThen, long capacity) {
    long late = Math.min(dueThen, Math.max(0, left + dueThen - capacity));
    return new Lateness(dueThen, late, Math.max(0, left + dueThen - capacity));
  }

  /** This week and a later one, as one. */
  Lateness and(Lateness later) {
    return new Lateness(due + later.due, late + later.late, later.left);
  }

  /** The share of what is due that is late; 0 where nothing is due. */
  public double share() {
    return due == 0 ? 0 : (double) late / due;
  }
}
