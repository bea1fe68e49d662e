package org.attendancemonitor.statistics;

import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.FisherExactTest;

/**
 * Whether two proportions differ by more than chance. Never without the difference and its limits:
 * a p-value alone says nothing of size.
 */
public final class TwoGroupTest {
  private static final int LEAST_EXPECTED = 5;

  private TwoGroupTest() {}

  /**
   * The two-sided p-value of chi-square without correction where every expected count is at least
   * 5, else of Fisher's exact test.
   *
   * @throws IllegalArgumentException where a group has nobody
   */
  public static double pValue(Proportion first, Proportion second) {
    return leastExpected(first, second) >= LEAST_EXPECTED
        ? chiSquarePValue(first, second)
        : fisherPValue(first, second);
  }

  /** Pearson's chi-square of the two by two table, without continuity correction. */
  public static double chiSquare(Proportion first, Proportion second) {
    return ChiSquareTest.withDefaults().statistic(table(first, second));
  }

  /** The p-value of {@link #chiSquare}, one degree of freedom. */
  public static double chiSquarePValue(Proportion first, Proportion second) {
    return ChiSquareTest.withDefaults().test(table(first, second)).getPValue();
  }

  /** The two-sided p-value of Fisher's exact test. */
  public static double fisherPValue(Proportion first, Proportion second) {
    long[][] table = table(first, second);
    int[][] counts = new int[2][2];
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 2; column++) {
        counts[row][column] = Math.toIntExact(table[row][column]);
      }
    }
    return FisherExactTest.withDefaults().test(counts).getPValue();
  }

  private static double leastExpected(Proportion first, Proportion second) {
    double all = (double) first.n() + second.n();
    double were = (double) first.x() + second.x();
    return Math.min(first.n(), second.n()) * Math.min(were, all - were) / all;
  }

  private static long[][] table(Proportion first, Proportion second) {
    if (!first.defined() || !second.defined()) {
      throw new IllegalArgumentException(
          "n: expected above 0 in both groups, found " + first.n() + " and " + second.n());
    }
    return new long[][] {{first.x(), first.n() - first.x()}, {second.x(), second.n() - second.x()}};
  }
}
