package org.attendancemonitor.statistics;

/**
 * A least squares line through values at equal distances.
 *
 * @param middle position of the middle of the values
 * @param mean of the values
 * @param slope per position
 * @param size how many values
 * @param spread sum of the squared distances of the positions from the middle
 */
record Line(double middle, double mean, double slope, int size, double spread) {

  /** Through the values from one position until another. */
  static Line through(double[] values, int from, int until) {
    int size = until - from;
    double middle = (from + until - 1) / 2.0;
    double mean = 0;
    double spread = 0;
    double together = 0;
    for (int i = from; i < until; i++) {
      mean += values[i] / size;
      spread += (i - middle) * (i - middle);
      together += (i - middle) * values[i];
    }
    return new Line(middle, mean, together / spread, size, spread);
  }

  double at(int position) {
    return mean + slope * (position - middle);
  }

  /** How much the value at one position weighs in the slope. */
  double weightInSlope(int of) {
    return (of - middle) / spread;
  }

  /** How much the value at one position weighs in the line at another. */
  double weightAt(int position, int of) {
    return 1.0 / size + (position - middle) * weightInSlope(of);
  }
}
