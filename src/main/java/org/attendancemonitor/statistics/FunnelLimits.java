package org.attendancemonitor.statistics;

/**
 * Where a proportion of n would fall by chance about the average, at two and three standard
 * deviations (95 and 99.8 per cent).
 *
 * @param lower2 lower limit at two, 0 to 1
 * @param upper2 upper limit at two, 0 to 1
 * @param lower3 lower limit at three, 0 to 1
 * @param upper3 upper limit at three, 0 to 1
 */
public record FunnelLimits(double lower2, double upper2, double lower3, double upper3) {

  /** Where this value lies; on a limit is inside. */
  public FunnelPlace place(double value) {
    if (value < lower3) {
      return FunnelPlace.BELOW_3SD;
    }
    if (value < lower2) {
      return FunnelPlace.BELOW_2SD;
    }
    if (value > upper3) {
      return FunnelPlace.ABOVE_3SD;
    }
    return value > upper2 ? FunnelPlace.ABOVE_2SD : FunnelPlace.INSIDE;
  }
}
