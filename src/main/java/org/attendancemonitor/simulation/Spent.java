package org.attendancemonitor.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a service spent.
 *
 * @param processorNanos processor time of its process, in nanoseconds
 * @param steps nanoseconds in each step of the way, in the order of the steps
 */
record Spent(long processorNanos, Map<String, Long> steps) {
  static final Spent NOTHING = new Spent(0, Map.of());

  /** Since it started. */
  static Spent by(Target target) {
    return new Spent(target.processorNanos(), target.nanosBySteps());
  }

  /** What was spent after an earlier moment. */
  Spent since(Spent earlier) {
    Map<String, Long> between = new LinkedHashMap<>();
    steps.forEach((step, nanos) -> between.put(step, nanos - earlier.steps.getOrDefault(step, 0L)));
    return new Spent(processorNanos - earlier.processorNanos, between);
  }

  /** All but one step. */
  Spent without(String step) {
    Map<String, Long> others = new LinkedHashMap<>(steps);
    others.remove(step);
    return new Spent(processorNanos, others);
  }

  /** Both together. */
  Spent and(Spent other) {
    Map<String, Long> sum = new LinkedHashMap<>(steps);
    other.steps.forEach((step, nanos) -> sum.merge(step, nanos, Long::sum));
    return new Spent(processorNanos + other.processorNanos, sum);
  }
}
