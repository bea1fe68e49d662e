package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.attendancemonitor.equity.Ward.who;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunnelsTest {
  private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 2);
  private static final double Z2 = 1.959963984540054;
  private static final double Z3 = 3.090232306167813;

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

  private void service(String name, int missed, int due) {
    ward.appointments(due - missed, name, DAY, "attended", who());
    ward.appointments(missed, name, DAY, "dna", who());
  }

  private Release release() {
    ward.count();
    return new Figures(FiguresTest.settings(), ward.tallies, ward.releases, Map.of())
        .release(NOW)
        .orElseThrow();
  }

  /** A Wilson limit of x of n: the upper one for a z above 0, else the lower. */
  private static double wilson(double x, double n, double z) {
    double root = Math.abs(z) * Math.sqrt(z * z + 4 * x * (1 - x / n));
    return (2 * x + z * z + Math.signum(z) * root) / (2 * (n + z * z));
  }

  @Test
  void theLimitsAreThoseWhoseOwnLimitIsTheCentre() {
    service("podiatry", 60, 400);
    service("orthotics", 20, 250);
    Map<String, Double> lines = Told.of(release(), "funnel");
    double centre = 80.0 / 650;
    for (String window : new String[] {"13w", "52w"}) {
      assertThat(lines)
          .containsEntry("podiatry " + window + " value", 0.15)
          .containsEntry("orthotics " + window + " value", 0.08)
          .containsEntry("podiatry " + window + " centre", centre)
          .containsEntry("orthotics " + window + " centre", centre);
      for (Map.Entry<String, Integer> service :
          Map.of("podiatry ", 400, "orthotics ", 250).entrySet()) {
        String line = service.getKey() + window;
        int n = service.getValue();
        assertThat(wilson(lines.get(line + " upper_2sd") * n, n, -Z2))
            .isCloseTo(centre, within(1e-9));
        assertThat(wilson(lines.get(line + " lower_2sd") * n, n, Z2))
            .isCloseTo(centre, within(1e-9));
        assertThat(wilson(lines.get(line + " upper_3sd") * n, n, -Z3))
            .isCloseTo(centre, within(1e-9));
        assertThat(wilson(lines.get(line + " lower_3sd") * n, n, Z3))
            .isCloseTo(centre, within(1e-9));
      }
    }
  }

  @Test
  void onlyAServiceOutsideTheOuterLimitsIsASignal() {
    service("podiatry", 100, 1000);
    service("orthotics", 100, 1000);
    service("dietetics", 130, 1000);
    service("orthoptics", 170, 1000);
    Release release = release();
    Map<String, Double> lines = Told.of(release, "funnel");
    assertThat(lines.get("podiatry 13w value"))
        .isBetween(lines.get("podiatry 13w lower_3sd"), lines.get("podiatry 13w lower_2sd"));
    assertThat(Told.of(release, "funnel_signal"))
        .containsEntry("podiatry 13w", 0.0)
        .containsEntry("dietetics 13w", 0.0)
        .containsEntry("orthoptics 13w", 1.0)
        .containsEntry("orthoptics 52w", 1.0);
  }

  @Test
  void whatIsMappedToNoServiceIsNeitherShownNorPartOfTheCentre() {
    service("podiatry", 60, 400);
    service("orthotics", 20, 250);
    service("unmapped", 300, 300);
    Map<String, Double> lines = Told.of(release(), "funnel");
    assertThat(lines.keySet()).noneMatch(key -> key.startsWith("unmapped"));
    assertThat(lines).containsEntry("podiatry 13w centre", 80.0 / 650);
  }

  @Test
  void oneServiceAloneHasNobodyToBeComparedWith() {
    service("podiatry", 60, 400);
    service("unmapped", 30, 300);
    assertThat(Told.of(release(), "funnel")).isEmpty();
    assertThat(Told.of(release(), "funnel_signal")).isEmpty();
  }

  @Test
  void tenServicesThatDifferByMoreThanChanceHaveWiderLimits() {
    int[] missed = {40, 55, 60, 75, 80, 95, 100, 120, 130, 145};
    for (int i = 0; i < missed.length; i++) {
      service("service-" + i, missed[i], 600 + 10 * i);
    }
    Release release = release();
    Map<String, Double> lines = Told.of(release, "funnel");
    double[] expected = adjusted(missed, 600);
    assertThat(lines.get("service-0 13w upper_3sd")).isCloseTo(expected[0], within(1e-9));
    assertThat(lines.get("service-0 13w lower_3sd")).isCloseTo(expected[1], within(1e-9));
    assertThat(wilson(lines.get("service-0 13w upper_3sd") * 600, 600, -Z3))
        .as("wider than by chance alone")
        .isGreaterThan(lines.get("service-0 13w centre"));
    assertThat(Told.of(release, "funnel_signal").values()).containsOnly(0.0);
  }

  /** So many patients, each of whom missed all of her appointments, and others who missed none. */
  private void clustered(String name, int missers, int attenders, int each) {
    for (int patient = 0; patient < missers + attenders; patient++) {
      for (int i = 0; i < each; i++) {
        ward.appointment(
            10_000L * name.hashCode() + patient,
            name,
            DAY,
            patient < missers ? "dna" : "attended",
            who());
      }
    }
  }

  @Test
  void appointmentsOfTheSamePatientsAreNoSignal() {
    service("podiatry", 100, 1000);
    service("dietetics", 100, 1000);
    service("orthoptics", 150, 1000);
    clustered("orthotics", 30, 170, 5);
    Release release = release();
    Map<String, Double> lines = Told.of(release, "funnel");
    double effect = Told.of(release, "dna_design_effect").get("orthotics all all 13w");
    assertThat(effect).isEqualTo(5.0);
    double centre = 500.0 / 4000;
    for (String service : new String[] {"orthotics", "orthoptics"}) {
      assertThat(lines.get(service + " 13w value")).isEqualTo(0.15);
      double n = service.equals("orthotics") ? 1000 / effect : 1000;
      assertThat(wilson(lines.get(service + " 13w upper_3sd") * n, n, -Z3))
          .isCloseTo(centre, within(1e-9));
    }
    assertThat(lines.get("orthotics 13w upper_2sd")).isGreaterThan(0.15);
    assertThat(lines.get("orthoptics 13w upper_2sd")).isLessThan(0.15);
  }

  @Test
  void peopleWithManyAppointmentsDoNotPassForDifferencesBetweenServices() {
    int[] missers = {14, 25, 18, 22, 20, 16, 24, 21, 19, 21};
    for (int i = 0; i < missers.length; i++) {
      clustered("service-" + i, missers[i], 200 - missers[i], 5);
    }
    Map<String, Double> lines = Told.of(release(), "funnel");
    double centre = 0.1;
    assertThat(lines.get("service-0 13w centre")).isCloseTo(centre, within(1e-9));
    // By the plain numbers the variance between them is more than three times that of chance.
    double phi = 0;
    for (int missed : missers) {
      double z =
          2
              * Math.sqrt(1000)
              * (Math.asin(Math.sqrt(missed / 200.0)) - Math.asin(Math.sqrt(centre)));
      phi += z * z / missers.length;
    }
    assertThat(phi).isGreaterThan(1.2);
    double n = 1000 / 5.0;
    assertThat(wilson(lines.get("service-0 13w upper_3sd") * n, n, -Z3))
        .as("not widened a second time")
        .isCloseTo(centre, within(1e-9));
  }

  @Test
  void nineServicesAreTooFewToSay() {
    int[] missed = {40, 55, 60, 75, 80, 95, 100, 120, 130};
    for (int i = 0; i < missed.length; i++) {
      service("service-" + i, missed[i], 600);
    }
    Release release = release();
    double upper = Told.of(release, "funnel").get("service-0 13w upper_3sd");
    assertThat(wilson(upper * 600, 600, -Z3))
        .isCloseTo(Arrays.stream(missed).sum() / 5400.0, within(1e-9));
    assertThat(Told.of(release, "funnel_signal")).containsEntry("service-0 13w", 1.0);
  }

  /** Spiegelhalter's additive random effects on the arcsine scale, upper then lower limit at n. */
  private static double[] adjusted(int[] missed, int n) {
    int k = missed.length;
    double all = 0;
    for (int i = 0; i < k; i++) {
      all += 600 + 10 * i;
    }
    double target = Math.asin(Math.sqrt(Arrays.stream(missed).sum() / all));
    double[] z = new double[k];
    double w = 0;
    double ww = 0;
    for (int i = 0; i < k; i++) {
      double size = 600 + 10 * i;
      double s = 1 / (2 * Math.sqrt(size));
      z[i] = (Math.asin(Math.sqrt(missed[i] / size)) - target) / s;
      w += 1 / (s * s);
      ww += 1 / (s * s * s * s);
    }
    double[] sorted = z.clone();
    Arrays.sort(sorted);
    // R type 7 at 10 % and 90 % of ten values.
    double low = sorted[0] + 0.9 * (sorted[1] - sorted[0]);
    double high = sorted[8] + 0.1 * (sorted[9] - sorted[8]);
    double phi = 0;
    for (double one : z) {
      double drawn = Math.min(high, Math.max(low, one));
      phi += drawn * drawn / k;
    }
    double tau2 = Math.max(0, (k * phi - (k - 1)) / (w - ww / w));
    double reach = 3.090232 * Math.sqrt(1 / (4.0 * n) + tau2);
    return new double[] {
      Math.pow(Math.sin(target + reach), 2), Math.pow(Math.sin(Math.max(0, target - reach)), 2)
    };
  }
}
