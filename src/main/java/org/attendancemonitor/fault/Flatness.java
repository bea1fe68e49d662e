package org.attendancemonitor.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Whether what was looked at time and again stayed as it was.
 *
 * @param lines one for each thing looked at
 * @param broken those of them that rose too much
 */
record Flatness(List<String> lines, List<String> broken) {

  /**
   * How much of what is typical, and which amount besides, something may rise and be called flat.
   */
  private record Bound(
      String what, String unit, double share, double amount, ToDoubleFunction<Sample> value) {}

  private static final List<Bound> BOUNDS =
      List.of(
          new Bound("heap after a collection", "MB", 0.10, 10, Sample::heap),
          new Bound("resident memory", "MB", 0.10, 40, Sample::resident),
          new Bound("threads", "of them", 0.10, 5, Sample::threads),
          new Bound("open handles", "of them", 0.10, 10, Sample::handles),
          new Bound("answers, p50", "ms", 0.5, 5, Sample::p50),
          new Bound("answers, p99", "ms", 0.5, 60, Sample::p99),
          new Bound("store", "bytes a message", 0.25, 200, Sample::storeBytes),
          new Bound("journal", "MB", 0.5, 30, Sample::journal));

  /** Judges the given life of a process, without its first third, in which it warms up. */
  static Flatness of(List<Sample> samples, int life) {
    List<Sample> its = samples.stream().filter(sample -> sample.life() == life).toList();
    List<Sample> judged = its.subList(its.size() / 3, its.size());
    List<String> lines = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    for (Bound bound : BOUNDS) {
      Drift drift =
          Drift.of(
              judged.stream()
                  .map(bound.value::applyAsDouble)
                  .filter(value -> !value.isNaN())
                  .toList());
      String line =
          "%s: typically %.1f %s, %+.1f over the second half (at most +%.0f %% and %.0f %s)"
              .formatted(
                  bound.what,
                  drift.typical(),
                  bound.unit,
                  drift.rise(),
                  bound.share * 100,
                  bound.amount,
                  bound.unit);
      lines.add(line);
      if (!drift.isFlat(bound.share, bound.amount)) {
        broken.add("it is not flat: " + line);
      }
    }
    return new Flatness(List.copyOf(lines), List.copyOf(broken));
  }
}
