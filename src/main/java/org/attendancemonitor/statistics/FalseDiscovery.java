package org.attendancemonitor.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which of many comparisons stand out, once it is allowed for that they are many: with twenty
 * groups compared, one is apart by chance alone (Benjamini and Hochberg, Journal of the Royal
 * Statistical Society B 1995; 57: 289-300).
 */
public final class FalseDiscovery {

  private FalseDiscovery() {}

  /**
   * The adjusted p-values: the smallest rate of false discoveries at which each comparison is a
   * discovery, {@code min over j >= i of p(j) m / j} with the p-values in order (R's {@code
   * p.adjust}, method "BH").
   *
   * @param pValues each 0 to 1, in any order
   * @return in the order given, each 0 to 1
   * @throws IllegalArgumentException where one is no probability
   */
  public static double[] adjusted(double... pValues) {
    for (double p : pValues) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("p: expected 0 to 1, found " + p);
      }
    }
    List<Integer> largestFirst =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> pValues[i]).reversed())
            .toList();
    double[] adjusted = new double[pValues.length];
    double least = 1;
    int rank = pValues.length;
    for (int place : largestFirst) {
      least = Math.min(least, pValues[place] * pValues.length / rank--);
      adjusted[place] = least;
    }
    return adjusted;
  }
}
