package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.equity.Ward.who;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.statistics.WilsonInterval;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {
  private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 18);
  private static final Instant NOON = Instant.parse("2026-11-18T12:00:00Z");
  private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:30Z");
  private static final Map<String, List<String>> DIMENSIONS =
      Map.of(
          "sex", List.of("female", "male", "other", "unknown"),
          "deprivation_quintile", List.of("1", "2", "3", "4", "5", "unknown"),
          "age_band", List.of());

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

  static EquitySettings settings() {
    return settings(true, EquitySettings.ReleaseMode.PROTECTED, DIMENSIONS);
  }

  static EquitySettings settings(
      boolean late, EquitySettings.ReleaseMode mode, Map<String, List<String>> dimensions) {
    return new EquitySettings(
        late,
        0.95,
        0.1,
        mode,
        EquitySettings.Cadence.WEEKLY,
        false,
        new DisclosureRule(20, 10, 8, 5, 200, Set.of("site")),
        dimensions,
        40_000,
        0,
        new ProcessSettings(ProcessSettings.Steps.AUTO, 50, 20, 3, 0.9, List.of()),
        new FunnelSettings(10, 1.2),
        new StandardSettings(StandardSettings.Population.SERVICES),
        new RepeatSettings(2, 2, 91),
        new WaitSettings(18, Map.of(), 4, 26, Optional.empty()));
  }

  private Figures figures(EquitySettings settings) {
    return new Figures(settings, ward.tallies, ward.releases, Map.of());
  }

  private static Optional<Release.Cell> cell(Release release, String dimension, String group) {
    return release.cells().stream()
        .filter(cell -> cell.window().equals("13w"))
        .filter(
            cell -> cell.key().dimension().equals(dimension) && cell.key().group().equals(group))
        .findFirst();
  }

  private static long suppressed(Release release, String dimension) {
    return release.suppressed().get(new Release.Margin("podiatry", dimension, "13w"));
  }

  private void both(int women, int womenMissed, int men, int menMissed) {
    LocalDate day = WEDNESDAY.minusDays(10);
    ward.appointments(women, "podiatry", day, "attended", who("sex", "female"));
    ward.appointments(womenMissed, "podiatry", day, "dna", who("sex", "female"));
    ward.appointments(men, "podiatry", day, "attended", who("sex", "male"));
    ward.appointments(menMissed, "podiatry", day, "dna", who("sex", "male"));
    ward.count();
  }

  @Test
  void nothingIsReleasedWhileNothingWasEverCounted() {
    assertThat(figures(settings()).release(NOON)).isEmpty();
    assertThat(figures(settings()).latest()).isEmpty();
  }

  @Test
  void theFirstReleaseIsMadeAtOnceAndCountsUpToYesterday() {
    both(203, 21, 301, 33);
    ward.appointments(50, "podiatry", WEDNESDAY, "dna", who("sex", "male"));
    ward.count();
    Release release = figures(settings()).release(NOON).orElseThrow();
    assertThat(release.upTo()).isEqualTo(WEDNESDAY.minusDays(1));
    assertThat(cell(release, "all", "all").orElseThrow().counts())
        .containsEntry("attended", 504L)
        .containsEntry("dna", 54L);
  }

  @Test
  void groupsAreShownRoundedAndTheServiceExactly() {
    both(203, 21, 301, 33);
    Release release = figures(settings()).release(NOON).orElseThrow();
    Release.Cell women = cell(release, "sex", "female").orElseThrow();
    assertThat(women.counts()).containsEntry("attended", 205L).containsEntry("dna", 20L);
    assertThat(women.dna().estimate()).isEqualTo(0.089);
    assertThat(cell(release, "all", "all").orElseThrow().dna().estimate()).isEqualTo(54.0 / 558);
    assertThat(suppressed(release, "sex")).isZero();
  }

  @Test
  void aRatioAndItsLimitsAreMadeFromTheCountsAsShown() {
    both(203, 21, 301, 33);
    Release.Cell women =
        cell(figures(settings()).release(NOON).orElseThrow(), "sex", "female").orElseThrow();
    WilsonInterval limits = WilsonInterval.of(20, 225, 0.95);
    assertThat(women.dna().lower()).isEqualTo(Math.round(limits.lower() * 1000) / 1000.0);
    assertThat(women.dna().upper()).isEqualTo(Math.round(limits.upper() * 1000) / 1000.0);
  }

  @Test
  void aSmallGroupIsHiddenAndTakesTheNextSmallestWithIt() {
    both(203, 21, 301, 33);
    ward.appointments(40, "podiatry", WEDNESDAY.minusDays(3), "attended", who("sex", "other"));
    ward.appointments(3, "podiatry", WEDNESDAY.minusDays(3), "dna", who("sex", "other"));
    ward.count();
    Release release = figures(settings()).release(NOON).orElseThrow();
    assertThat(cell(release, "sex", "other")).isEmpty();
    assertThat(cell(release, "sex", "female")).isEmpty();
    assertThat(cell(release, "sex", "male")).isPresent();
    assertThat(suppressed(release, "sex")).isEqualTo(2);
  }

  @Test
  void aGroupInWhichEveryoneMissedIsHidden() {
    both(203, 21, 301, 33);
    ward.appointments(30, "podiatry", WEDNESDAY.minusDays(3), "dna", who("sex", "other"));
    ward.count();
    assertThat(cell(figures(settings()).release(NOON).orElseThrow(), "sex", "other")).isEmpty();
  }

  @Test
  void manyAppointmentsOfFewPatientsAreHidden() {
    both(203, 21, 301, 33);
    for (int i = 0; i < 60; i++) {
      ward.appointment(
          i % 9,
          "podiatry",
          WEDNESDAY.minusDays(3),
          i % 3 == 0 ? "dna" : "attended",
          who("sex", "other"));
    }
    ward.count();
    assertThat(cell(figures(settings()).release(NOON).orElseThrow(), "sex", "other")).isEmpty();
  }

  @Test
  void aGroupThatIsNotListedIsNeverShown() {
    both(203, 21, 301, 33);
    ward.appointments(200, "podiatry", WEDNESDAY.minusDays(3), "attended", who("sex", "typo"));
    ward.appointments(20, "podiatry", WEDNESDAY.minusDays(3), "dna", who("sex", "typo"));
    ward.count();
    assertThat(cell(figures(settings()).release(NOON).orElseThrow(), "sex", "typo")).isEmpty();
  }

  @Test
  void lateArrivalsCountAsMissedOrNotAsTheSwitchSays() {
    LocalDate day = WEDNESDAY.minusDays(5);
    ward.appointments(80, "podiatry", day, "attended", who());
    ward.appointments(12, "podiatry", day, "dna", who());
    ward.appointments(8, "podiatry", day, "late_not_seen", who());
    ward.count();
    Release with = figures(settings()).release(NOON).orElseThrow();
    assertThat(cell(with, "all", "all").orElseThrow().dna().estimate()).isEqualTo(0.2);
    assertThat(with.definition()).contains("codes 3").contains("and 7");
    try (Ward other = new Ward(folder.resolve("other"))) {
      other.appointments(80, "podiatry", day, "attended", who());
      other.appointments(12, "podiatry", day, "dna", who());
      other.appointments(8, "podiatry", day, "late_not_seen", who());
      other.count();
      Release without =
          new Figures(
                  settings(false, EquitySettings.ReleaseMode.PROTECTED, DIMENSIONS),
                  other.tallies,
                  other.releases,
                  Map.of())
              .release(NOON)
              .orElseThrow();
      assertThat(cell(without, "all", "all").orElseThrow().dna().estimate()).isEqualTo(12.0 / 92);
      assertThat(without.definition()).contains("in neither");
    }
  }

  @Test
  void theNextReleaseIsMadeOnMondayAndCountsUpToSunday() {
    both(203, 21, 301, 33);
    Figures figures = figures(settings());
    Release first = figures.release(NOON).orElseThrow();
    assertThat(figures.release(NOON.plusSeconds(3 * 86_400)).orElseThrow()).isEqualTo(first);
    Release second = figures.release(MONDAY).orElseThrow();
    assertThat(second.upTo()).isEqualTo(LocalDate.of(2026, 11, 22));
    assertThat(second.madeAt()).isEqualTo(MONDAY);
  }

  /** Six women attend and three miss; sixty men attend and twelve miss. */
  private Release nextWeek(int menBefore) {
    both(203, 21, menBefore, 33);
    Figures figures = figures(settings());
    figures.release(NOON);
    ward.appointments(6, "podiatry", WEDNESDAY, "attended", who("sex", "female"));
    ward.appointments(3, "podiatry", WEDNESDAY, "dna", who("sex", "female"));
    ward.appointments(60, "podiatry", WEDNESDAY, "attended", who("sex", "male"));
    ward.appointments(12, "podiatry", WEDNESDAY, "dna", who("sex", "male"));
    ward.count();
    return figures.release(MONDAY).orElseThrow();
  }

  @Test
  void aCellThatTooLittleEnteredKeepsItsOldValues() {
    Release second = nextWeek(301);
    assertThat(cell(second, "sex", "female").orElseThrow().counts())
        .containsEntry("attended", 205L)
        .containsEntry("dna", 20L);
    assertThat(cell(second, "sex", "male").orElseThrow().counts())
        .containsEntry("attended", 360L)
        .containsEntry("dna", 45L);
    assertThat(cell(second, "all", "all").orElseThrow().counts()).containsEntry("dna", 69L);
  }

  /**
   * 203 and 298 attended, shown as 203 to 207 and 298 to 302, 501 together: there were 203 women.
   * Now 567, and 358 to 362 men would be shown: 205 to 209 women, two to six more.
   */
  @Test
  void aCellKeepsItsOldValuesWhereItWouldTellHowLittleEnteredTheOther() {
    Release second = nextWeek(298);
    assertThat(cell(second, "sex", "female").orElseThrow().counts())
        .containsEntry("attended", 205L);
    assertThat(cell(second, "sex", "male").orElseThrow().counts()).containsEntry("attended", 300L);
    assertThat(cell(second, "all", "all").orElseThrow().counts()).containsEntry("attended", 567L);
  }

  @Test
  void aLateCorrectionOfOneOutcomeDoesNotShow() {
    both(203, 22, 301, 33);
    String corrected =
        ward.appointment(7, "podiatry", WEDNESDAY.minusDays(20), "dna", who("sex", "female"));
    ward.count();
    Figures figures = figures(settings());
    assertThat(cell(figures.release(NOON).orElseThrow(), "sex", "female").orElseThrow().counts())
        .containsEntry("dna", 25L);
    ward.correct(corrected, "attended");
    ward.count();
    Release second = figures.release(MONDAY).orElseThrow();
    assertThat(cell(second, "sex", "female").orElseThrow().counts()).containsEntry("dna", 25L);
    assertThat(cell(second, "all", "all").orElseThrow().counts()).containsEntry("dna", 55L);
  }

  @Test
  void releasesSurviveARestartAsTheyWere() {
    both(203, 21, 301, 33);
    ward.appointments(9, "podiatry", WEDNESDAY.minusDays(2), "unknown", who("sex", "male"));
    ward.closure("r1", "podiatry", WEDNESDAY.minusDays(30), "missing");
    ward.count();
    Release made = figures(settings()).release(NOON).orElseThrow();
    assertThat(figures(settings()).latest()).contains(made);
    assertThat(figures(settings()).release(NOON)).contains(made);
  }

  @Test
  void dischargesAfterAMissAreCountedByWhetherTheyWereReviewed() {
    both(203, 21, 301, 33);
    ward.closure("r1", "podiatry", WEDNESDAY.minusDays(30), "missing");
    ward.closure("r2", "podiatry", WEDNESDAY.minusDays(200), "missing");
    Release release = figures(settings()).release(NOON).orElseThrow();
    assertThat(release.figures())
        .contains(
            KeptFigure.of("discharges_after_dna", 1, "podiatry", "13w", "missing"),
            KeptFigure.of("discharges_after_dna", 2, "podiatry", "52w", "missing"),
            KeptFigure.of("discharges_after_dna", 0, "podiatry", "52w", "complete"));
  }

  @Test
  void theKnownShareOfAnAttributeIsTakenFromWhatIsShown() {
    both(400, 60, 400, 60);
    Release release = figures(settings()).release(NOON).orElseThrow();
    assertThat(release.figures())
        .contains(KeptFigure.of("known_ratio", 1, "podiatry", "sex"))
        .contains(KeptFigure.of("known_ratio", 0, "podiatry", "deprivation_quintile"));
  }

  @Test
  void aWindowHoldsItsLastDayAndNotTheDayBeforeItsFirst() {
    LocalDate end = WEDNESDAY.minusDays(1);
    ward.appointments(30, "podiatry", end, "attended", who());
    ward.appointments(40, "podiatry", end.minusDays(90), "attended", who());
    ward.appointments(50, "podiatry", end.minusDays(91), "attended", who());
    ward.count();
    Release release = figures(settings()).release(NOON).orElseThrow();
    assertThat(cell(release, "all", "all").orElseThrow().counts()).containsEntry("attended", 70L);
  }

  @Test
  void exactReleasesShowEverything() {
    both(203, 21, 301, 3);
    Release release =
        figures(settings(true, EquitySettings.ReleaseMode.EXACT, DIMENSIONS))
            .release(NOON)
            .orElseThrow();
    assertThat(cell(release, "sex", "male").orElseThrow().counts()).containsEntry("dna", 3L);
  }

  @Test
  void aReleaseWithTooManySeriesIsNotMade() {
    both(203, 21, 301, 33);
    EquitySettings s = settings();
    EquitySettings tight =
        new EquitySettings(
            true,
            0.95,
            0.1,
            s.release(),
            s.cadence(),
            false,
            s.disclosure(),
            DIMENSIONS,
            20,
            0,
            s.process(),
            s.funnel(),
            s.standard(),
            s.repeated(),
            s.waits());
    assertThat(figures(tight).release(NOON)).isEmpty();
  }

  private void children(int bandSize, int adults) {
    LocalDate day = WEDNESDAY.minusDays(10);
    var school = who("age_band", "5-15", "was_not_brought", "yes");
    ward.appointments(203, "podiatry", day, "attended", school);
    ward.appointments(31, "podiatry", day, "dna", school);
    var small = who("age_band", "0-4", "was_not_brought", "yes");
    ward.appointments(bandSize, "podiatry", day, "attended", small);
    var adult = who("age_band", "18-24", "was_not_brought", "no");
    ward.appointments(adults, "podiatry", day, "attended", adult);
    ward.appointments(adults / 10, "podiatry", day, "dna", adult);
    ward.count();
  }

  @Test
  void anAgeBandOfChildrenCannotBeWorkedOutFromThoseNotBrought() {
    children(5, 300);
    Release release = figures(settings()).release(NOON).orElseThrow();
    assertThat(cell(release, "age_band", "0-4")).isEmpty();
    assertThat(cell(release, "was_not_brought", "yes")).isEmpty();
  }

  @Test
  void aServiceForChildrenAloneShowsHowManyWereNotBrought() {
    children(5, 0);
    Release release = figures(settings()).release(NOON).orElseThrow();
    assertThat(cell(release, "age_band", "0-4")).isEmpty();
    assertThat(cell(release, "was_not_brought", "yes").orElseThrow().dna()).isNotNull();
  }

  @Test
  void whoCountsAsAChildIsWhoeverDependsOnOthersInThatService() {
    LocalDate day = WEDNESDAY.minusDays(10);
    for (String band : List.of("0-4", "5-15")) {
      var child = who("age_band", band, "was_not_brought", "yes");
      ward.appointments(203, "podiatry", day, "attended", child);
      ward.appointments(31, "podiatry", day, "dna", child);
    }
    var young = who("age_band", "16-17", "was_not_brought", "yes");
    ward.appointments(5, "podiatry", day, "attended", young);
    var adult = who("age_band", "18-24", "was_not_brought", "no");
    ward.appointments(100, "podiatry", day, "attended", adult);
    ward.appointments(10, "podiatry", day, "dna", adult);
    ward.count();
    Release release = figures(settings()).release(NOON).orElseThrow();
    assertThat(cell(release, "age_band", "16-17")).isEmpty();
    assertThat(cell(release, "age_band", "0-4")).isPresent();
    assertThat(cell(release, "was_not_brought", "yes")).isEmpty();
  }

  @Test
  void thoseNotBroughtStayAsTheyWereWithAnAgeBandOfChildrenThatDoes() {
    LocalDate day = WEDNESDAY.minusDays(10);
    var school = who("age_band", "5-15", "was_not_brought", "yes");
    var small = who("age_band", "0-4", "was_not_brought", "yes");
    var adult = who("age_band", "18-24", "was_not_brought", "no");
    for (var band : List.of(school, small, adult)) {
      ward.appointments(200, "podiatry", day, "attended", band);
      ward.appointments(30, "podiatry", day, "dna", band);
    }
    ward.count();
    Figures figures = figures(settings());
    Release first = figures.release(NOON).orElseThrow();
    ward.appointments(3, "podiatry", WEDNESDAY, "attended", small);
    for (var band : List.of(school, adult)) {
      ward.appointments(60, "podiatry", WEDNESDAY, "attended", band);
      ward.appointments(20, "podiatry", WEDNESDAY, "dna", band);
    }
    ward.count();
    Release second = figures.release(MONDAY).orElseThrow();
    assertThat(cell(first, "was_not_brought", "yes")).isPresent();
    assertThat(cell(second, "was_not_brought", "yes"))
        .isEqualTo(cell(first, "was_not_brought", "yes"));
    assertThat(cell(second, "age_band", "0-4")).isEqualTo(cell(first, "age_band", "0-4"));
    assertThat(cell(second, "age_band", "5-15")).isNotEqualTo(cell(first, "age_band", "5-15"));
  }

  private static EquitySettings withPast(EquitySettings settings, int pastReleases) {
    return Altered.settings(settings, "pastReleases", pastReleases);
  }

  /** So many appointments on each Wednesday of so many weeks before this one. */
  private void weeks(int count, int each) {
    for (int week = 1; week <= count; week++) {
      ward.appointments(each, "podiatry", WEDNESDAY.minusWeeks(week), "attended", who());
    }
    ward.count();
  }

  @Test
  void theFirstReleaseIsPrecededByThoseOfThePastAsFarAsAnythingWasCounted() {
    weeks(30, 10);
    Release first = figures(withPast(settings(), 26)).release(NOON).orElseThrow();
    assertThat(first.upTo()).isEqualTo(WEDNESDAY.minusDays(1));
    assertThat(ward.releases.newest(100))
        .extracting(kept -> kept.upTo().toString())
        .containsExactly(
            "2026-11-17",
            "2026-10-18",
            "2026-09-20",
            "2026-08-23",
            "2026-07-26",
            "2026-06-28",
            "2026-05-31",
            "2026-05-03");
    assertThat(ward.releases.newest(100)).extracting(KeptRelease::madeAt).containsOnly(NOON);
    assertThat(ward.releases.newest(2).get(1).slot())
        .as("a Monday in London, in summer time")
        .isEqualTo(Instant.parse("2026-10-18T23:00:00Z"));
    assertThat(ward.releases.newest(2).get(1).cells())
        .filteredOn(cell -> cell.key().dimension().equals("all"))
        .extracting(cell -> cell.window() + " " + cell.outcomes().attended())
        .containsExactly("13w 130", "52w 260");
  }

  @Test
  void releasesOfThePastAreProtectedFromOneAnother() {
    LocalDate start = WEDNESDAY.minusWeeks(20);
    for (int week = 0; week < 20; week++) {
      ward.appointments(5, "podiatry", start.plusWeeks(week), "attended", who("sex", "female"));
      ward.appointments(1, "podiatry", start.plusWeeks(week), "dna", who("sex", "female"));
      ward.appointments(50, "podiatry", start.plusWeeks(week), "attended", who("sex", "male"));
      ward.appointments(8, "podiatry", start.plusWeeks(week), "dna", who("sex", "male"));
    }
    ward.count();
    figures(withPast(settings(), 26)).release(NOON);
    List<KeptCell> women =
        ward.releases.newest(100).stream()
            .flatMap(kept -> kept.cells().stream())
            .filter(cell -> cell.key().group().equals("female") && cell.window().equals("52w"))
            .toList();
    assertThat(women)
        .extracting(KeptCell::state)
        .as("the newest first: of 20, 16, 12, 8 and 4 missed")
        .containsExactly(
            KeptCell.State.KEPT,
            KeptCell.State.PUBLISHED,
            KeptCell.State.KEPT,
            KeptCell.State.PUBLISHED,
            KeptCell.State.HIDDEN);
  }

  @Test
  void releasesOfThePastAreMadeBeforeTheFirstOneOnly() {
    weeks(30, 10);
    EquitySettings settings = withPast(settings(), 26);
    figures(settings).release(NOON);
    figures(settings).release(MONDAY);
    assertThat(ward.releases.newest(100)).hasSize(9);
  }

  @Test
  void aDemonstrationKeepsTheReleasesOfItsLastHourOnly() {
    both(203, 21, 301, 33);
    EquitySettings everyMinute = settings().forDemonstration();
    Figures figures = figures(everyMinute);
    for (int minute = 0; minute < 60; minute++) {
      figures.release(NOON.plusSeconds(60L * minute));
    }
    assertThat(ward.releases.newest(100)).hasSize(53);
    assertThat(figures(everyMinute).latest().orElseThrow().madeAt())
        .isEqualTo(NOON.plusSeconds(60L * 59));
  }

  @Test
  void aDemonstrationKeepsThoseOfThePastToo() {
    weeks(30, 10);
    Figures figures = figures(withPast(settings().forDemonstration(), 26));
    for (int minute = 0; minute < 60; minute++) {
      figures.release(NOON.plusSeconds(60L * minute));
    }
    assertThat(ward.releases.newest(100))
        .hasSize(53 + 7)
        .last()
        .extracting(KeptRelease::upTo)
        .isEqualTo(LocalDate.of(2026, 5, 3));
  }

  @Test
  void whatWasReleasedAboutRealPatientsIsKept() {
    both(203, 21, 301, 33);
    Figures figures = figures(settings());
    for (int week = 0; week < 56; week++) {
      figures.release(NOON.plusSeconds(7 * 86_400L * week));
    }
    assertThat(ward.releases.newest(100)).hasSize(56);
  }
}
