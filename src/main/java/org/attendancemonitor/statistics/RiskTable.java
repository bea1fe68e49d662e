package org.attendancemonitor.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * How many waits were under observation and could have ended on each day that one did. On day t
 * those are at risk that came under observation before it (or began under observation) and had not
 * ended before it.
 *
 * @param days the days on which waits ended, in order
 * @param lastDay the last day to which the table says something, with or without an end on it
 */
record RiskTable(List<Day> days, int lastDay) {

  /**
   * One day.
   *
   * @param day counted from the start of each wait
   * @param atRisk how many could have ended
   * @param seen how many ended by being seen
   * @param removed how many ended without
   */
  record Day(int day, long atRisk, long seen, long removed) {
    long ended() {
      return seen + removed;
    }

    long ended(WaitEnd end) {
      return end == WaitEnd.SEEN ? seen : removed;
    }
  }

  static RiskTable of(Collection<Wait> waits) {
    TreeMap<Integer, Moves> moves = new TreeMap<>();
    for (Wait wait : waits) {
      if (wait.observed()) {
        // Observed from its start, it can end on day 0 already; else from the day after.
        moves.computeIfAbsent(wait.from() == 0 ? 0 : wait.from() + 1, day -> new Moves()).entered++;
        Moves last = moves.computeIfAbsent(wait.days(), day -> new Moves());
        last.left++;
        last.seen += wait.end() == WaitEnd.SEEN ? 1 : 0;
        last.removed += wait.end() == WaitEnd.REMOVED ? 1 : 0;
      }
    }
    return of(moves);
  }

  /**
   * The table as far as it goes: where nobody is left under observation, or everyone left ends at
   * once, although longer waits come under observation later, the rest cannot be known.
   */
  private static RiskTable of(TreeMap<Integer, Moves> moves) {
    List<Day> days = new ArrayList<>();
    long atRisk = 0;
    int lastDay = 0;
    for (var each : moves.entrySet()) {
      int day = each.getKey();
      Moves of = each.getValue();
      boolean gap = atRisk == 0 && day > lastDay + 1;
      atRisk += of.entered;
      boolean allEnd = of.ended() == atRisk && day != moves.lastKey();
      if (gap || allEnd) {
        return new RiskTable(List.copyOf(days), Math.max(0, gap ? lastDay : day - 1));
      }
      if (of.ended() > 0) {
        days.add(new Day(day, atRisk, of.seen, of.removed));
      }
      atRisk -= of.left;
      lastDay = day;
    }
    return new RiskTable(List.copyOf(days), lastDay);
  }

  /** What happens on one day. */
  private static final class Moves {
    private long entered;
    private long left;
    private long seen;
    private long removed;

    long ended() {
      return seen + removed;
    }
  }
}
