package org.attendancemonitor.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * Quantiles of small areas by a score, for a gradient within one place (PHEindicatormethods, {@code
 * phe_quantile}). Kept beside its oracle only: the monitor counts by national fifths, which come
 * with the index, because fifths of one service's own areas could be compared with nobody's.
 */
public final class AreaQuantiles {

  private AreaQuantiles() {}

  /**
   * To which quantile each area belongs. Areas of one score share the lowest of their ranks: {@code
   * q = Q + 1 - ceil((k + 1 - rank) Q / k)}.
   *
   * @param scores one for each area
   * @param quantiles how many, above 0
   * @param highestFirst whether the highest score is in quantile 1, as with deprivation scores
   * @return in the order of the areas; empty where there are fewer areas than quantiles
   * @throws IllegalArgumentException where there is no quantile or a score is no number
   */
  public static Optional<int[]> assign(double[] scores, int quantiles, boolean highestFirst) {
    if (quantiles < 1) {
      throw new IllegalArgumentException("quantiles: expected 1 or more, found " + quantiles);
    }
    for (double score : scores) {
      if (!Double.isFinite(score)) {
        throw new IllegalArgumentException("scores: expected finite numbers, found " + score);
      }
    }
    if (scores.length < quantiles) {
      return Optional.empty();
    }
    double[] ordered = Arrays.stream(scores).map(each -> highestFirst ? -each : each).toArray();
    double[] sorted = ordered.clone();
    Arrays.sort(sorted);
    long areas = scores.length;
    return Optional.of(
        Arrays.stream(ordered)
            .mapToInt(
                score -> {
                  long above =
                      (areas - Ordered.below(sorted.length, i -> sorted[i], score)) * quantiles;
                  return (int) (quantiles + 1 - (above + areas - 1) / areas);
                })
            .toArray());
  }
}
