package org.attendancemonitor.statistics;

/**
 * How far the error of one period goes on into the next (first-order autoregression), told from the
 * residuals of a regression. Residuals go up and down more than the errors themselves: the rate is
 * the one whose expected correlation of neighbouring residuals is the observed one, and never below
 * 0.
 */
final class Autocorrelation {
  private static final double MOST = 0.95;
  private static final int HALVINGS = 50;

  private final double[] residualsApart;
  private final double[] neighboursApart;
  private final double squares;
  private final double rate;

  /**
   * Of these residuals.
   *
   * @param making the matrix that makes residuals of values, symmetric and idempotent
   */
  Autocorrelation(double[] residuals, double[][] making) {
    int size = residuals.length;
    residualsApart = new double[size];
    neighboursApart = new double[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        residualsApart[Math.abs(i - j)] += making[i][j];
        for (int k = 1; k < size; k++) {
          neighboursApart[Math.abs(i - j)] += making[i][k] * making[k - 1][j];
        }
      }
    }
    double sum = residuals[0] * residuals[0];
    double neighbours = 0;
    for (int i = 1; i < size; i++) {
      sum += residuals[i] * residuals[i];
      neighbours += residuals[i] * residuals[i - 1];
    }
    squares = sum;
    rate = sum > 0 ? rate(neighbours / sum) : 0;
  }

  private double rate(double observed) {
    double low = 0;
    double high = MOST;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (at(middle, neighboursApart) / at(middle, residualsApart) < observed) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Standard error of the sum of the values with these weights. */
  double error(double[] weights) {
    double[] apart = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < weights.length; j++) {
        apart[Math.abs(i - j)] += weights[i] * weights[j];
      }
    }
    return Math.sqrt(Math.max(0, squares / at(rate, residualsApart) * at(rate, apart)));
  }

  private static double at(double rate, double[] apart) {
    double sum = 0;
    for (int i = apart.length - 1; i >= 0; i--) {
      sum = sum * rate + apart[i];
    }
    return sum;
  }
}
