package org.attendancemonitor.statistics;

import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Interrupted time series: one straight line before a dated change, another after it (segmented
 * regression), with standard errors that allow for neighbouring points going up and down together
 * (first-order autoregressive errors; those of Newey and West are far too small for series of this
 * length). Without a control group it cannot tell the change from other causes of the same time.
 *
 * @param level how far the second line stands from where the first would be, at the first point
 *     after the change
 * @param trend how much more it rises per point
 */
public record InterruptedSeries(Estimate level, Estimate trend) {
  private static final int LEAST = 24;
  private static final int LEAST_ON_A_SIDE = 8;
  private static final int PARAMETERS = 4;

  /**
   * The effect of a change.
   *
   * @param values one for each period, in order of time, none left out
   * @param change position, from 0, of the first value after the change
   * @param confidence 0.9 to below 1, or the same as per cent
   * @return empty for fewer than 24 values, or fewer than 8 on one side of the change
   */
  public static Optional<InterruptedSeries> of(double[] values, int change, double confidence) {
    double tail = (1 - Confidence.bounded(confidence)) / 2;
    int size = values.length;
    if (size < LEAST || change < LEAST_ON_A_SIDE || size - change < LEAST_ON_A_SIDE) {
      return Optional.empty();
    }
    Line before = Line.through(values, 0, change);
    Line after = Line.through(values, change, size);
    double[] residuals = new double[size];
    double[][] making = new double[size][size];
    double[] inLevel = new double[size];
    double[] inTrend = new double[size];
    for (int i = 0; i < size; i++) {
      Line line = i < change ? before : after;
      double sign = i < change ? -1 : 1;
      residuals[i] = values[i] - line.at(i);
      inLevel[i] = sign * line.weightAt(change, i);
      inTrend[i] = sign * line.weightInSlope(i);
      for (int j = i < change ? 0 : change; j < (i < change ? change : size); j++) {
        making[i][j] = (i == j ? 1 : 0) - line.weightAt(i, j);
      }
    }
    Autocorrelation errors = new Autocorrelation(residuals, making);
    double t = TDistribution.of(size - PARAMETERS).inverseSurvivalProbability(tail);
    double level = after.at(change) - before.at(change);
    double trend = after.slope() - before.slope();
    return Optional.of(
        new InterruptedSeries(
            estimate(level, t * errors.error(inLevel)),
            estimate(trend, t * errors.error(inTrend))));
  }

  private static Estimate estimate(double value, double reach) {
    return new Estimate(value, value - reach, value + reach);
  }
}
