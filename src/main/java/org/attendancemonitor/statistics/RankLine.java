package org.attendancemonitor.statistics;

import java.util.List;

/**
 * The weighted least squares line through quantiles at their mid-ranks, weighted with their
 * populations. Its slope and its ends are weighted sums of the values; these are the weights.
 */
final class RankLine {
  private final double[] inSlope;
  private final double[] inFirst;
  private final double[] ranks;

  /** The line of these quantiles, each with a population above 0. */
  RankLine(List<QuantileValue> quantiles) {
    int size = quantiles.size();
    double all = quantiles.stream().mapToDouble(QuantileValue::population).sum();
    double[] shares = quantiles.stream().mapToDouble(each -> each.population() / all).toArray();
    inSlope = new double[size];
    inFirst = new double[size];
    ranks = new double[size];
    double before = 0;
    double spread = 0;
    for (int i = 0; i < size; i++) {
      ranks[i] = before + shares[i] / 2;
      // Mid-ranks weighted with their shares have their mean at one half.
      inSlope[i] = shares[i] * (ranks[i] - 0.5);
      spread += inSlope[i] * inSlope[i] / shares[i];
      before += shares[i];
    }
    for (int i = 0; i < size; i++) {
      inSlope[i] /= spread;
      inFirst[i] = shares[i] - inSlope[i] / 2;
    }
  }

  /** Where the quantiles stand, 0 to 1, from the first to the last. */
  double rank(int quantile) {
    return ranks[quantile];
  }

  /** From rank 0 to rank 1. */
  Cumulants slope(List<Cumulants> values) {
    return Cumulants.sum(inSlope, values);
  }

  /** Where the line stands at rank 0. */
  Cumulants first(List<Cumulants> values) {
    return Cumulants.sum(inFirst, values);
  }

  /** Where the line stands at rank 1. */
  Cumulants last(List<Cumulants> values) {
    return lastMinus(0, values);
  }

  /** Where it stands at rank 1 minus so many times where it stands at rank 0. */
  Cumulants lastMinus(double ratio, List<Cumulants> values) {
    double[] weights = new double[inSlope.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = inFirst[i] + inSlope[i] - ratio * inFirst[i];
    }
    return Cumulants.sum(weights, values);
  }
}
