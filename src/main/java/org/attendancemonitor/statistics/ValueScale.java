package org.attendancemonitor.statistics;

/** On which scale a value is close to normally distributed. */
public enum ValueScale {
  /** On its own. */
  PLAIN {
    @Override
    double to(double value) {
      return value;
    }

    @Override
    double back(double scaled) {
      return scaled;
    }

    @Override
    double slopeBack(double value) {
      return 1;
    }

    @Override
    double bendBack(double value) {
      return 0;
    }

    @Override
    double twistBack(double value) {
      return 0;
    }
  },
  /** A rate above 0: on its logarithm. */
  LOG {
    @Override
    double to(double value) {
      return Math.log(value);
    }

    @Override
    double back(double scaled) {
      return Math.exp(scaled);
    }

    @Override
    double slopeBack(double value) {
      return value;
    }

    @Override
    double bendBack(double value) {
      return value;
    }

    @Override
    double twistBack(double value) {
      return value;
    }
  },
  /** A proportion above 0 and below 1: on its log odds. */
  LOGIT {
    @Override
    double to(double value) {
      return Math.log(value / (1 - value));
    }

    @Override
    double back(double scaled) {
      return 1 / (1 + Math.exp(-scaled));
    }

    @Override
    double slopeBack(double value) {
      return value * (1 - value);
    }

    @Override
    double bendBack(double value) {
      return value * (1 - value) * (1 - 2 * value);
    }

    @Override
    double twistBack(double value) {
      return value * (1 - value) * (1 - 6 * value * (1 - value));
    }
  };

  /** The value on the scale; infinite or not a number where it has no place there. */
  abstract double to(double value);

  /** What stands at this place of the scale. */
  abstract double back(double scaled);

  /** First derivative, at this value, of the way back from the scale. */
  abstract double slopeBack(double value);

  /** Second derivative of the way back. */
  abstract double bendBack(double value);

  /** Third derivative of the way back. */
  abstract double twistBack(double value);
}
