package org.attendancemonitor.fault;

import java.util.ArrayList;
import java.util.List;

/**
 * How far something moved over some samples: the median of the slopes between all pairs of them
 * (Theil and Sen), times the time between the first and the last. A few samples that a fault fell
 * into do not move it.
 *
 * @param typical the median of the samples
 * @param rise from the first to the last; negative where it fell
 */
record Drift(double typical, double rise) {

  /** Of samples that are as far apart as the next ones. */
  static Drift of(List<Double> samples) {
    if (samples.size() < 2) {
      return new Drift(samples.isEmpty() ? 0 : samples.get(0), 0);
    }
    List<Double> slopes = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      for (int j = i + 1; j < samples.size(); j++) {
        slopes.add((samples.get(j) - samples.get(i)) / (j - i));
      }
    }
    return new Drift(median(samples), median(slopes) * (samples.size() - 1));
  }

  /** Whether it rose by no more than a share of what is typical, and an amount. */
  boolean isFlat(double share, double amount) {
    return rise <= share * typical + amount;
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
