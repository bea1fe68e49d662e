package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.attendancemonitor.equity.Ward.who;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.equity.EquitySettings.ReleaseMode;
import org.attendancemonitor.equity.StandardSettings.Population;
import org.attendancemonitor.record.AgeSexCount;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardisedSharesTest {
  private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 18);
  private static final Instant NOON = Instant.parse("2026-11-18T12:00:00Z");
  private static final LocalDate DAY = WEDNESDAY.minusDays(10);
  private static final String PODIATRY = "podiatry all all 13w";
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

  private static EquitySettings settings(ReleaseMode mode, Population population) {
    EquitySettings s = FiguresTest.settings().with(mode);
    return Altered.settings(s, "standard", new StandardSettings(population));
  }

  private Release release(ReleaseMode mode, Population population) {
    return release(mode, population, NOON);
  }

  private Release release(ReleaseMode mode, Population population, Instant now) {
    ward.count();
    return new Figures(settings(mode, population), ward.tallies, ward.releases, Map.of())
        .release(now)
        .orElseThrow();
  }

  private static Map<String, Double> told(Release release) {
    return Told.of(release, "dna_standardised_ratio");
  }

  private void people(String service, String band, String sex, int attended, int missed) {
    people(service, DAY, attended, missed, "age_band", band, "sex", sex, "deprivation", "1");
  }

  private void people(String service, LocalDate day, int attended, int missed, String... who) {
    ward.appointments(attended, service, day, "attended", who(who));
    ward.appointments(missed, service, day, "dna", who(who));
  }

  /** Dobson's limits on Byar's; strata as weight, n, events, sum of squared events. */
  private static double[] expected(double[]... strata) {
    double w = 0;
    double rate = 0;
    double v = 0;
    double x = 0;
    for (double[] s : strata) {
      w += s[0];
      rate += s[0] * s[2] / s[1];
      v += s[0] * s[0] * s[3] / (s[1] * s[1]);
      x += s[2];
    }
    double y = x + 1;
    double low = x * Math.pow(1 - 1 / (9 * x) - Z / (3 * Math.sqrt(x)), 3);
    double high = y * Math.pow(1 - 1 / (9 * y) + Z / (3 * Math.sqrt(y)), 3);
    double scale = Math.sqrt(v / x) / w;
    return new double[] {rate / w, rate / w + scale * (low - x), rate / w + scale * (high - x)};
  }

  private static void bounds(Map<String, Double> told, String labels, double[] expected) {
    assertThat(told.get(labels + " estimate")).isCloseTo(expected[0], within(1e-12));
    assertThat(told.get(labels + " lower")).isCloseTo(expected[1], within(1e-9));
    assertThat(told.get(labels + " upper")).isCloseTo(expected[2], within(1e-9));
  }

  /** Podiatry sees the old, who miss little; orthotics the young, who miss much. */
  private void twoServices() {
    people("podiatry", "18-24", "female", 40, 10);
    people("podiatry", "75-84", "female", 190, 10);
    people("podiatry", "75-84", "male", 95, 5);
    people("orthotics", "18-24", "female", 160, 40);
    people("orthotics", "75-84", "female", 38, 2);
    people("orthotics", "75-84", "male", 57, 3);
  }

  @Test
  void servicesAreComparedAsIfTheySawPeopleOfTheSameAgeAndSex() {
    twoServices();
    Map<String, Double> told = told(release(ReleaseMode.EXACT, Population.SERVICES));
    double[] same =
        expected(
            new double[] {250, 50, 10, 10},
            new double[] {240, 200, 10, 10},
            new double[] {160, 100, 5, 5});
    bounds(told, PODIATRY, same);
    assertThat(same[0]).isCloseTo(0.2 * 250 / 650 + 0.05 * 400 / 650, within(1e-12));
    assertThat(told.get("orthotics all all 13w estimate")).isCloseTo(same[0], within(1e-12));
    bounds(told, "podiatry deprivation_quintile 1 52w", same);
  }

  @Test
  void aProtectedReleaseShowsWholePerCent() {
    twoServices();
    Map<String, Double> told = told(release(ReleaseMode.PROTECTED, Population.SERVICES));
    assertThat(told).containsEntry(PODIATRY + " estimate", 0.11);
    assertThat(told.values()).allMatch(value -> value == Math.round(value * 100) / 100.0);
  }

  @Test
  void theEuropeanPopulationCanBeTheStandard() {
    twoServices();
    bounds(
        told(release(ReleaseMode.EXACT, Population.ESP2013)),
        PODIATRY,
        expected(
            new double[] {27_500, 50, 10, 10},
            new double[] {36_250, 200, 10, 10},
            new double[] {36_250, 100, 5, 5}));
  }

  @Test
  void whoeverMissesAgainWidensTheLimits() {
    twoServices();
    for (int i = 0; i < 6; i++) {
      ward.appointment(
          77, "podiatry", DAY.minusDays(i), "dna", who("age_band", "75-84", "sex", "male"));
    }
    bounds(
        told(release(ReleaseMode.EXACT, Population.SERVICES)),
        PODIATRY,
        expected(
            new double[] {250, 50, 10, 10},
            new double[] {240, 200, 10, 10},
            new double[] {166, 106, 11, 41}));
  }

  @Test
  void fewerThanTenMissedGiveNone() {
    people("podiatry", "18-24", "female", 90, 9);
    people("orthotics", "18-24", "female", 90, 10);
    assertThat(told(release(ReleaseMode.EXACT, Population.SERVICES)).keySet())
        .noneMatch(key -> key.startsWith("podiatry all"))
        .anyMatch(key -> key.startsWith("orthotics all"));
  }

  @Test
  void groupsOfAgeAndSexAreNotStandardised() {
    twoServices();
    assertThat(told(release(ReleaseMode.EXACT, Population.SERVICES)).keySet())
        .isNotEmpty()
        .noneMatch(key -> key.contains("age_band") || key.contains(" sex "));
  }

  @Test
  void whereTooManyAreOfUnknownAgeOrSexThereIsNone() {
    twoServices();
    people("podiatry", "unknown", "female", 39, 0);
    people("orthotics", "18-24", "unknown", 33, 0);
    Map<String, Double> told = told(release(ReleaseMode.EXACT, Population.SERVICES));
    assertThat(told.keySet())
        .noneMatch(key -> key.startsWith(PODIATRY))
        .anyMatch(key -> key.startsWith("orthotics all all 13w"));
  }

  @Test
  void aGroupsFigureStaysWhileItsCountsDo() {
    twoServices();
    people("podiatry", DAY, 400, 60, "age_band", "75-84", "sex", "male", "deprivation", "4");
    Figures figures =
        new Figures(
            settings(ReleaseMode.PROTECTED, Population.ESP2013),
            ward.tallies,
            ward.releases,
            Map.of());
    ward.count();
    String labels = "podiatry deprivation_quintile 1 13w estimate";
    Map<String, Double> first = told(figures.release(NOON).orElseThrow());
    people("podiatry", WEDNESDAY, 0, 7, "age_band", "18-24", "sex", "female", "deprivation", "1");
    ward.count();
    Release second = figures.release(Instant.parse("2026-11-23T00:00:30Z")).orElseThrow();
    assertThat(told(second)).containsEntry(labels, first.get(labels));
    assertThat(told(second).get(PODIATRY + " estimate"))
        .isGreaterThan(first.get(PODIATRY + " estimate"));
  }

  private void year(String band, int until, int missed) {
    for (int week = 0; week < until; week++) {
      people(
          "podiatry", DAY.minusWeeks(week), 11 - missed, missed, "age_band", band, "sex", "female");
    }
  }

  @Test
  void theMixOfAYearIsMadeOnce() {
    year("75-84", 52, 1);
    release(ReleaseMode.EXACT, Population.SERVICES);
    List<AgeSexCount> mix = ward.releases.standardPopulations().of(2026);
    assertThat(mix)
        .hasSize(20)
        .contains(new AgeSexCount("75-84", "female", 561), new AgeSexCount("0-4", "male", 0));
    year("18-24", 40, 5);
    Map<String, Double> told =
        told(release(ReleaseMode.EXACT, Population.SERVICES, NOON.plusSeconds(7 * 86_400)));
    assertThat(ward.releases.standardPopulations().of(2026)).isEqualTo(mix);
    assertThat(told.get("podiatry all all 52w estimate")).isCloseTo(1 / 11.0, within(1e-12));
    people("podiatry", WEDNESDAY.plusDays(1), 9, 2, "age_band", "18-24", "sex", "female");
    release(ReleaseMode.EXACT, Population.SERVICES, Instant.parse("2027-01-11T06:00:00Z"));
    assertThat(ward.releases.standardPopulations().of(2027))
        .as("a new year has a mix of its own")
        .contains(new AgeSexCount("18-24", "female", 451));
  }

  @Test
  void noMixIsKeptWhileHalfOfTheYearIsMissing() {
    year("75-84", 26, 1);
    assertThat(told(release(ReleaseMode.EXACT, Population.SERVICES)))
        .containsKey("podiatry all all 52w estimate");
    assertThat(ward.releases.standardPopulations().of(2026)).isEmpty();
  }

  @Test
  void bothDatabasesKeepTheSameMix() throws Exception {
    List<AgeSexCount> mix =
        List.of(new AgeSexCount("0-4", "female", 3), new AgeSexCount("0-4", "male", 0));
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        Store postgresql =
            Store.open(
                new StoreSettings(
                    server.getJdbcUrl("postgres", "postgres"),
                    Optional.of("postgres"),
                    Optional.empty(),
                    2),
                folder)) {
      for (Store store : List.of(ward.store, postgresql)) {
        var populations = new org.attendancemonitor.record.StandardPopulations(store);
        populations.keep(2026, mix);
        populations.keep(2026, List.of(new AgeSexCount("85+", "male", 9)));
        assertThat(populations.of(2026)).isEqualTo(mix);
        assertThat(populations.of(2025)).isEmpty();
      }
    }
  }
}
