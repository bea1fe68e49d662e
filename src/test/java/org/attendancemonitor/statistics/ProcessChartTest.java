package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.attendancemonitor.statistics.ProcessChart.Method;
import org.junit.jupiter.api.Test;

class ProcessChartTest {
  private static final Method FIRST_12 = new Method(true, OptionalInt.of(12), 0);

  /** Twelve points about 10 whose moving ranges are all 1, so limits 2.66 to either side. */
  private static final double[] QUIET = {
    9.5, 10.5, 9.5, 10.5, 9.5, 10.5, 9.5, 10.5, 9.5, 10.5, 9.5, 10.5
  };

  private static List<ProcessPoint> after(double... values) {
    double[] all = DoubleStream.concat(Arrays.stream(QUIET), Arrays.stream(values)).toArray();
    List<ProcessPoint> points = ProcessChart.of(all, FIRST_12).points();
    return points.subList(QUIET.length, points.size());
  }

  @Test
  void limitsAreTwoPointSixSixAverageMovingRangesFromTheMean() {
    ProcessLimits limits =
        ProcessChart.of(QUIET, Method.SCREENED).points().get(0).limits().orElseThrow();
    assertThat(limits.mean()).isCloseTo(10, within(1e-12));
    assertThat(limits.upper()).isCloseTo(12.66, within(1e-12));
    assertThat(limits.lower()).isCloseTo(7.34, within(1e-12));
    assertThat(limits.nearUpper()).isCloseTo(10 + 2.66 * 2 / 3, within(1e-12));
    assertThat(limits.nearLower()).isCloseTo(10 - 2.66 * 2 / 3, within(1e-12));
  }

  @Test
  void aPointKeepsEverySignalAndIsLabelledWithTheFirst() {
    List<ProcessPoint> rise = after(10.2, 10.6, 11, 11.9, 12, 12.1, 13);
    ProcessPoint last = rise.get(6);
    assertThat(last.signals())
        .containsExactly(Signal.ABOVE_UPPER, Signal.TREND_UP, Signal.SHIFT_HIGH);
    assertThat(last.first()).contains(Signal.ABOVE_UPPER);
    assertThat(rise.get(4).signals())
        .containsExactly(Signal.TREND_UP, Signal.TWO_IN_THREE_HIGH, Signal.SHIFT_HIGH);
    assertThat(rise.get(4).first()).contains(Signal.TREND_UP);
  }

  @Test
  void sixInARowAreNoShiftAndSevenAre() {
    assertThat(after(10.4, 10.3, 10.4, 10.3, 10.4, 9.9).get(5).signals()).isEmpty();
    // The last quiet point is above the mean too.
    List<ProcessPoint> seven = after(10.4, 10.3, 10.4, 10.3, 10.4, 10.3);
    assertThat(seven).allMatch(point -> point.signals().equals(Set.of(Signal.SHIFT_HIGH)));
    List<ProcessPoint> low = after(9.7, 9.6, 9.7, 9.6, 9.7, 9.6, 9.7);
    assertThat(low).allMatch(point -> point.signals().equals(Set.of(Signal.SHIFT_LOW)));
  }

  @Test
  void aTieBreaksATrendAndAPointOnTheMeanAShiftWhateverTheLastDigits() {
    // 0.1 + 0.2 is not 0.3 in the last digit, and is a tie all the same.
    double[] rise = {0.1, 0.2, 0.3, 0.1 + 0.2, 0.4, 0.5, 0.6, 0.7};
    assertThat(ProcessChart.of(rise, Method.SCREENED).points())
        .noneMatch(point -> point.signals().contains(Signal.TREND_UP));
    double[] without = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7};
    assertThat(ProcessChart.of(without, Method.SCREENED).points())
        .allMatch(point -> point.signals().contains(Signal.TREND_UP));
    assertThat(after(10.4, 10.3, 10, 10.3, 10.4, 10.3, 10.2)).allMatch(p -> p.signals().isEmpty());
  }

  @Test
  void atTheTurnOfTwoTrendsTheStepToTheRightDecides() {
    double[] peak = {1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1};
    ProcessPoint top =
        ProcessChart.of(peak, new Method(false, OptionalInt.empty(), 0)).points().get(6);
    assertThat(top.signals()).contains(Signal.TREND_UP, Signal.TREND_DOWN);
    assertThat(top.first()).contains(Signal.ABOVE_UPPER);
    Method wide = new Method(false, OptionalInt.empty(), 0);
    double[] slow = {1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1, 30, 1, 30};
    assertThat(ProcessChart.of(slow, wide).points().get(6).first()).contains(Signal.TREND_DOWN);
    double[] valley = {7, 6, 5, 4, 3, 2, 1, 2, 3, 4, 5, 6, 7, 30, 1, 30};
    assertThat(ProcessChart.of(valley, wide).points().get(6).first()).contains(Signal.TREND_UP);
  }

  @Test
  void twoInThreeNeedsAllThreeOnOneSideAndMarksOnlyThoseNearTheLimit() {
    List<ProcessPoint> marked = after(9.9, 12, 10.1, 12, 9.9);
    assertThat(marked.get(1).signals()).containsExactly(Signal.TWO_IN_THREE_HIGH);
    assertThat(marked.get(2).signals()).isEmpty();
    assertThat(marked.get(3).signals()).containsExactly(Signal.TWO_IN_THREE_HIGH);
    assertThat(after(9.9, 12, 9.9, 12, 9.9)).allMatch(point -> point.signals().isEmpty());
    // Outside is not near: one near and one outside are no two.
    assertThat(after(9.9, 12, 10.1, 13, 9.9).get(1).signals()).isEmpty();
    assertThat(after(9.9, 8, 8, 10.1).get(1).signals()).containsExactly(Signal.TWO_IN_THREE_LOW);
  }

  @Test
  void aNewSegmentStartsMeanLimitsAndRulesAnew() {
    double[] values = new double[24];
    Arrays.setAll(values, i -> (i < 12 ? 10 : 6) + (i % 2 == 0 ? 0.5 : -0.5));
    List<ProcessPoint> whole = ProcessChart.of(values, Method.SCREENED).points();
    assertThat(whole).allMatch(point -> !point.signals().isEmpty());
    List<ProcessPoint> rebased = ProcessChart.of(values, Method.SCREENED, 12).points();
    assertThat(rebased).allMatch(point -> point.signals().isEmpty());
    assertThat(rebased.get(11).mean()).isCloseTo(10, within(1e-12));
    assertThat(rebased.get(12).mean()).isCloseTo(6, within(1e-12));
    assertThat(rebased.get(12).trial()).isTrue();
    assertThat(whole.get(12).trial()).isFalse();
    assertThat(ProcessChart.of(values, Method.SCREENED, 12, 0, 12).points()).isEqualTo(rebased);
  }

  @Test
  void whereNothingChangesThereAreNoLimitsAndNoSignals() {
    double[] constant = new double[20];
    Arrays.fill(constant, 0.1);
    for (Method method : List.of(Method.SCREENED, new Method(false, OptionalInt.empty(), 0))) {
      assertThat(ProcessChart.of(constant, method).points())
          .allMatch(point -> point.limits().isEmpty() && point.signals().isEmpty());
    }
    assertThat(ProcessChart.of(new double[] {5}, Method.SCREENED).points().get(0).limits())
        .isEmpty();
    assertThat(ProcessChart.of(new double[0], Method.SCREENED).points()).isEmpty();
  }

  @Test
  void oneMissedAppointmentInAYearOfNoneIsNotAChartOfSignals() {
    // Both its moving ranges are screened, and limits of no width would flag every point.
    double[] once = new double[20];
    once[10] = 0.02;
    assertThat(ProcessChart.of(once, Method.SCREENED).points())
        .allMatch(point -> point.limits().isEmpty())
        .noneMatch(point -> point.signals().contains(Signal.ABOVE_UPPER))
        .noneMatch(point -> point.signals().contains(Signal.BELOW_LOWER));
  }

  @Test
  void ofValuesRoundedToAUnitOneUnitIsNoSignalAndSeveralAre() {
    double[] gaps = new double[24];
    Arrays.setAll(gaps, i -> i % 8 == 0 ? 0.05 : 0.06);
    Method rounded = Method.SCREENED.roundedTo(0.01);
    assertThat(ProcessChart.of(gaps, Method.SCREENED).points())
        .anyMatch(point -> !point.signals().isEmpty());
    assertThat(ProcessChart.of(gaps, rounded).points())
        .allMatch(point -> point.signals().isEmpty());
    // All alike but for one point: what is usual is less than a unit, and three units are more.
    double[] leap = new double[24];
    Arrays.fill(leap, 0.06);
    leap[23] = 0.09;
    assertThat(ProcessChart.of(leap, rounded).points().get(23).signals())
        .containsExactly(Signal.ABOVE_UPPER);
    assertThat(ProcessChart.of(leap, Method.SCREENED).points().get(23).signals()).isEmpty();
    assertThat(ProcessChart.of(new double[] {0.06}, rounded).points().get(0).limits()).isEmpty();
  }

  @Test
  void aTargetIsMetMissedOrLeftToChance() {
    ProcessChart chart = ProcessChart.of(QUIET, Method.SCREENED);
    assertThat(chart.assurance(13, Improvement.DECREASE)).contains(Assurance.CONSISTENT_PASS);
    assertThat(chart.assurance(7, Improvement.DECREASE)).contains(Assurance.CONSISTENT_FAIL);
    assertThat(chart.assurance(13, Improvement.INCREASE)).contains(Assurance.CONSISTENT_FAIL);
    assertThat(chart.assurance(7, Improvement.INCREASE)).contains(Assurance.CONSISTENT_PASS);
    assertThat(chart.assurance(11, Improvement.DECREASE)).contains(Assurance.INCONSISTENT);
    assertThat(chart.assurance(11, Improvement.NEUTRAL)).isEmpty();
    assertThat(
            ProcessChart.of(new double[] {5}, Method.SCREENED).assurance(1, Improvement.DECREASE))
        .isEmpty();
  }

  @Test
  void whatCannotBeDrawnIsRefused() {
    assertThatThrownBy(() -> ProcessChart.of(new double[] {1, Double.NaN}, Method.SCREENED))
        .hasMessageContaining("values");
    assertThatThrownBy(() -> ProcessChart.of(QUIET, Method.SCREENED, 12))
        .hasMessageContaining("starts: expected 0 to 11, found 12");
    assertThatThrownBy(() -> ProcessChart.of(QUIET, Method.SCREENED, -1))
        .hasMessageContaining("starts");
    assertThatThrownBy(() -> new Method(true, OptionalInt.of(1), 0))
        .hasMessageContaining("baseline");
    assertThatThrownBy(() -> Method.SCREENED.roundedTo(-1)).hasMessageContaining("unit");
  }
}
