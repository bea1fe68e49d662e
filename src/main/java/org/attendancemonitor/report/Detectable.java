package org.attendancemonitor.report;

import java.util.Optional;
import java.util.OptionalDouble;
import org.attendancemonitor.statistics.SampleSize;

/**
 * What a comparison of two periods of a service can find: at a level of 5 %, four times in five.
 *
 * @param needed appointments due in each period to see a fall by one percentage point, in hundreds
 * @param smallest fall that is seen with as many as there are, in tenths of a percentage point;
 *     empty where not even a fall to nothing is
 */
record Detectable(double needed, OptionalDouble smallest) {
  private static final double POINT = 0.01;
  private static final double POWER = 0.8;
  private static final double LEVEL = 0.05;

  /**
   * For a service of this size.
   *
   * @param share missed
   * @param due appointments in a period
   * @param designEffect how many times as many it takes because patients have several
   * @return nothing where the share is too small to fall by a point
   */
  static Optional<Detectable> of(double share, double due, double designEffect) {
    if (share <= POINT || share >= 1) {
      return Optional.empty();
    }
    double needed = designEffect * perPeriod(share, POINT);
    OptionalDouble smallest = OptionalDouble.empty();
    for (int tenths = (int) Math.floor(999 * share); tenths >= 1; tenths--) {
      if (designEffect * perPeriod(share, tenths / 1000.0) > due) {
        break;
      }
      smallest = OptionalDouble.of(tenths / 1000.0);
    }
    return Optional.of(new Detectable(100 * Math.ceil(needed / 100), smallest));
  }

  private static double perPeriod(double share, double fall) {
    return SampleSize.perGroup(share, share - fall, POWER, LEVEL);
  }
}
