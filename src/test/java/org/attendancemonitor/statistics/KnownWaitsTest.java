package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Waits drawn from a truth put in on purpose, 200 seeds: each day one in a hundred of those waiting
 * is seen and one in 250 removed; records begin when some have waited for long already.
 */
class KnownWaitsTest {
  private static final double STATED = 0.95;
  private static final double SEEN = 0.01;
  private static final double REMOVED = 0.004;

  /** The first day on which half would have been seen, were nobody removed. */
  private static int median(double daily) {
    return (int) Math.ceil(Math.log(0.5) / Math.log1p(-daily));
  }

  @Test
  void limitsOfTheMedianCoverItOnlyIfOldWaitsEnterLate() {
    Coverage entered = new Coverage();
    Coverage asIfNew = new Coverage();
    Coverage atEighteenWeeks = new Coverage();
    Draws.everySeed(
        2,
        draws -> {
          List<Wait> waits = draws.list(300, SEEN, REMOVED);
          KaplanMeier curve = KaplanMeier.of(waits, STATED).orElseThrow();
          entered.count(covers(curve));
          atEighteenWeeks.count(curve.estimate(126), Math.pow(1 - SEEN, 126));
          List<Wait> all = waits.stream().map(each -> Wait.of(each.days(), each.end())).toList();
          asIfNew.count(covers(KaplanMeier.of(all, STATED).orElseThrow()));
        });
    entered.isAbout(STATED, 0.01, 0.02);
    atEighteenWeeks.isAbout(STATED, 0.01, 0.02);
    assertThat(asIfNew.rate()).isLessThan(0.8);
  }

  private static boolean covers(KaplanMeier curve) {
    double truth = median(SEEN);
    return curve.percentileLower(0.5).orElse(0) <= truth
        && truth <= curve.percentileUpper(0.5).orElse(Double.POSITIVE_INFINITY);
  }

  @Test
  void limitsOfBeingSeenAndOfBeingRemovedCoverBoth() {
    Coverage seen = new Coverage();
    Coverage removed = new Coverage();
    double either = SEEN + REMOVED - SEEN * REMOVED;
    double ended = 1 - Math.pow(1 - either, 126);
    Draws.everySeed(
        2,
        draws -> {
          List<Wait> waits = draws.list(300, SEEN, REMOVED);
          seen.count(
              CumulativeIncidence.of(waits, WaitEnd.SEEN, STATED).orElseThrow().estimate(126),
              ended * SEEN / either);
          removed.count(
              CumulativeIncidence.of(waits, WaitEnd.REMOVED, STATED).orElseThrow().estimate(126),
              ended * (REMOVED - SEEN * REMOVED) / either);
        });
    seen.isAbout(STATED, 0.01, 0.02);
    removed.isAbout(STATED, 0.01, 0.02);
  }

  @Test
  void groupsSeenAlikeAreCalledDifferentOneTimeInTwenty() {
    Coverage alike = new Coverage();
    Coverage slower = new Coverage();
    Draws.everySeed(
        2,
        draws -> {
          List<Wait> first = draws.list(200, SEEN, REMOVED);
          List<Wait> second = draws.list(400, SEEN, REMOVED);
          List<Wait> slow = draws.list(200, SEEN * 0.6, REMOVED);
          alike.count(LogRank.of(first, second).pValue().orElseThrow() >= 0.05);
          slower.count(LogRank.of(slow, second).pValue().orElseThrow() < 0.05);
        });
    alike.isAbout(STATED, 0.005, 0.005);
    assertThat(slower.rate()).as("found when seen at 0.6 of the rate").isGreaterThan(0.9);
  }

  /** A percentile bootstrap of a median, which is one of the days, is a little wide. */
  @Test
  void limitsOfADifferenceInMediansCoverIt() {
    Coverage coverage = new Coverage();
    Draws.everySeed(
        1,
        draws ->
            coverage.count(
                MedianDifference.of(draws.days(40, SEEN), draws.days(60, 0.015), STATED, 1),
                median(SEEN) - median(0.015)));
    coverage.isAbout(STATED, 0.005, 0.04);
  }
}
