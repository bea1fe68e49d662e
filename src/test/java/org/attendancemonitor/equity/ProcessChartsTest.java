package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.attendancemonitor.equity.Ward.who;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.equity.ProcessSettings.Rebase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessChartsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
  private static final LocalDate NEWEST = LocalDate.of(2026, 11, 9);
  private static final int[] USUAL = {10, 12, 9, 11, 8};

  @TempDir Path folder;
  private Ward ward;

  @BeforeEach
  void open() {
    ward = new Ward(folder);
  }

  @AfterEach
  void close() {
    ward.close();
  }

  private static EquitySettings settings(Rebase... rebases) {
    EquitySettings s = FiguresTest.settings();
    return Altered.settings(
        s,
        "process",
        new ProcessSettings(ProcessSettings.Steps.AUTO, 50, 20, 3, 0.9, List.of(rebases)));
  }

  private Release release(EquitySettings settings) {
    ward.count();
    return new Figures(settings, ward.tallies, ward.releases, Map.of()).release(NOW).orElseThrow();
  }

  /** A hundred a week, with a little more and a little less missed; more in the newest weeks. */
  private List<Double> weeks(String service, int count, int stepped, int more) {
    List<Double> shares = new ArrayList<>();
    for (int week = 0; week < count; week++) {
      LocalDate day = NEWEST.minusWeeks(count - 1 - week);
      int missed = USUAL[week % USUAL.length] + (week >= count - stepped ? more : 0);
      ward.appointments(100 - missed, service, day, "attended", who());
      ward.appointments(missed, service, day.plusDays(6), "dna", who());
      shares.add(missed / 100.0);
    }
    return shares;
  }

  /** Mean and limits as the spreadsheet's formulas have them, with one screening. */
  private static double[] expected(List<Double> values) {
    double mean = values.stream().mapToDouble(v -> v).sum() / values.size();
    List<Double> ranges = new ArrayList<>();
    for (int i = 1; i < values.size(); i++) {
      ranges.add(Math.abs(values.get(i) - values.get(i - 1)));
    }
    double all = ranges.stream().mapToDouble(v -> v).sum() / ranges.size();
    double screened =
        ranges.stream().filter(r -> r < 3.267 * all).mapToDouble(v -> v).average().orElseThrow();
    return new double[] {mean, mean - 2.66 * screened, mean + 2.66 * screened};
  }

  private static void draws(
      Map<String, Double> lines, String chart, double value, double[] limits) {
    assertThat(lines.get(chart + " value")).isEqualTo(value);
    assertThat(lines.get(chart + " mean")).isCloseTo(limits[0], within(1e-12));
    assertThat(lines.get(chart + " lower")).isCloseTo(Math.max(0, limits[1]), within(1e-12));
    assertThat(lines.get(chart + " upper")).isCloseTo(limits[2], within(1e-12));
  }

  private static Set<String> raised(Release release, String chart) {
    Map<String, Double> signals = Told.of(release, "process_signal");
    assertThat(signals.keySet()).filteredOn(key -> key.startsWith(chart)).hasSize(8);
    Set<String> raised = new java.util.TreeSet<>();
    signals.forEach(
        (key, value) -> {
          if (key.startsWith(chart) && value == 1) {
            raised.add(key.substring(chart.length() + 1));
          }
        });
    return raised;
  }

  @Test
  void aStepIsSignalledAndTheUsualUpAndDownIsNot() {
    List<Double> quiet = weeks("podiatry", 60, 0, 0);
    List<Double> stepped = weeks("orthotics", 60, 8, 6);
    Release release = release(settings());
    Map<String, Double> lines = Told.of(release, "process");
    draws(lines, "podiatry dna_ratio", 0.08, expected(quiet));
    draws(lines, "orthotics dna_ratio", 0.14, expected(stepped));
    assertThat(raised(release, "podiatry dna_ratio")).isEmpty();
    assertThat(raised(release, "orthotics dna_ratio")).containsExactly("shift_high");
  }

  @Test
  void aLimitBelowNothingIsDrawnAtNothing() {
    int[] missed = {0, 3, 0, 4, 1, 5, 0, 2, 4, 0, 3, 1, 5, 0, 4};
    List<Double> shares = new ArrayList<>();
    for (int week = 0; week < missed.length; week++) {
      LocalDate day = NEWEST.minusWeeks(missed.length - 1L - week);
      ward.appointments(100 - missed[week], "podiatry", day, "attended", who());
      ward.appointments(missed[week], "podiatry", day, "dna", who());
      shares.add(missed[week] / 100.0);
    }
    assertThat(expected(shares)[1]).isNegative();
    Map<String, Double> lines = Told.of(release(settings()), "process");
    assertThat(lines).containsEntry("podiatry dna_ratio lower", 0.0);
    draws(lines, "podiatry dna_ratio", 0.04, expected(shares));
  }

  @Test
  void aSinglePointFarOutIsSignalled() {
    weeks("podiatry", 60, 1, 20);
    assertThat(raised(release(settings()), "podiatry dna_ratio")).containsExactly("above_upper");
  }

  @Test
  void aChartBeginsAnewWherePeopleSaidSo() {
    List<Double> shares = weeks("podiatry", 60, 8, 6);
    Rebase rebase =
        new Rebase(
            NEWEST.minusWeeks(8).plusDays(1),
            Set.of("podiatry"),
            Set.of("dna_ratio"),
            "clinics moved",
            "AHP lead");
    Release release = release(settings(rebase));
    draws(
        Told.of(release, "process"), "podiatry dna_ratio", 0.14, expected(shares.subList(52, 60)));
    assertThat(Told.of(release, "process_signal").keySet())
        .as("eight points since: on trial")
        .noneMatch(key -> key.startsWith("podiatry dna_ratio"));
  }

  @Test
  void aRebaseOfAnotherServiceOrMeasureChangesNothing() {
    List<Double> shares = weeks("podiatry", 60, 8, 6);
    LocalDate date = NEWEST.minusWeeks(7);
    Release release =
        release(
            settings(
                new Rebase(date, Set.of("orthotics"), Set.of(), "moved", "AHP lead"),
                new Rebase(date, Set.of(), Set.of("patient_cancelled_ratio"), "new", "AHP lead")));
    draws(Told.of(release, "process"), "podiatry dna_ratio", 0.14, expected(shares));
    assertThat(raised(release, "podiatry dna_ratio")).containsExactly("shift_high");
  }

  @Test
  void limitsOfFewPointsAreOnTrial() {
    weeks("podiatry", 12, 0, 0);
    ward.count();
    EquitySettings settings = settings();
    ProcessCounting counting =
        new ProcessCounting(settings, ward.tallies.daily(), ward.releases.points());
    ProcessCharting charting = new ProcessCharting(settings.process());
    List<ChartedPoint> few =
        charting.chart(
            counting.upTo(NEWEST.plusDays(13), Set.of("podiatry")).get("podiatry").stream()
                .filter(point -> point.measure().equals("dna_ratio"))
                .toList());
    assertThat(few).hasSize(12).allMatch(point -> point.judged().trial());
  }

  @Test
  void limitsOnTrialGiveNoSignal() {
    weeks("podiatry", 12, 1, 40);
    weeks("orthotics", 13, 1, 40);
    Release release = release(settings());
    Map<String, Double> lines = Told.of(release, "process");
    assertThat(lines.get("podiatry dna_ratio value"))
        .isGreaterThan(lines.get("podiatry dna_ratio upper"));
    assertThat(Told.of(release, "process_signal").keySet())
        .noneMatch(key -> key.startsWith("podiatry"));
    assertThat(raised(release, "orthotics dna_ratio")).contains("above_upper");
  }

  @Test
  void oneWeekWithoutAPointIsPassedOverAndTwoBeginTheChartAnew() {
    weeks("podiatry", 20, 0, 0);
    for (int week = 0; week < 20; week++) {
      if (week != 15 && week != 6 && week != 7) {
        LocalDate day = NEWEST.minusWeeks(19 - week);
        ward.appointments(90, "orthotics", day, "attended", who());
        ward.appointments(USUAL[week % 5], "orthotics", day, "dna", who());
      }
    }
    List<Double> run = new ArrayList<>();
    for (int week = 8; week < 20; week++) {
      if (week != 15) {
        int missed = USUAL[week % 5];
        run.add(missed / (90.0 + missed));
      }
    }
    draws(
        Told.of(release(settings()), "process"), "orthotics dna_ratio", run.get(10), expected(run));
  }

  @Test
  void aServiceThatWasNotChartedForLongHasNoSeries() {
    for (int week = 0; week < 30; week++) {
      LocalDate day = NEWEST.minusWeeks(3L + week);
      ward.appointments(90, "orthotics", day, "attended", who());
      ward.appointments(USUAL[week % 5], "orthotics", day, "dna", who());
    }
    weeks("podiatry", 30, 0, 0);
    Release release = release(settings());
    assertThat(Told.of(release, "process").keySet())
        .anyMatch(key -> key.startsWith("podiatry dna_ratio"))
        .noneMatch(key -> key.startsWith("orthotics"));
    assertThat(Told.of(release, "process_signal").keySet())
        .noneMatch(key -> key.startsWith("orthotics"));
  }

  @Test
  void aProcessThatNeverMovesHasAMeanAndNoLimits() {
    for (int week = 0; week < 20; week++) {
      ward.appointments(90, "podiatry", NEWEST.minusWeeks(week), "attended", who());
      ward.appointments(10, "podiatry", NEWEST.minusWeeks(week), "dna", who());
    }
    Release release = release(settings());
    assertThat(Told.of(release, "process"))
        .containsEntry("podiatry dna_ratio value", 0.1)
        .containsKey("podiatry dna_ratio mean")
        .doesNotContainKey("podiatry dna_ratio lower")
        .doesNotContainKey("podiatry dna_ratio upper");
    assertThat(raised(release, "podiatry dna_ratio")).isEmpty();
  }

  @Test
  void theGapOfTheMostDeprivedFifthIsChartedByTheMonthAndMayBeNegative() {
    for (int month = 1; month <= 10; month++) {
      LocalDate day = LocalDate.of(2026, month, 12);
      ward.appointments(90 - month % 2, "podiatry", day, "attended", who("deprivation", "1"));
      ward.appointments(10 + month % 2, "podiatry", day, "dna", who("deprivation", "1"));
      ward.appointments(80, "podiatry", day, "attended", who("deprivation", "4"));
      ward.appointments(20, "podiatry", day, "dna", who("deprivation", "4"));
    }
    Map<String, Double> lines = Told.of(release(settings()), "process");
    assertThat(lines).containsEntry("podiatry dna_gap_deprivation value", -0.1);
    assertThat(lines.get("podiatry dna_gap_deprivation mean")).isCloseTo(-0.095, within(1e-12));
    assertThat(lines.get("podiatry dna_gap_deprivation lower"))
        .isCloseTo(-0.095 - 2.66 * 0.01, within(1e-12));
    assertThat(lines.get("podiatry dna_gap_deprivation upper"))
        .isCloseTo(-0.095 + 2.66 * 0.01, within(1e-12));
  }
}
