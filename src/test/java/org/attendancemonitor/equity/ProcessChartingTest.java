package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.attendancemonitor.record.PeriodPoint;
import org.junit.jupiter.api.Test;

class ProcessChartingTest {
  private static final double[] STEADY = {3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3};
  private static final String GAP = ProcessMeasure.GAP_DEPRIVATION.label;

  private static List<ChartedPoint> chart(String measure, double[] percent, double newest) {
    LocalDate start = LocalDate.of(2025, 1, 1);
    List<PeriodPoint> points =
        IntStream.rangeClosed(0, percent.length)
            .mapToObj(
                month ->
                    new PeriodPoint(
                        "podiatry",
                        measure,
                        start.plusMonths(month),
                        start.plusMonths(month + 1).minusDays(1),
                        OptionalDouble.of(
                            Math.rint(month == percent.length ? newest : percent[month]) / 100)))
            .toList();
    return new ProcessCharting(FiguresTest.settings().process()).chart(points);
  }

  /** Months of which some, counted from 0, are withheld. */
  private static List<ChartedPoint> withheld(int months, Integer... hidden) {
    LocalDate start = LocalDate.of(2025, 1, 1);
    List<PeriodPoint> points =
        IntStream.range(0, months)
            .mapToObj(
                month ->
                    new PeriodPoint(
                        "podiatry",
                        GAP,
                        start.plusMonths(month),
                        start.plusMonths(month + 1).minusDays(1),
                        List.of(hidden).contains(month)
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(0.03 + month % 3 / 100.0)))
            .toList();
    return new ProcessCharting(FiguresTest.settings().process()).chart(points);
  }

  @Test
  void thereIsNoChartOfTheMonthsThatHappenedToBeShown() {
    assertThat(withheld(20, 8)).hasSize(19);
    assertThat(withheld(20, 10, 14)).as("10 of the newest 12").isEmpty();
    assertThat(withheld(24, 0, 4, 6, 8, 20)).as("all since it began: 20 of 23").isEmpty();
    assertThat(withheld(20, 12, 13)).as("the run since has six of six").isEmpty();
    assertThat(withheld(20, 2, 3)).as("long ago").hasSize(16);
  }

  private static boolean alarms(List<ChartedPoint> chart) {
    return !chart.get(chart.size() - 1).judged().signals().isEmpty();
  }

  @Test
  void oneUnitOfRoundingIsNoNews() {
    assertThat(alarms(chart(GAP, STEADY, 4))).isFalse();
    assertThat(alarms(chart(ProcessMeasure.WAS_NOT_BROUGHT.label, STEADY, 4))).isFalse();
  }

  @Test
  void aStepIsSeenThoughAllPointsBeforeItAreAlike() {
    assertThat(alarms(chart(GAP, STEADY, 7))).isTrue();
  }

  @Test
  void whatIsExactIsJudgedAsItIs() {
    double[] moving = {3, 4, 3, 4, 3, 4, 3, 4, 3, 4, 3, 4, 3, 4};
    List<ChartedPoint> gap = chart(GAP, moving, 3);
    List<ChartedPoint> share = chart(ProcessMeasure.DNA.label, moving, 3);
    assertThat(share.get(0).judged().limits()).isEqualTo(gap.get(0).judged().limits());
    assertThat(chart(ProcessMeasure.DNA.label, STEADY, 3).get(0).judged().limits()).isEmpty();
    assertThat(chart(GAP, STEADY, 3).get(0).judged().limits()).isPresent();
  }
}
