package org.attendancemonitor.statistics;

import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Log-rank test of whether two groups are seen after equally long waits (Mantel 1966; R's {@code
 * survdiff}), with those still waiting and those removed counted for as long as they waited, and
 * delayed entry. Added up over strata (services, clinical priorities) it compares like with like.
 *
 * @param observed how many of the first group were seen
 * @param expected how many would have been, had both groups waited alike
 * @param variance of the number of the first group
 */
public record LogRank(double observed, double expected, double variance) {
  /** Nobody compared: what strata are added up from. */
  public static final LogRank NOBODY = new LogRank(0, 0, 0);

  private static final ChiSquaredDistribution ONE = ChiSquaredDistribution.of(1);

  /** The comparison of these two groups. */
  public static LogRank of(Collection<Wait> first, Collection<Wait> second) {
    Group one = Group.of(first);
    Group two = Group.of(second);
    SortedSet<Integer> days = new TreeSet<>();
    one.addSeenDays(days);
    two.addSeenDays(days);
    LogRank sum = NOBODY;
    for (int day : days) {
      sum = sum.plus(onDay(one.seen(day), one.atRisk(day), two.seen(day), two.atRisk(day)));
    }
    return sum;
  }

  private static LogRank onDay(long seenOne, long atRiskOne, long seenTwo, long atRiskTwo) {
    double all = (double) atRiskOne + atRiskTwo;
    double seen = (double) seenOne + seenTwo;
    double share = atRiskOne / all;
    double variance = all > 1 ? seen * share * (1 - share) * (all - seen) / (all - 1) : 0;
    return new LogRank(seenOne, seen * share, variance);
  }

  /** This stratum and another. */
  public LogRank plus(LogRank other) {
    return new LogRank(
        observed + other.observed, expected + other.expected, variance + other.variance);
  }

  /** The test statistic, one degree of freedom; empty where nobody could be compared. */
  public OptionalDouble chiSquare() {
    double difference = observed - expected;
    return variance > 0
        ? OptionalDouble.of(difference * difference / variance)
        : OptionalDouble.empty();
  }

  /** The two-sided p-value; empty where nobody could be compared. */
  public OptionalDouble pValue() {
    OptionalDouble statistic = chiSquare();
    return statistic.isPresent()
        ? OptionalDouble.of(ONE.survivalProbability(statistic.getAsDouble()))
        : statistic;
  }

  /**
   * One group: the days from which its waits can end, to which they last, and on which people were
   * seen, each in order.
   */
  private record Group(int[] from, int[] until, int[] seenOn) {
    static Group of(Collection<Wait> waits) {
      return new Group(
          waits.stream()
              .filter(Wait::observed)
              .mapToInt(wait -> wait.from() == 0 ? 0 : wait.from() + 1)
              .sorted()
              .toArray(),
          waits.stream().filter(Wait::observed).mapToInt(Wait::days).sorted().toArray(),
          waits.stream()
              .filter(wait -> wait.observed() && wait.end() == WaitEnd.SEEN)
              .mapToInt(Wait::days)
              .sorted()
              .toArray());
    }

    void addSeenDays(SortedSet<Integer> days) {
      Arrays.stream(seenOn).forEach(days::add);
    }

    long seen(int day) {
      return before(seenOn, day + 1) - before(seenOn, day);
    }

    long atRisk(int day) {
      return before(from, day + 1) - before(until, day);
    }

    private static long before(int[] sorted, int day) {
      return Ordered.below(sorted.length, i -> sorted[i], day);
    }
  }
}
