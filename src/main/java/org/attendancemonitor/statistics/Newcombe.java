package org.attendancemonitor.statistics;

/**
 * Difference of two independent proportions with Newcombe's hybrid score limits (method 10 of
 * Newcombe, Statistics in Medicine 1998; 17: 873-890): the limits of the two are squared and added.
 */
public final class Newcombe {

  private Newcombe() {}

  /**
   * The difference first minus second from Wilson limits.
   *
   * @param first with an n above 0
   * @param second with an n above 0
   * @param confidence 0.9 to 1, or the same as per cent
   * @return a share, -1 to 1
   */
  public static Estimate difference(Proportion first, Proportion second, double confidence) {
    return difference(
        WilsonInterval.estimate(first, confidence), WilsonInterval.estimate(second, confidence));
  }

  /**
   * The difference first minus second from limits of any kind, for example limits that allow for
   * several appointments of one patient: {@code d - sqrt((p1 - l1)^2 + (u2 - p2)^2)} to {@code d +
   * sqrt((u1 - p1)^2 + (p2 - l2)^2)}. Both limits are of the confidence wanted.
   */
  public static Estimate difference(Estimate first, Estimate second) {
    double difference = first.value() - second.value();
    return new Estimate(
        difference,
        difference - Math.hypot(first.value() - first.lower(), second.upper() - second.value()),
        difference + Math.hypot(first.upper() - first.value(), second.value() - second.lower()));
  }
}
