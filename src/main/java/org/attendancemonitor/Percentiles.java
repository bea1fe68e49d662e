package org.attendancemonitor;

import java.util.List;

/**
 * How long something took, in milliseconds; zeros where it never happened.
 *
 * @param p50 median
 * @param p95 95th percentile
 * @param p99 99th percentile
 * @param max the longest
 */
record Percentiles(double p50, double p95, double p99, double max) {

  /** By nearest rank, from nanoseconds. */
  static Percentiles of(List<Long> nanos) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return new Percentiles(at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1));
  }

  private static double at(List<Long> sorted, double share) {
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(sorted.size() * share) - 1) / 1e6;
  }
}
