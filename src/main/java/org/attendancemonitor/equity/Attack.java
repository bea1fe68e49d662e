package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What a viewer with time can find out by adding and subtracting: unknown whole numbers in ranges,
 * tied by sums and differences, narrowed until nothing narrows further. All numbers and ties are
 * given first; then it may be run, told more, and run again.
 */
final class Attack {

  /** Times each tie is looked at, on average; far more often than ranges of real figures need. */
  private static final long LOOKS = 200;

  private static final int[] NONE = {};

  private long[] low = new long[64];
  private long[] high = new long[64];
  private int numbers;
  private final List<Tie> ties = new ArrayList<>();
  private int[] tiesOf;
  private int[] tiesFrom;
  private int[] queue;
  private int first;
  private int queued;
  private final BitSet inQueue = new BitSet();

  /** The sum of some numbers less the sum of others is at most the bound, and maybe at least it. */
  private record Tie(int[] plus, int[] minus, long bound, boolean exactly) {}

  /** Ranges as they were at a moment. */
  record Ranges(long[] low, long[] high) {}

  /** A number between low and high; the handle to ask for it by. */
  int number(long low, long high) {
    if (numbers == this.low.length) {
      this.low = Arrays.copyOf(this.low, 2 * numbers);
      this.high = Arrays.copyOf(this.high, 2 * numbers);
    }
    this.low[numbers] = low;
    this.high[numbers] = high;
    return numbers++;
  }

  /** The parts make this total. */
  void sum(int[] parts, long total) {
    ties.add(new Tie(parts, NONE, total, true));
  }

  /** What is added, less what is taken away, is the total. */
  void sum(int[] plus, int[] minus, long total) {
    ties.add(new Tie(plus, minus, total, true));
  }

  /** What is added, less what is taken away, is at most the bound. */
  void atMost(int[] plus, int[] minus, long bound) {
    ties.add(new Tie(plus, minus, bound, false));
  }

  long low(int number) {
    return low[number];
  }

  long high(int number) {
    return high[number];
  }

  /** No numbers at all fit what is known: then nothing follows from it. */
  boolean contradicts() {
    for (int number = 0; number < numbers; number++) {
      if (low[number] > high[number]) {
        return true;
      }
    }
    return false;
  }

  /** What is known of all numbers now. */
  Ranges ranges() {
    return new Ranges(Arrays.copyOf(low, numbers), Arrays.copyOf(high, numbers));
  }

  /** Forgets what was found out since. */
  void restore(Ranges ranges) {
    System.arraycopy(ranges.low, 0, low, 0, numbers);
    System.arraycopy(ranges.high, 0, high, 0, numbers);
  }

  /** A number turns out to lie between these; what follows from it is found by {@link #run}. */
  void learn(int number, long least, long most) {
    if (tiesOf == null) {
      settle();
    }
    if (least > low[number] || most < high[number]) {
      low[number] = Math.max(low[number], least);
      high[number] = Math.min(high[number], most);
      for (int i = tiesFrom[number]; i < tiesFrom[number + 1]; i++) {
        look(tiesOf[i]);
      }
    }
  }

  /** Narrows every range as far as it goes. */
  void run() {
    if (tiesOf == null) {
      settle();
    }
    for (long looks = LOOKS * ties.size(); looks > 0 && queued > 0; looks--) {
      int next = queue[first];
      first = (first + 1) % queue.length;
      queued--;
      inQueue.clear(next);
      Tie tie = ties.get(next);
      narrow(tie.plus, tie.minus, tie.bound);
      if (tie.exactly) {
        narrow(tie.minus, tie.plus, -tie.bound);
      }
    }
    queued = 0;
    inQueue.clear();
  }

  /** Nothing is added from here on; every tie is to be looked at. */
  private void settle() {
    tiesFrom = new int[numbers + 1];
    for (Tie tie : ties) {
      count(tie.plus);
      count(tie.minus);
    }
    for (int number = 0; number < numbers; number++) {
      tiesFrom[number + 1] += tiesFrom[number];
    }
    tiesOf = new int[tiesFrom[numbers]];
    queue = new int[ties.size()];
    // From the last to the first, so that tiesFrom ends where each number's ties begin.
    for (int tie = ties.size() - 1; tie >= 0; tie--) {
      place(tie, ties.get(tie).plus);
      place(tie, ties.get(tie).minus);
      look(tie);
    }
  }

  private void count(int[] used) {
    for (int number : used) {
      tiesFrom[number]++;
    }
  }

  private void place(int tie, int[] used) {
    for (int number : used) {
      tiesOf[--tiesFrom[number]] = tie;
    }
  }

  private void look(int tie) {
    if (!inQueue.get(tie)) {
      inQueue.set(tie);
      queue[(first + queued) % queue.length] = tie;
      queued++;
    }
  }

  private void narrow(int[] plus, int[] minus, long bound) {
    long slack = bound;
    for (int number : plus) {
      slack -= low[number];
    }
    for (int number : minus) {
      slack += high[number];
    }
    // With the others at their least, each may still be so much above its own, and no more.
    for (int number : plus) {
      if (high[number] - low[number] > slack) {
        learn(number, low[number], low[number] + slack);
      }
    }
    for (int number : minus) {
      if (high[number] - low[number] > slack) {
        learn(number, high[number] - slack, high[number]);
      }
    }
  }
}
