package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KaplanMeierTest {
  private static final Wait SEEN_4 = Wait.of(4, WaitEnd.SEEN);
  private static final Wait SEEN_10 = Wait.of(10, WaitEnd.SEEN);

  private static KaplanMeier curve(Wait... waits) {
    return KaplanMeier.of(List.of(waits), 0.95).orElseThrow();
  }

  @Test
  void thoseStillWaitingCountUntilTheDayTheyHaveWaitedTo() {
    KaplanMeier curve = curve(SEEN_4, Wait.of(6, WaitEnd.WAITING), SEEN_10, SEEN_10);
    assertThat(curve.waiting(3)).hasValue(1);
    assertThat(curve.waiting(4)).hasValue(0.75);
    assertThat(curve.waiting(9)).hasValue(0.75);
    assertThat(curve.waiting(10)).hasValue(0);
    assertThat(curve.waiting(11)).isEmpty();
    assertThat(curve.percentile(0.5)).hasValue(10);
    assertThat(curve.percentileUpper(0.5)).isEmpty();
  }

  @Test
  void oneStillWaitingOnADaySomebodyIsSeenWasAtRiskThatDay() {
    assertThat(curve(SEEN_4, Wait.of(4, WaitEnd.WAITING)).waiting(4)).hasValue(0.5);
  }

  @Test
  void aWaitOldWhenRecordsBeginIsAtRiskFromThenOn() {
    // Without the entry it would be 3/4 after day 4: the old wait could not have ended before 8.
    Wait old = new Wait(8, 12, WaitEnd.SEEN);
    KaplanMeier curve = curve(SEEN_4, SEEN_10, Wait.of(12, WaitEnd.WAITING), old);
    assertThat(curve.waiting(4).orElseThrow()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(curve.waiting(10).orElseThrow()).isCloseTo(4 / 9.0, within(1e-12));
    assertThat(curve.waiting(12).orElseThrow()).isCloseTo(2 / 9.0, within(1e-12));
  }

  @Test
  void aWaitThatEndsTheDayItComesUnderObservationTellsNothing() {
    KaplanMeier with = curve(SEEN_4, SEEN_10, SEEN_10, new Wait(10, 10, WaitEnd.SEEN));
    assertThat(with.waiting(4).orElseThrow()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(KaplanMeier.of(List.of(new Wait(10, 10, WaitEnd.SEEN)), 0.95)).isEmpty();
    assertThat(curve(Wait.of(0, WaitEnd.SEEN), SEEN_4).waiting(0)).hasValue(0.5);
  }

  @Test
  void theCurveEndsWhereNobodyIsLeftAlthoughOthersWaitedLonger() {
    // Everyone observed from the start is seen by day 4, yet one is known to have waited 30.
    KaplanMeier ran = curve(SEEN_4, SEEN_4, new Wait(20, 30, WaitEnd.SEEN));
    assertThat(ran.lastDay()).isEqualTo(3);
    assertThat(ran.waiting(4)).isEmpty();
    assertThat(ran.percentile(0.5)).isEmpty();
    KaplanMeier gap = curve(SEEN_4, Wait.of(6, WaitEnd.WAITING), new Wait(20, 30, WaitEnd.SEEN));
    assertThat(gap.waiting(6)).hasValue(0.5);
    assertThat(gap.waiting(7)).isEmpty();
    assertThat(curve(new Wait(20, 30, WaitEnd.SEEN)).percentile(0.1)).isEmpty();
  }

  @Test
  void whereTheCurveRestsOnAShareItIsReachedHalfway() {
    assertThat(curve(SEEN_4, SEEN_10).percentile(0.5)).hasValue(7);
    assertThat(curve(SEEN_4, Wait.of(8, WaitEnd.WAITING)).percentile(0.5)).hasValue(6);
    assertThatThrownBy(() -> curve(SEEN_4).percentile(1)).hasMessageContaining("share");
  }

  @Test
  void limitsAreOnTheLogLogScale() {
    Estimate half = curve(SEEN_4, SEEN_10).estimate(4).orElseThrow();
    // S = 1/2, se of log S = sqrt(1/2); exponents exp(-/+ 1.96 sqrt(0.5) / log 0.5).
    double reach = 1.959963984540054 * Math.sqrt(0.5) / Math.log(2);
    assertThat(half.lower()).isCloseTo(Math.pow(0.5, Math.exp(reach)), within(1e-12));
    assertThat(half.upper()).isCloseTo(Math.pow(0.5, Math.exp(-reach)), within(1e-12));
    assertThat(curve(SEEN_4, SEEN_10).estimate(3)).isEmpty();
    assertThat(curve(SEEN_4, SEEN_10).estimate(10)).isEmpty();
  }

  @Test
  void seenRemovedAndStillWaitingMakeAll() {
    List<Wait> waits = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      waits.add(Wait.of(5 + i * 7 % 40, WaitEnd.values()[i % 3]));
    }
    CumulativeIncidence seen = CumulativeIncidence.of(waits, WaitEnd.SEEN, 0.95).orElseThrow();
    CumulativeIncidence removed =
        CumulativeIncidence.of(waits, WaitEnd.REMOVED, 0.95).orElseThrow();
    List<Wait> either =
        waits.stream()
            .map(w -> Wait.of(w.days(), w.end() == WaitEnd.WAITING ? w.end() : WaitEnd.SEEN))
            .toList();
    KaplanMeier neither = KaplanMeier.of(either, 0.95).orElseThrow();
    for (int day = 0; day <= seen.lastDay(); day++) {
      assertThat(
              seen.by(day).orElseThrow()
                  + removed.by(day).orElseThrow()
                  + neither.waiting(day).orElseThrow())
          .isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void countingTheRemovedAsWaitingOnMakesAServiceLookFast() {
    List<Wait> waits = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      waits.add(Wait.of(10, i < 50 ? WaitEnd.REMOVED : WaitEnd.WAITING));
      waits.add(Wait.of(20 + i, i % 2 == 0 ? WaitEnd.SEEN : WaitEnd.WAITING));
    }
    double incidence =
        CumulativeIncidence.of(waits, WaitEnd.SEEN, 0.95).orElseThrow().by(60).orElseThrow();
    double complement = 1 - KaplanMeier.of(waits, 0.95).orElseThrow().waiting(60).orElseThrow();
    assertThat(incidence).isLessThan(complement - 0.05);
  }

  @Test
  void withNobodyStillWaitingTheIncidenceIsAShareWithItsVariance() {
    List<Wait> waits = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      waits.add(Wait.of(1 + i, i % 4 == 0 ? WaitEnd.REMOVED : WaitEnd.SEEN));
    }
    Estimate removed =
        CumulativeIncidence.of(waits, WaitEnd.REMOVED, 0.95)
            .orElseThrow()
            .estimate(40)
            .orElseThrow();
    assertThat(removed.value()).isCloseTo(0.25, within(1e-12));
    // As of 10 of 40: p(1-p)/n, on the log-log scale.
    double reach = 1.959963984540054 * Math.sqrt(0.25 * 0.75 / 40) / (0.25 * -Math.log(0.25));
    assertThat(removed.lower()).isCloseTo(Math.pow(0.25, Math.exp(reach)), within(1e-3));
    assertThat(removed.upper()).isCloseTo(Math.pow(0.25, Math.exp(-reach)), within(1e-3));
  }

  @Test
  void whereNobodyIsRemovedAsManyAreSeenByADayAsNoLongerWait() {
    List<Wait> waits = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      waits.add(Wait.of(3 + i * 11 % 47, i % 5 == 0 ? WaitEnd.WAITING : WaitEnd.SEEN));
    }
    KaplanMeier curve = KaplanMeier.of(waits, 0.95).orElseThrow();
    CumulativeIncidence seen = CumulativeIncidence.of(waits, WaitEnd.SEEN, 0.95).orElseThrow();
    for (double share : new double[] {0.1, 0.25, 0.5, 0.75, 0.92}) {
      assertThat(seen.percentile(share)).isEqualTo(curve.percentile(share)).isPresent();
    }
    CumulativeIncidence few =
        CumulativeIncidence.of(
                List.of(
                    SEEN_4, SEEN_10, Wait.of(12, WaitEnd.REMOVED), Wait.of(15, WaitEnd.REMOVED)),
                WaitEnd.SEEN,
                0.95)
            .orElseThrow();
    assertThat(few.percentile(0.25)).hasValue(7);
    assertThat(few.percentile(0.5)).hasValue(12.5);
    assertThat(few.percentile(0.6)).isEmpty();
    assertThatThrownBy(() -> few.percentile(0)).hasMessageContaining("share");
  }

  @Test
  void noWaitsHaveNoCurveAndAnEndThatIsNoneIsRefused() {
    assertThat(KaplanMeier.of(List.of(), 0.95)).isEmpty();
    assertThat(CumulativeIncidence.of(List.of(), WaitEnd.SEEN, 0.95)).isEmpty();
    CumulativeIncidence early =
        CumulativeIncidence.of(List.of(SEEN_4), WaitEnd.REMOVED, 0.95).orElseThrow();
    assertThat(early.by(4)).hasValue(0);
    assertThat(early.estimate(4)).isEmpty();
    assertThat(early.by(5)).isEmpty();
    assertThatThrownBy(() -> CumulativeIncidence.of(List.of(SEEN_4), WaitEnd.WAITING, 0.95))
        .hasMessageContaining("end: expected");
    assertThatThrownBy(() -> new Wait(5, 4, WaitEnd.SEEN)).hasMessageContaining("from");
    assertThatThrownBy(() -> new Wait(-1, 4, WaitEnd.SEEN)).hasMessageContaining("from");
  }

  @Test
  void theLogRankTestComparesOnlyThoseAtRiskTogether() {
    List<Wait> one = List.of(SEEN_4, Wait.of(7, WaitEnd.WAITING));
    List<Wait> two = List.of(SEEN_10, new Wait(5, 12, WaitEnd.SEEN));
    LogRank found = LogRank.of(one, two);
    // Day 4: two of group one and one of group two at risk; days 10 and 12: group two alone.
    assertThat(found.observed()).isEqualTo(1);
    assertThat(found.expected()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(found.variance()).isCloseTo(2 / 9.0, within(1e-12));
    assertThat(found.chiSquare().orElseThrow()).isCloseTo(0.5, within(1e-12));
    LogRank twice = found.plus(found);
    assertThat(twice.chiSquare().orElseThrow()).isCloseTo(1, within(1e-12));
    assertThat(LogRank.of(one, List.of()).pValue()).isEmpty();
    assertThat(LogRank.of(two, one).chiSquare().orElseThrow()).isCloseTo(0.5, within(1e-12));
  }
}
