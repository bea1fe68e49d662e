package org.attendancemonitor.statistics;

import java.util.List;
import java.util.Optional;

/**
 * The ratio of the ends of a line, last to first, and its limits by Fieller's theorem: the r for
 * which last - r first is the right number of standard errors from nothing, allowing for the
 * skewness of the values.
 */
final class EndRatio {
  private final RankLine line;
  private final List<Cumulants> values;
  private final Cumulants first;
  private final Cumulants last;

  EndRatio(RankLine line, List<Cumulants> values) {
    this.line = line;
    this.values = values;
    first = line.first(values);
    last = line.last(values);
  }

  /**
   * Last to first.
   *
   * @param tail how likely the truth is below the lower limit, and above the upper
   * @return empty where the first end is not clearly above nothing, and so the ratio may be
   *     anything
   */
  Optional<Estimate> lastToFirst(double value, double tail) {
    return estimate(value, at(tail), at(1 - tail));
  }

  /** First to last, in the order of values, be the last end above nothing or below it. */
  Optional<Estimate> firstToLast(double value, double tail) {
    return estimate(value, turned(tail), turned(1 - tail));
  }

  private double turned(double probability) {
    double below = last.belowNothing();
    return 1 / at(probability < below ? below - probability : 1 - probability + below);
  }

  private double at(double probability) {
    double ratio = last.mean() / first.mean();
    for (int turn = 0; turn < 50; turn++) {
      // The skewness of last - r first depends on r, a little.
      ratio = fieller(line.lastMinus(ratio, values).bent(probability));
    }
    return ratio;
  }

  private double fieller(double z) {
    // last = first + slope, and the variance of a difference gives the covariance of the ends.
    double between = line.lastMinus(1, values).variance();
    double covariance = (first.variance() + last.variance() - between) / 2;
    double a = first.mean() * first.mean() - z * z * first.variance();
    double b = first.mean() * last.mean() - z * z * covariance;
    double c = last.mean() * last.mean() - z * z * last.variance();
    return a > 0 && first.mean() > 0
        ? (b + Math.signum(z) * Math.sqrt(Math.max(0, b * b - a * c))) / a
        : Double.NaN;
  }

  private static Optional<Estimate> estimate(double value, double lower, double upper) {
    return Double.isNaN(lower) || Double.isNaN(upper)
        ? Optional.empty()
        : Optional.of(new Estimate(value, lower, upper));
  }
}
