package org.attendancemonitor.statistics;

import java.util.Optional;

/** How many times as likely one group is as another: ratio of two independent proportions. */
public final class RiskRatio {

  private RiskRatio() {}

  /**
   * The ratio first to second with limits by the log method (Katz 1978): {@code RR exp(-/+ z se)},
   * {@code se = sqrt(1/x1 - 1/n1 + 1/x2 - 1/n2)}.
   *
   * @param confidence 0.9 to below 1, or the same as per cent
   * @return empty where one of them had none (or nobody), or both had all, which leaves the method
   *     no variance: publish the difference alone
   */
  public static Optional<Estimate> of(Proportion first, Proportion second, double confidence) {
    return of(first, 1, second, 1, confidence);
  }

  /**
   * The same where trials come in clusters: the variance of the log of each proportion is
   * multiplied with its design effect, which is the log method on effective numbers.
   *
   * @param firstEffect design effect of the first, 1 or more
   * @param secondEffect design effect of the second, 1 or more
   * @throws IllegalArgumentException where a design effect is below 1
   */
  public static Optional<Estimate> of(
      Proportion first,
      double firstEffect,
      Proportion second,
      double secondEffect,
      double confidence) {
    if (!(firstEffect >= 1 && secondEffect >= 1)) {
      throw new IllegalArgumentException(
          "design effect: expected 1 or more, found " + firstEffect + " and " + secondEffect);
    }
    double z = Confidence.z(confidence);
    if (first.x() == 0 || second.x() == 0) {
      return Optional.empty();
    }
    double ratio = first.value() / second.value();
    double variance = firstEffect * logVariance(first) + secondEffect * logVariance(second);
    if (variance == 0) {
      return Optional.empty();
    }
    double factor = Math.exp(z * Math.sqrt(variance));
    return Optional.of(new Estimate(ratio, ratio / factor, ratio * factor));
  }

  private static double logVariance(Proportion share) {
    return 1.0 / share.x() - 1.0 / share.n();
  }
}
