package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.equity.Ward.who;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.attendancemonitor.statistics.WilsonInterval;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many small services whose truth is known, and whose patients differ from each other: their limits
 * hold the truth about as often as they say.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoverageTest {
  private static final int SERVICES = 100;
  private static final int PATIENTS = 300;
  private static final double AT_MOST_DEPRIVED_END = 0.22;
  private static final double AT_LEAST_DEPRIVED_END = 0.08;

  private Ward ward;
  private Release release;

  @BeforeAll
  void release(@TempDir Path folder) {
    ward = new Ward(folder);
    Random random = new Random(20_261_118);
    long patient = 0;
    for (int service = 0; service < SERVICES; service++) {
      for (int i = 0; i < PATIENTS; i++) {
        patient++;
        int fifth = 1 + i % 5;
        double mine = propensity(truth(fifth), random);
        int due = 1 + random.nextInt(7);
        for (int k = 0; k < due; k++) {
          ward.appointment(
              patient,
              "service-" + service,
              LocalDate.of(2026, 11, 17).minusDays(15L * random.nextInt(6)),
              random.nextDouble() < mine ? "dna" : "attended",
              who("deprivation", String.valueOf(fifth)));
        }
      }
    }
    ward.count();
    EquitySettings settings =
        Altered.settings(
            FiguresTest.settings().with(EquitySettings.ReleaseMode.EXACT),
            "maximumSeries",
            1_000_000);
    release =
        new Figures(settings, ward.tallies, ward.releases, Map.of())
            .release(Instant.parse("2026-11-18T12:00:00Z"))
            .orElseThrow();
  }

  @AfterAll
  void close() {
    ward.close();
  }

  private static double logit(double p) {
    return Math.log(p / (1 - p));
  }

  /** On a straight line of log odds, from the most to the least deprived. */
  private static double truth(int fifth) {
    double rank = (fifth - 0.5) / 5;
    double odds =
        logit(AT_MOST_DEPRIVED_END)
            + rank * (logit(AT_LEAST_DEPRIVED_END) - logit(AT_MOST_DEPRIVED_END));
    return 1 / (1 + Math.exp(-odds));
  }

  /** Most patients miss little and some miss half; the mean is the truth. */
  private static double propensity(double mean, Random random) {
    double often = 0.45;
    double seldom = mean / 3;
    double share = (mean - seldom) / (often - seldom);
    return random.nextDouble() < share ? often : seldom;
  }

  private static double rest(int fifth) {
    double sum = 0;
    for (int other = 1; other <= 5; other++) {
      sum += other == fifth ? 0 : truth(other) / 4;
    }
    return sum;
  }

  @Test
  void limitsOfSharesHoldTheTruthAndThoseOfIndependentAppointmentsDoNot() {
    int held = 0;
    int naive = 0;
    int all = 0;
    for (Release.Cell cell : release.cells()) {
      if (cell.key().dimension().equals("deprivation_quintile") && cell.window().equals("13w")) {
        double truth = truth(Integer.parseInt(cell.key().group()));
        long missed = cell.counts().get("dna");
        WilsonInterval independent =
            WilsonInterval.of(missed, missed + cell.counts().get("attended"), 0.95);
        all++;
        held += cell.dna().lower() <= truth && truth <= cell.dna().upper() ? 1 : 0;
        naive += independent.lower() <= truth && truth <= independent.upper() ? 1 : 0;
      }
    }
    assertThat(all).isEqualTo(5 * SERVICES);
    assertThat((double) held / all).isBetween(0.92, 0.98);
    assertThat((double) naive / all).isLessThan(0.9);
  }

  @Test
  void limitsOfGapsHoldTheTruth() {
    Map<String, Double> told = Told.of(release, "dna_gap");
    int held = 0;
    int ratios = 0;
    int all = 0;
    for (int service = 0; service < SERVICES; service++) {
      for (int fifth = 1; fifth <= 5; fifth++) {
        String labels = "service-%d deprivation_quintile %d 13w ".formatted(service, fifth);
        all++;
        held += holds(told, labels + "difference", truth(fifth) - rest(fifth)) ? 1 : 0;
        ratios += holds(told, labels + "ratio", truth(fifth) / rest(fifth)) ? 1 : 0;
      }
    }
    assertThat((double) held / all).isBetween(0.92, 0.98);
    assertThat((double) ratios / all).isBetween(0.92, 0.98);
  }

  @Test
  void limitsOfGradientsHoldTheTruth() {
    Map<String, Double> told = Told.of(release, "dna_gradient");
    Map<String, Integer> held = new HashMap<>(Map.of("sii", 0, "rii", 0));
    for (int service = 0; service < SERVICES; service++) {
      String labels = "service-" + service + " 13w ";
      if (holds(told, labels + "sii", AT_MOST_DEPRIVED_END - AT_LEAST_DEPRIVED_END)) {
        held.merge("sii", 1, Integer::sum);
      }
      if (holds(told, labels + "rii", AT_MOST_DEPRIVED_END / AT_LEAST_DEPRIVED_END)) {
        held.merge("rii", 1, Integer::sum);
      }
    }
    assertThat((double) held.get("sii") / SERVICES).isBetween(0.89, 1.0);
    assertThat((double) held.get("rii") / SERVICES).isBetween(0.89, 1.0);
  }

  private static boolean holds(Map<String, Double> told, String labels, double truth) {
    return told.get(labels + " lower") <= truth && truth <= told.get(labels + " upper");
  }
}
