package org.attendancemonitor.statistics;

import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Slope of a straight line through a series, with limits that allow for neighbouring points going
 * up and down together (first-order autoregressive errors). Of the difference between two series it
 * tells whether they moved alike.
 */
public final class Trend {
  private static final int LEAST = 6;
  private static final int PARAMETERS = 2;

  private Trend() {}

  /**
   * The slope.
   *
   * @param values one for each period, in order of time, none left out
   * @param confidence 0.9 to below 1, or the same as per cent
   * @return per period; empty for fewer than 6 values
   */
  public static Optional<Estimate> of(double[] values, double confidence) {
    double tail = (1 - Confidence.bounded(confidence)) / 2;
    int size = values.length;
    if (size < LEAST) {
      return Optional.empty();
    }
    Line line = Line.through(values, 0, size);
    double[] residuals = new double[size];
    double[] weights = new double[size];
    double[][] making = new double[size][size];
    for (int i = 0; i < size; i++) {
      residuals[i] = values[i] - line.at(i);
      weights[i] = line.weightInSlope(i);
      for (int j = 0; j < size; j++) {
        making[i][j] = (i == j ? 1 : 0) - line.weightAt(i, j);
      }
    }
    double reach =
        TDistribution.of(size - PARAMETERS).inverseSurvivalProbability(tail)
            * new Autocorrelation(residuals, making).error(weights);
    return Optional.of(new Estimate(line.slope(), line.slope() - reach, line.slope() + reach));
  }
}
