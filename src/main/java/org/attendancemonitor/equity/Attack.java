package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.List;

/**
 * What a viewer with time can find out by adding and subtracting: unknown whole numbers in ranges,
 * tied by sums and by how far they can have moved, narrowed until nothing narrows further.
 */
final class Attack {

  /** Rounds of narrowing; far more than ranges of real figures need. */
  private static final int ROUNDS = 200;

  private final List<long[]> ranges = new ArrayList<>();
  private final List<Sum> sums = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  private record Sum(int[] parts, long total) {}

  private record Step(int from, int to, long least, long most) {}

  /** A number between low and high; the handle to ask for it by. */
  int number(long low, long high) {
    ranges.add(new long[] {low, high});
    return ranges.size() - 1;
  }

  /** The parts make this total. */
  void sum(List<Integer> parts, long total) {
    sums.add(new Sum(parts.stream().mapToInt(Integer::intValue).toArray(), total));
  }

  /** {@code to - from} lies between least and most. */
  void step(int from, int to, long least, long most) {
    steps.add(new Step(from, to, least, most));
  }

  long low(int number) {
    return ranges.get(number)[0];
  }

  long high(int number) {
    return ranges.get(number)[1];
  }

  /** Narrows every range as far as it goes. */
  void run() {
    boolean narrowed = true;
    for (int round = 0; narrowed && round < ROUNDS; round++) {
      narrowed = false;
      for (Sum sum : sums) {
        narrowed |= narrow(sum);
      }
      for (Step step : steps) {
        narrowed |= narrow(step.to, low(step.from) + step.least, high(step.from) + step.most);
        narrowed |= narrow(step.from, low(step.to) - step.most, high(step.to) - step.least);
      }
    }
  }

  private boolean narrow(Sum sum) {
    long low = 0;
    long high = 0;
    for (int part : sum.parts) {
      low += low(part);
      high += high(part);
    }
    boolean narrowed = false;
    for (int part : sum.parts) {
      long least = sum.total - (high - high(part));
      long most = sum.total - (low - low(part));
      narrowed |= narrow(part, least, most);
    }
    return narrowed;
  }

  private boolean narrow(int number, long low, long high) {
    long[] range = ranges.get(number);
    boolean narrowed = low > range[0] || high < range[1];
    range[0] = Math.max(range[0], low);
    range[1] = Math.min(range[1], high);
    return narrowed;
  }
}
