package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.attendancemonitor.equity.Ward.who;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.record.KeptCell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gaps, gradients and what widens their limits. */
class GapsTest {
  private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 18);
  private static final Instant NOON = Instant.parse("2026-11-18T12:00:00Z");
  private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:30Z");
  private static final LocalDate DAY = WEDNESDAY.minusDays(10);
  private static final double Z = 1.959963984540054;

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

  private Figures figures() {
    return figures(FiguresTest.settings());
  }

  private Figures figures(EquitySettings settings) {
    ward.count();
    return new Figures(settings, ward.tallies, ward.releases, Map.of());
  }

  private void group(int attended, int missed, String column, String group) {
    ward.appointments(attended, "podiatry", DAY, "attended", who(column, group));
    ward.appointments(missed, "podiatry", DAY, "dna", who(column, group));
  }

  private static double[] wilson(double x, double n) {
    double middle = 2 * x + Z * Z;
    double root = Z * Math.sqrt(Z * Z + 4 * x * (1 - x / n));
    return new double[] {(middle - root) / (2 * (n + Z * Z)), (middle + root) / (2 * (n + Z * Z))};
  }

  /** Square and add, of x1/n1 - x2/n2 with the limits of numbers divided by an effect. */
  private static double[] newcombe(
      double x1, double n1, double e1, double x2, double n2, double e2) {
    double d = x1 / n1 - x2 / n2;
    double[] first = wilson(x1 / e1, n1 / e1);
    double[] second = wilson(x2 / e2, n2 / e2);
    double down = Math.hypot(x1 / n1 - first[0], second[1] - x2 / n2);
    double up = Math.hypot(first[1] - x1 / n1, x2 / n2 - second[0]);
    return new double[] {d, d - down, d + up};
  }

  private static void bounds(
      Map<String, Double> told, String labels, double[] expected, double tolerance) {
    String[] bounds = {"estimate", "lower", "upper"};
    for (int i = 0; i < bounds.length; i++) {
      assertThat(told.get(labels + " " + bounds[i]))
          .as(labels + " " + bounds[i])
          .isCloseTo(expected[i], within(tolerance));
    }
  }

  @Test
  void aGroupIsHeldAgainstTheRestOfTheServiceAsItIsShown() {
    group(203, 41, "sex", "female");
    group(301, 33, "sex", "male");
    Map<String, Double> gaps = Told.of(figures().release(NOON).orElseThrow(), "dna_gap");
    // 203 and 41 are shown as 205 and 40; the rest is 504 and 74 less that.
    bounds(gaps, "podiatry sex female 13w difference", newcombe(40, 245, 1, 34, 333, 1), 0.00051);
    double ratio = (40 / 245.0) / (34 / 333.0);
    double se = Math.sqrt(1 / 40.0 - 1 / 245.0 + 1 / 34.0 - 1 / 333.0);
    bounds(
        gaps,
        "podiatry sex female 13w ratio",
        new double[] {ratio, ratio * Math.exp(-Z * se), ratio * Math.exp(Z * se)},
        0.0051);
    assertThat(gaps.get("podiatry sex female 13w difference estimate")).isEqualTo(0.061);
    assertThat(gaps.get("podiatry sex male 52w difference estimate")).isNegative();
  }

  @Test
  void whereViewersGiveDirectCareAGapIsExact() {
    group(203, 41, "sex", "female");
    group(301, 33, "sex", "male");
    EquitySettings exact = FiguresTest.settings().with(EquitySettings.ReleaseMode.EXACT);
    bounds(
        Told.of(figures(exact).release(NOON).orElseThrow(), "dna_gap"),
        "podiatry sex female 13w difference",
        newcombe(41, 244, 1, 33, 334, 1),
        1e-9);
  }

  @Test
  void aGroupThatMissedNoneHasADifferenceAndNoRatio() {
    group(200, 0, "sex", "female");
    group(301, 33, "sex", "male");
    assertThat(Told.of(figures().release(NOON).orElseThrow(), "dna_gap"))
        .containsKey("podiatry sex female 13w difference lower")
        .doesNotContainKey("podiatry sex female 13w ratio estimate");
  }

  @Test
  void aGroupThatIsShownAloneIsHeldAgainstNobody() {
    group(203, 41, "sex", "female");
    group(12, 5, "sex", "male");
    group(12, 4, "sex", "other");
    Release release = figures().release(NOON).orElseThrow();
    assertThat(Told.of(release, "dna_design_effect").keySet())
        .as("women alone are shown")
        .contains("podiatry sex female 13w")
        .doesNotContain("podiatry sex male 13w", "podiatry sex other 13w");
    assertThat(Told.of(release, "dna_gap").keySet()).noneMatch(key -> key.contains(" sex "));
  }

  @Test
  void aServiceAsAWholeAndThoseNotBroughtHaveNoGap() {
    group(203, 41, "sex", "female");
    group(301, 33, "sex", "male");
    ward.appointments(80, "podiatry", DAY, "attended", who("was_not_brought", "yes"));
    ward.appointments(20, "podiatry", DAY, "dna", who("was_not_brought", "yes"));
    assertThat(Told.of(figures().release(NOON).orElseThrow(), "dna_gap").keySet())
        .isNotEmpty()
        .noneMatch(key -> key.contains(" all ") || key.contains("was_not_brought"));
  }

  @Test
  void aGapStaysAsItWasWhileItsGroupDoesThoughTheServiceMovesOn() {
    group(203, 41, "sex", "female");
    group(301, 33, "sex", "male");
    Figures figures = figures();
    Release first = figures.release(NOON).orElseThrow();
    ward.appointments(60, "podiatry", WEDNESDAY, "attended", who("sex", "male"));
    ward.appointments(12, "podiatry", WEDNESDAY, "dna", who("sex", "male"));
    ward.appointment(1, "podiatry", WEDNESDAY, "dna", who("sex", "female"));
    ward.count();
    Release second = figures.release(MONDAY).orElseThrow();
    for (String family : List.of("dna_gap", "dna_design_effect")) {
      assertThat(group(second, family, "podiatry sex female"))
          .as(family)
          .isEqualTo(group(first, family, "podiatry sex female"));
    }
    assertThat(whole(first)).isEqualTo(74.0 / 578);
    assertThat(whole(second)).isEqualTo(87.0 / 651);
  }

  private static double whole(Release release) {
    return release.cells().stream()
        .filter(one -> one.window().equals("13w") && one.key().group().equals("all"))
        .findFirst()
        .orElseThrow()
        .dna()
        .estimate();
  }

  private static Map<String, Double> group(Release release, String family, String start) {
    Map<String, Double> group = new HashMap<>(Told.of(release, family));
    group.keySet().removeIf(key -> !key.startsWith(start));
    return group;
  }

  /** Ten women miss three of ten each, ninety none; every man misses one of ten. */
  private void clustered() {
    for (int patient = 0; patient < 200; patient++) {
      boolean woman = patient < 100;
      for (int i = 0; i < 10; i++) {
        boolean missed = woman ? patient < 10 && i < 8 : i == 0;
        ward.appointment(
            patient,
            "podiatry",
            DAY.minusDays(i),
            missed ? "dna" : "attended",
            who("sex", woman ? "female" : "male"));
      }
    }
  }

  @Test
  void limitsAreWiderWhereTheSamePatientsMissAgainAndAgain() {
    clustered();
    Release release = figures().release(NOON).orElseThrow();
    double p = 0.08;
    double squares = 10 * Math.pow(8 - p * 10, 2) + 90 * Math.pow(0 - p * 10, 2);
    double women = 100.0 / 99 * squares / 1000 / (p * (1 - p));
    assertThat(women).isGreaterThan(7);
    Map<String, Double> effects = Told.of(release, "dna_design_effect");
    assertThat(effects)
        .containsEntry("podiatry sex female 13w", Math.round(10 * women) / 10.0)
        .containsEntry("podiatry sex male 13w", 1.0);
    double effect = Math.round(10 * women) / 10.0;
    double[] limits = wilson(80 / effect, 1000 / effect);
    KeptCell.Ratio shown = women(release);
    assertThat(shown.estimate()).isEqualTo(0.08);
    assertThat(shown.lower()).isEqualTo(Math.round(1000 * limits[0]) / 1000.0);
    assertThat(shown.upper()).isEqualTo(Math.round(1000 * limits[1]) / 1000.0);
    double all = effects.get("podiatry all all 13w");
    bounds(
        Told.of(release, "dna_gap"),
        "podiatry sex female 13w difference",
        newcombe(80, 1000, effect, 100, 1000, all),
        0.00051);
  }

  private static KeptCell.Ratio women(Release release) {
    return release.cells().stream()
        .filter(one -> one.window().equals("13w") && one.key().group().equals("female"))
        .findFirst()
        .orElseThrow()
        .dna();
  }

  @Test
  void limitsOfAGroupThatIsKeptStayThoughItsPatientsGoFartherTogether() {
    clustered();
    Figures figures = figures();
    KeptCell.Ratio first = women(figures.release(NOON).orElseThrow());
    for (int i = 0; i < 7; i++) {
      ward.appointment(0, "podiatry", WEDNESDAY, "dna", who("sex", "female"));
    }
    ward.count();
    assertThat(women(figures.release(MONDAY).orElseThrow())).isEqualTo(first);
  }

  @Test
  void aWindowKnowsOnlyThePatientsOfItsOwnDays() {
    for (int patient = 0; patient < 40; patient++) {
      for (int i = 0; i < 4; i++) {
        String outcome = i < 2 && patient < 10 ? "dna" : "attended";
        ward.appointment(patient, "podiatry", DAY.minusDays(i < 2 ? 200 + i : i), outcome, who());
      }
      ward.appointment(patient, "podiatry", DAY, patient % 4 == 1 ? "dna" : "attended", who());
    }
    Map<String, Double> effects =
        Told.of(figures().release(NOON).orElseThrow(), "dna_design_effect");
    assertThat(effects.get("podiatry all all 13w")).isEqualTo(1.0);
    assertThat(effects.get("podiatry all all 52w")).isGreaterThan(1.2);
  }

  @Test
  void lateArrivalsCountAmongPatientsOnlyWhereTheyCountAtAll() {
    for (int patient = 0; patient < 100; patient++) {
      for (int i = 0; i < 6; i++) {
        String outcome =
            i == 0 && patient % 5 == 0
                ? "dna"
                : i > 2 && patient < 20 ? "late_not_seen" : "attended";
        ward.appointment(patient, "podiatry", DAY.minusDays(i), outcome, who());
      }
    }
    double with =
        Told.of(figures().release(NOON).orElseThrow(), "dna_design_effect")
            .get("podiatry all all 13w");
    EquitySettings settings =
        FiguresTest.settings(
            false, EquitySettings.ReleaseMode.PROTECTED, Map.of("sex", List.of("female")));
    double without =
        Told.of(
                figures(settings).release(NOON.plusSeconds(7 * 86_400)).orElseThrow(),
                "dna_design_effect")
            .get("podiatry all all 13w");
    assertThat(with).isGreaterThan(2);
    assertThat(without).isEqualTo(1.0);
  }

  private void fifths(int[] missed) {
    for (int fifth = 0; fifth < 5; fifth++) {
      group(200 - missed[fifth], missed[fifth], "deprivation", String.valueOf(fifth + 1));
    }
  }

  @Test
  void theGradientIsHowMuchMoreTheMostDeprivedMiss() {
    fifths(new int[] {40, 35, 30, 25, 20});
    Release release = figures().release(NOON).orElseThrow();
    Map<String, Double> told = Told.of(release, "dna_gradient");
    int[] missed = {40, 35, 30, 25, 20};
    double[] y = new double[5];
    double[] var = new double[5];
    double mean = 0;
    for (int i = 0; i < 5; i++) {
      double p = missed[i] / 200.0;
      y[i] = Math.log(p / (1 - p));
      mean += y[i] / 5;
      double[] limits = wilson(missed[i], 200);
      double width = Math.log(limits[1] / (1 - limits[1])) - Math.log(limits[0] / (1 - limits[0]));
      var[i] = Math.pow(width / (2 * Z), 2);
    }
    double slope = 0;
    double spread = 0;
    // Fifths of one size: mid-ranks 0.1 ... 0.9, sum of squared distances from 0.5 over five 0.08.
    for (int i = 0; i < 5; i++) {
      double b = 0.1 + 0.2 * i - 0.5;
      slope += 0.2 * b / 0.08 * y[i];
      spread += Math.pow(0.2 * b / 0.08, 2) * var[i];
    }
    double se = Math.sqrt(spread);
    double[] slopes = {slope, slope + Z * se, slope - Z * se};
    double[] sii = new double[3];
    double[] rii = new double[3];
    for (int i = 0; i < 3; i++) {
      double most = 1 / (1 + Math.exp(-(mean - slopes[i] / 2)));
      double least = 1 / (1 + Math.exp(-(mean + slopes[i] / 2)));
      sii[i] = most - least;
      rii[i] = most / least;
    }
    assertThat(sii[0]).isPositive();
    bounds(told, "podiatry 13w sii", sii, 0.00051);
    bounds(told, "podiatry 13w rii", rii, 0.0051);
    bounds(told, "podiatry 52w sii", sii, 0.00051);
  }

  @Test
  void thereIsNoGradientWhereAFifthIsHidden() {
    fifths(new int[] {40, 35, 5, 25, 20});
    assertThat(Told.of(figures().release(NOON).orElseThrow(), "dna_gradient")).isEmpty();
  }

  @Test
  void aGradientIsShownForTheWindowsInWhichAllFifthsAre() {
    fifths(new int[] {40, 35, 5, 25, 20});
    for (String fifth : List.of("1", "2", "3", "4", "5")) {
      ward.appointments(60, "podiatry", DAY.minusDays(200), "attended", who("deprivation", fifth));
      ward.appointments(25, "podiatry", DAY.minusDays(200), "dna", who("deprivation", fifth));
    }
    assertThat(Told.of(figures().release(NOON).orElseThrow(), "dna_gradient").keySet())
        .hasSize(6)
        .allMatch(key -> key.startsWith("podiatry 52w"));
  }
}
