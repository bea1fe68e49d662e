package org.attendancemonitor.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A stretch of a process chart with one mean, its limits, and the rules within it. */
final class ProcessSegment {
  private static final double LIMIT = 2.66;
  private static final double SCREEN = 3.267;
  private static final int RUN = 7;
  private static final int FEW = 13;
  private static final double SAME = 1e-9;
  private static final double UNITS = 0.4;

  private final double[] values;
  private final double unit;
  private final double mean;
  private final Optional<ProcessLimits> limits;
  private final List<Set<Signal>> signals = new ArrayList<>();

  ProcessSegment(double[] values, ProcessChart.Method method) {
    this.values = values;
    this.unit = method.unit();
    int size = Math.min(values.length, method.baseline().orElse(values.length));
    double[] baseline = Arrays.copyOf(values, size);
    mean = Arrays.stream(baseline).average().orElseThrow();
    double range = averageRange(baseline, method.screenOutliers());
    // Limits of no width would call every other value a signal: where nothing moves there are none.
    limits =
        range > SAME * scale()
            ? Optional.of(new ProcessLimits(mean, LIMIT * range))
            : Optional.empty();
    for (int i = 0; i < values.length; i++) {
      signals.add(EnumSet.noneOf(Signal.class));
    }
    limits.ifPresent(this::markOutside);
    markRuns(true, Signal.TREND_UP, Signal.TREND_DOWN);
    limits.ifPresent(this::markTwoInThree);
    markRuns(false, Signal.SHIFT_HIGH, Signal.SHIFT_LOW);
  }

  List<ProcessPoint> points() {
    return IntStream.range(0, values.length)
        .mapToObj(
            i ->
                new ProcessPoint(
                    values[i], mean, limits, signals.get(i), first(i), values.length < FEW))
        .toList();
  }

  private double averageRange(double[] baseline, boolean screened) {
    double[] ranges =
        IntStream.range(1, baseline.length)
            .mapToDouble(i -> Math.abs(baseline[i] - baseline[i - 1]))
            .toArray();
    double least = ranges.length == 0 ? 0 : UNITS * unit;
    double average = Math.max(least, Arrays.stream(ranges).average().orElse(0));
    return screened
        ? Math.max(
            least,
            Arrays.stream(ranges).filter(range -> range < SCREEN * average).average().orElse(0))
        : average;
  }

  private void markOutside(ProcessLimits of) {
    for (int i = 0; i < values.length; i++) {
      if (above(values[i], of.upper())) {
        signals.get(i).add(Signal.ABOVE_UPPER);
      } else if (above(of.lower(), values[i])) {
        signals.get(i).add(Signal.BELOW_LOWER);
      }
    }
  }

  /** Marks seven points or more in a row: of steps one way, or of points on one side. */
  private void markRuns(boolean steps, Signal high, Signal low) {
    int needed = steps ? RUN - 1 : RUN;
    int from = steps ? 1 : 0;
    int length = 0;
    int before = 0;
    for (int i = from; i < values.length; i++) {
      int way = steps ? compare(values[i], values[i - 1]) : side(i);
      length = way != 0 && way == before ? length + 1 : Math.abs(way);
      before = way;
      if (length >= needed) {
        // A run of steps has one more point, the one it starts from.
        for (int marked = i - length + 1 - from; marked <= i; marked++) {
          signals.get(marked).add(way > 0 ? high : low);
        }
      }
    }
  }

  private void markTwoInThree(ProcessLimits of) {
    for (int i = 2; i < values.length; i++) {
      int side = side(i);
      List<Integer> near = new ArrayList<>();
      boolean together = side != 0;
      for (int each = i - 2; each <= i; each++) {
        together &= side(each) == side;
        if (side > 0 ? nearUpper(each, of) : nearLower(each, of)) {
          near.add(each);
        }
      }
      if (together && near.size() >= 2) {
        Signal signal = side > 0 ? Signal.TWO_IN_THREE_HIGH : Signal.TWO_IN_THREE_LOW;
        near.forEach(each -> signals.get(each).add(signal));
      }
    }
  }

  private boolean nearUpper(int i, ProcessLimits of) {
    return above(values[i], of.nearUpper()) && !above(values[i], of.upper());
  }

  private boolean nearLower(int i, ProcessLimits of) {
    return above(of.nearLower(), values[i]) && !above(of.lower(), values[i]);
  }

  private Optional<Signal> first(int i) {
    Set<Signal> held = signals.get(i);
    boolean turn = held.contains(Signal.TREND_UP) && held.contains(Signal.TREND_DOWN);
    Optional<Signal> first = held.stream().findFirst();
    // Between two trends the step to the right decides.
    return turn && first.equals(Optional.of(Signal.TREND_UP)) && above(values[i], values[i + 1])
        ? Optional.of(Signal.TREND_DOWN)
        : first;
  }

  /** On which side of the mean a point is; 0 on it, which rounding may have moved it from. */
  private int side(int i) {
    return Math.abs(values[i] - mean) <= unit / 2 + SAME * scale()
        ? 0
        : Double.compare(values[i], mean);
  }

  private int compare(double one, double other) {
    return Math.abs(one - other) <= SAME * scale() ? 0 : Double.compare(one, other);
  }

  private boolean above(double one, double other) {
    return compare(one, other) > 0;
  }

  private double scale() {
    return Math.max(1, Math.abs(mean));
  }
}
