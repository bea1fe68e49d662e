package org.attendancemonitor.statistics;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;

/**
 * Difference in median wait between a group and the rest, with a percentile bootstrap (Efron 1979).
 * The draws come from {@link Random}, whose sequence the language lays down, so that a seed gives
 * the same limits on every machine.
 */
public final class MedianDifference {
  private static final int RESAMPLES = 2000;
  private static final Median MEDIAN = Median.withDefaults();
  private static final Quantile TYPE_7 = Quantile.withDefaults().with(EstimationMethod.HF7);

  private MedianDifference() {}

  /**
   * The waits of a group and of the rest within one stratum, for example one service and priority.
   *
   * @param group in days, in any order
   * @param rest in days, in any order
   */
  public record Stratum(int[] group, int[] rest) {

    /** The waits are copied and put in order. */
    public Stratum {
      group = group.clone();
      rest = rest.clone();
      Arrays.sort(group);
      Arrays.sort(rest);
    }

    private boolean comparable() {
      return group.length > 0 && rest.length > 0;
    }

    private double size() {
      return (double) group.length + rest.length;
    }

    private double difference() {
      return MEDIAN.evaluate(group.clone()) - MEDIAN.evaluate(rest.clone());
    }

    /** Difference of the medians of resamples, each time anew. */
    private DoubleSupplier resampling(Random random) {
      ResampledMedian ofGroup = ResampledMedian.of(group, random);
      ResampledMedian ofRest = ResampledMedian.of(rest, random);
      return () -> ofGroup.next() - ofRest.next();
    }
  }

  /**
   * Group minus rest.
   *
   * @param group in days
   * @param rest in days
   * @param confidence 0.9 to below 1, or the same as per cent
   * @param seed of the 2,000 resamples
   * @return days; empty where one of them has nobody
   */
  public static Optional<Estimate> of(int[] group, int[] rest, double confidence, long seed) {
    return of(List.of(new Stratum(group, rest)), confidence, seed);
  }

  /**
   * Group minus rest within each stratum, weighted with the size of the stratum. Strata in which
   * one of them has nobody compare nothing and are left out.
   *
   * @param confidence 0.9 to below 1, or the same as per cent
   * @param seed of the 2,000 resamples
   * @return days; empty where no stratum has both
   */
  public static Optional<Estimate> of(List<Stratum> strata, double confidence, long seed) {
    double tail = (1 - Confidence.bounded(confidence)) / 2;
    List<Stratum> comparable = strata.stream().filter(Stratum::comparable).toList();
    if (comparable.isEmpty()) {
      return Optional.empty();
    }
    Random random = new Random(seed);
    double[] differences = new double[RESAMPLES];
    Map<Stratum, DoubleSupplier> resamples = new IdentityHashMap<>();
    comparable.forEach(each -> resamples.put(each, each.resampling(random)));
    for (int i = 0; i < RESAMPLES; i++) {
      differences[i] = weighted(comparable, each -> resamples.get(each).getAsDouble());
    }
    double[] limits = TYPE_7.evaluate(differences, tail, 1 - tail);
    return Optional.of(
        new Estimate(weighted(comparable, Stratum::difference), limits[0], limits[1]));
  }

  private static double weighted(List<Stratum> strata, ToDoubleFunction<Stratum> difference) {
    double size = strata.stream().mapToDouble(Stratum::size).sum();
    return strata.stream().mapToDouble(each -> each.size() * difference.applyAsDouble(each)).sum()
        / size;
  }
}
