package org.attendancemonitor.equity;

import java.util.Arrays;

/**
 * A patient attacker. Of each group he asks how much happened up to each of some days: numbers that
 * never fall. What he reads of a window bounds the difference of two of them; all differences bound
 * each other along every path (shortest paths, by Floyd and Warshall), so windows that overlap,
 * tile or nest, of whatever releases, need no thought of their own. Groups add up to what happened
 * in the service between two days, of which he is told more than anybody knows: every day's.
 */
final class Snooper {
  private final int days;

  /** {@code most[group][from][to]}: the most that can lie between two days, negative backwards. */
  private final long[][][] most;

  private final long[][] total;

  /**
   * @param total of the service, between each day and each later one
   */
  Snooper(int groups, long[][] total) {
    this(groups, total, total);
  }

  /**
   * The same of sets of people that need not hold each other: how many more one has than another.
   *
   * @param total of the service, from each set to each later one; may be negative
   * @param more how many of the service are in the second set and not in the first; between days
   *     nothing backwards
   */
  Snooper(int groups, long[][] total, long[][] more) {
    this.days = total.length;
    this.total = total;
    this.most = new long[groups][days][];
    for (long[][] group : most) {
      for (int from = 0; from < days; from++) {
        group[from] = more[from].clone();
      }
    }
  }

  /** A count between two days is read to lie in a range. */
  void read(int group, int from, int to, long low, long high) {
    most[group][from][to] = Math.min(most[group][from][to], high);
    most[group][to][from] = Math.min(most[group][to][from], -low);
  }

  /** Thinks until nothing more follows. */
  void think() {
    boolean learnt = true;
    while (learnt) {
      for (long[][] group : most) {
        alongEveryPath(group);
      }
      learnt = addUp();
    }
  }

  private void alongEveryPath(long[][] group) {
    for (int by = 0; by < days; by++) {
      for (int from = 0; from < days; from++) {
        for (int to = 0; to < days; to++) {
          group[from][to] = Math.min(group[from][to], group[from][by] + group[by][to]);
        }
      }
    }
  }

  private boolean addUp() {
    boolean learnt = false;
    for (int from = 0; from < days; from++) {
      for (int to = from + 1; to < days; to++) {
        int a = from;
        int b = to;
        long highest = Arrays.stream(most).mapToLong(group -> group[a][b]).sum();
        long lowest = -Arrays.stream(most).mapToLong(group -> group[b][a]).sum();
        for (long[][] group : most) {
          long high = total[a][b] - (lowest + group[b][a]);
          long low = total[a][b] - (highest - group[a][b]);
          learnt |= high < group[a][b] || -low < group[b][a];
          group[a][b] = Math.min(group[a][b], high);
          group[b][a] = Math.min(group[b][a], -low);
        }
      }
    }
    return learnt;
  }

  long low(int group, int from, int to) {
    return -most[group][to][from];
  }

  long high(int group, int from, int to) {
    return most[group][from][to];
  }
}
