package org.attendancemonitor.statistics;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * How far groups without an order (ethnic categories, languages) lie from a reference: {@code mean
 * |r_g - r_ref| / r_ref} (Pearcy and Keppel 2002), with a percentile bootstrap of fixed seed.
 * Chance alone makes it greater than 0, and more so the smaller the groups.
 */
public final class IndexOfDisparity {
  private static final int RESAMPLES = 2000;

  private IndexOfDisparity() {}

  /**
   * The index.
   *
   * @param groups at least one, each with an n above 0
   * @param reference declared with the figure, for example all patients; n and x above 0
   * @param confidence 0.9 to below 1, or the same as per cent
   * @param seed of the 2,000 resamples
   * @return as a share of the reference; empty where the reference or a group has nobody, or the
   *     reference none
   */
  public static Optional<Estimate> of(
      List<Proportion> groups, Proportion reference, double confidence, long seed) {
    double tail = (1 - Confidence.bounded(confidence)) / 2;
    if (groups.isEmpty() || !groups.stream().allMatch(Proportion::defined) || reference.x() == 0) {
      return Optional.empty();
    }
    Random random = new Random(seed);
    double[] drawn = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      List<Proportion> again = groups.stream().map(each -> resampled(each, random)).toList();
      drawn[i] = index(again, Math.max(1, resampled(reference, random).x()), reference.n());
    }
    double[] limits =
        Quantile.withDefaults().with(EstimationMethod.HF7).evaluate(drawn, tail, 1 - tail);
    return Optional.of(
        new Estimate(index(groups, reference.x(), reference.n()), limits[0], limits[1]));
  }

  private static double index(List<Proportion> groups, double x, double n) {
    double share = x / n;
    return groups.stream()
        .mapToDouble(each -> Math.abs(each.value() - share) / share)
        .average()
        .orElseThrow();
  }

  private static Proportion resampled(Proportion share, Random random) {
    BinomialDistribution draws = BinomialDistribution.of(Math.toIntExact(share.n()), share.value());
    return new Proportion(draws.inverseCumulativeProbability(random.nextDouble()), share.n());
  }
}
