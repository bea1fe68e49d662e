package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.attendancemonitor.equity.Ward.who;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attendancemonitor.record.KeptFigure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of waits of a release that counts up to Tuesday, 17 November. */
class WaitFiguresTest {
  private static final LocalDate END = LocalDate.of(2026, 11, 17);
  private static final Instant NOON = Instant.parse("2026-11-18T12:00:00Z");
  private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:30Z");
  private static final double DAY = 86_400;
  private static final double WEEK = 7 * DAY;
  private static final WaitSettings USUAL = new WaitSettings(18, Map.of(), 4, 26, Optional.empty());

  @TempDir Path folder;
  private Ward ward;

  @BeforeEach
  void open() {
    ward = new Ward(folder);
    // Nothing is released before anything was due.
    ward.appointments(30, "podiatry", END.minusDays(2), "attended", who());
  }

  @AfterEach
  void close() {
    ward.close();
  }

  private static EquitySettings settings(WaitSettings waits) {
    return Altered.settings(FiguresTest.settings(), "waits", waits);
  }

  private Figures figures() {
    return new Figures(settings(USUAL), ward.tallies, ward.releases, Map.of());
  }

  private Release release() {
    ward.count();
    return figures().release(NOON).orElseThrow();
  }

  private static OptionalDouble value(Release release, String family, String... labels) {
    return release.figures().stream()
        .filter(figure -> figure.family().equals(family))
        .filter(figure -> figure.labels().equals(List.of(labels)))
        .mapToDouble(KeptFigure::value)
        .findFirst();
  }

  private static OptionalDouble seconds(
      Release release, String group, String percentile, String since, String method) {
    String dimension = group.equals("all") ? "all" : "sex";
    return value(
        release, "waiting_seconds", "podiatry", dimension, group, percentile, since, method);
  }

  /**
   * The upper percentile of a group below 52 weeks tells that less than one in twelve wait longer.
   */
  @Test
  void noPercentileTellsHowManyWaitSoLongThatItIsHidden() {
    for (String sex : List.of("female", "male")) {
      ward.waits(60, "podiatry", END.minusDays(40), who("sex", sex));
      ward.waits(20, "podiatry", END.minusDays(200), who("sex", sex));
    }
    ward.waits(3, "podiatry", END.minusDays(400), who("sex", "female"));
    ward.waits(6, "podiatry", END.minusDays(400), who("sex", "male"));
    Release release = release();
    assertThat(seconds(release, "female", "50", "referral", "list")).hasValue(6 * WEEK);
    assertThat(seconds(release, "female", "92", "referral", "list")).isEmpty();
    assertThat(seconds(release, "all", "92", "referral", "list")).isPresent();
  }

  /** 300 women and 300 men, a few of whom have waited long. */
  private void waitingList() {
    ward.waits(200, "podiatry", END.minusDays(40), who("sex", "female"));
    ward.waits(103, "podiatry", END.minusDays(200), who("sex", "female"));
    ward.waits(250, "podiatry", END.minusDays(30), who("sex", "male"));
    ward.waits(40, "podiatry", END.minusDays(150), who("sex", "male"));
    ward.waits(12, "podiatry", END.minusDays(400), who("sex", "male"));
  }

  @Test
  void thoseWhoWaitAreCountedExactlyForTheServiceAndRoundedForGroups() {
    waitingList();
    Release release = release();
    assertThat(value(release, "waiting_patients", "podiatry", "all", "all")).hasValue(605);
    assertThat(value(release, "waiting_patients", "podiatry", "sex", "female")).hasValue(305);
    assertThat(value(release, "waiting_patients", "podiatry", "sex", "male")).hasValue(300);
  }

  @Test
  void eighteenWeeksToTheDayAreNotOverAndThoseOver52WeeksAreAmongThoseOver18() {
    ward.waits(30, "podiatry", END.minusDays(126), who());
    ward.waits(10, "podiatry", END.minusDays(127), who());
    ward.waits(40, "podiatry", END.minusDays(364), who());
    ward.waits(20, "podiatry", END.minusDays(365), who());
    Release release = release();
    assertThat(over(release, "18w", "estimate")).hasValue(0.7);
    assertThat(over(release, "52w", "estimate")).hasValue(0.2);
    assertThat(over(release, "52w", "lower").orElseThrow()).isCloseTo(0.1334, within(1e-4));
    assertThat(over(release, "52w", "upper").orElseThrow()).isCloseTo(0.2888, within(1e-4));
  }

  private static OptionalDouble over(Release release, String threshold, String bound) {
    return value(release, "waiting_over_ratio", "podiatry", "all", "all", threshold, bound);
  }

  @Test
  void sharesOfGroupsAreMadeFromTheCountsAsShown() {
    waitingList();
    Release release = release();
    OptionalDouble women =
        value(release, "waiting_over_ratio", "podiatry", "sex", "female", "18w", "estimate");
    assertThat(women).as("105 of 305 in tenths of a per cent").hasValue(0.344);
  }

  @Test
  void theListIsToldInDaysForTheServiceAndInWholeWeeksForGroups() {
    waitingList();
    Release release = release();
    assertThat(seconds(release, "all", "50", "referral", "list")).hasValue(40 * DAY);
    assertThat(seconds(release, "all", "92", "referral", "list")).hasValue(200 * DAY);
    assertThat(seconds(release, "female", "50", "referral", "list")).hasValue(6 * WEEK);
    assertThat(seconds(release, "male", "50", "referral", "list")).hasValue(4 * WEEK);
    assertThat(seconds(release, "male", "92", "referral", "list")).hasValue(21 * WEEK);
  }

  @Test
  void aClockThatStartsAnewHidesTheWaitThatTheReferralTells() {
    LocalDate referred = END.minusDays(200);
    for (int i = 0; i < 30; i++) {
      ward.spell(
          i,
          "podiatry",
          referred,
          referred,
          List.of(referred, END.minusDays(60), END.minusDays(20)),
          List.of(END.minusDays(15)),
          null,
          null,
          who());
    }
    for (int i = 30; i < 60; i++) {
      ward.spell(
          i,
          "podiatry",
          referred,
          referred,
          List.of(referred, END.minusDays(5)),
          List.of(),
          null,
          null,
          who());
    }
    Release release = release();
    assertThat(seconds(release, "all", "50", "referral", "list")).hasValue(200 * DAY);
    assertThat(seconds(release, "all", "92", "clock", "list"))
        .as("of those whose clock runs")
        .hasValue(20 * DAY);
    assertThat(seconds(release, "all", "50", "last_contact", "list"))
        .as("half were reached 15 days ago, half were last heard of when referred")
        .hasValue(107.5 * DAY);
  }

  @Test
  void howLongItTakesToBeSeenCountsThoseStillWaitingAndThoseRemovedUnseen() {
    // 40 seen after 30 days, 20 removed after 20, 40 who have waited 50 days.
    ward.ends(40, "podiatry", END.minusDays(60), END.minusDays(30), "seen", who());
    ward.ends(20, "podiatry", END.minusDays(60), END.minusDays(40), "removed", who());
    ward.waits(40, "podiatry", END.minusDays(50), who());
    Release release = release();
    assertThat(seconds(release, "all", "50", "referral", "km"))
        .as("4 in 10 were seen: half of them never yet")
        .isEmpty();
    assertThat(value(release, "waiting_outcome_ratio", outcome("seen"))).isEmpty();
    ward.ends(60, "podiatry", END.minusDays(60), END.minusDays(25), "seen", who());
    ward.waits(1, "podiatry", END.minusDays(130), who());
    Release second = secondRelease();
    assertThat(seconds(second, "all", "50", "referral", "km")).hasValue(35 * DAY);
    assertThat(value(second, "waiting_outcome_ratio", outcome("removed_unseen")).orElseThrow())
        .isCloseTo(20.0 / 161, within(1e-9));
  }

  private static String[] outcome(String outcome) {
    return new String[] {"podiatry", "all", "all", "52w", outcome, "estimate"};
  }

  private Release secondRelease() {
    ward.count();
    return figures().release(MONDAY).orElseThrow();
  }

  @Test
  void whoHadWaitedBeforeRecordsBeginDoesNotMakeWaitsLookLong() {
    LocalDate floor = END.minusDays(100);
    // Recorded completely: 50 seen after 10 days. Loaded at the start: 50 old ones, seen since.
    ward.ends(50, "podiatry", END.minusDays(80), END.minusDays(70), "seen", who());
    ward.ends(50, "podiatry", END.minusDays(300), END.minusDays(90), "seen", who());
    ward.waits(5, "podiatry", END.minusDays(90), who());
    ward.count();
    assertThat(seconds(figures().release(NOON).orElseThrow(), "all", "92", "referral", "km"))
        .hasValue(210 * DAY);
    WaitSettings since = new WaitSettings(18, Map.of(), 4, 26, Optional.of(floor));
    Release release =
        new Figures(settings(since), ward.tallies, ward.releases, Map.of())
            .release(MONDAY)
            .orElseThrow();
    assertThat(seconds(release, "all", "50", "referral", "km")).hasValue(10 * DAY);
  }

  @Test
  void aWaitLongerThan52WeeksCountsInTheCurveFromTheirBeginning() {
    ward.ends(40, "podiatry", END.minusDays(500), END.minusDays(400), "seen", who());
    ward.ends(60, "podiatry", END.minusDays(300), END.minusDays(280), "seen", who());
    ward.waits(10, "podiatry", END.minusDays(500), who());
    ward.waits(10, "podiatry", END.minusDays(150), who());
    Release release = release();
    assertThat(seconds(release, "all", "50", "referral", "km"))
        .as("what ended before is not told")
        .hasValue(20 * DAY);
  }

  @Test
  void whoDiedOrMovedAwayWasNotRemovedByTheService() {
    ward.ends(30, "podiatry", END.minusDays(60), END.minusDays(30), "seen", who());
    ward.ends(9, "podiatry", END.minusDays(60), END.minusDays(30), "removed", who());
    ward.ends(4, "podiatry", END.minusDays(60), END.minusDays(30), "died", who());
    ward.ends(3, "podiatry", END.minusDays(60), END.minusDays(30), "moved", who());
    ward.ends(20, "podiatry", END.minusDays(200), END.minusDays(100), "removed", who());
    Release release = release();
    assertThat(value(release, "removed_unseen", "podiatry", "all", "all", "13w")).hasValue(9);
    assertThat(value(release, "removed_unseen", "podiatry", "all", "all", "52w")).hasValue(29);
  }

  @Test
  void theQueueIsMeasuredPerWeekAgainstTheServicesOwnTarget() {
    ward.ends(130, "podiatry", END.minusDays(60), END.minusDays(30), "seen", who());
    ward.waits(260, "podiatry", END.minusDays(70), who());
    ward.count();
    WaitSettings twelve = new WaitSettings(18, Map.of("podiatry", 12.0), 4, 26, Optional.empty());
    Release release =
        new Figures(settings(twelve), ward.tallies, ward.releases, Map.of("podiatry", 25.0))
            .release(NOON)
            .orElseThrow();
    // Demand 390 / 13 = 30 a week; the list may hold 30 * 12 / 4 = 90.
    assertThat(queue(release, "load")).hasValue(30.0 / 25);
    assertThat(queue(release, "target_size")).hasValue(90);
    assertThat(queue(release, "relief_capacity").orElseThrow())
        .isCloseTo(30 + (260 - 90) / 26.0, within(1e-12));
    assertThat(queue(release, "pressure").orElseThrow()).isCloseTo(2 * 10 / 12.0, within(1e-12));
  }

  @Test
  void whereNoCapacityIsGivenWhatIsSeenAWeekCounts() {
    ward.ends(130, "podiatry", END.minusDays(60), END.minusDays(30), "seen", who());
    ward.waits(130, "podiatry", END.minusDays(7), who());
    Release release = release();
    assertThat(queue(release, "load")).hasValue(2);
    assertThat(queue(release, "relief_capacity")).as("130 is less than 2 * 90").isEmpty();
  }

  @Test
  void aListThatStaysAsItIsDoesNotGrowThoughSomeLeaveItUnseen() {
    ward.ends(104, "podiatry", END.minusDays(60), END.minusDays(30), "seen", who());
    ward.ends(26, "podiatry", END.minusDays(60), END.minusDays(30), "removed", who());
    assertThat(queue(release(), "load")).hasValue(1);
  }

  private static OptionalDouble queue(Release release, String measure) {
    return value(release, "queue", "podiatry", measure);
  }

  @Test
  void aSmallGroupHasNoFiguresAndTakesTheNextSmallestWithIt() {
    waitingList();
    ward.waits(6, "podiatry", END.minusDays(10), who("sex", "other"));
    Release release = release();
    assertThat(release.figures())
        .filteredOn(figure -> figure.family().startsWith("waiting"))
        .filteredOn(figure -> figure.labels().contains("other"))
        .isEmpty();
    assertThat(value(release, "waiting_patients", "podiatry", "sex", "male")).isEmpty();
    assertThat(value(release, "waiting_patients", "podiatry", "sex", "female")).hasValue(305);
    assertThat(value(release, "waiting_patients", "podiatry", "all", "all")).hasValue(611);
    assertThat(release.suppressed())
        .as("hidden groups of the list are counted")
        .containsEntry(new Release.Margin("podiatry", "sex", "now"), 2L);
  }

  @Test
  void timesOfAGroupStayAsTheyAreWhileTooLittleHasChangedToShowItsNumberAnew() {
    waitingList();
    Release first = release();
    ward.waits(3, "podiatry", LocalDate.of(2026, 11, 20), who("sex", "female"));
    ward.waits(3, "podiatry", LocalDate.of(2026, 11, 20), who("sex", "male"));
    Release second = secondRelease();
    assertThat(value(second, "waiting_patients", "podiatry", "all", "all")).hasValue(611);
    assertThat(value(second, "waiting_patients", "podiatry", "sex", "female")).hasValue(305);
    assertThat(times(second, "female")).isNotEmpty().isEqualTo(times(first, "female"));
    assertThat(times(second, "all")).isNotEqualTo(times(first, "all"));
  }

  private static List<KeptFigure> times(Release release, String group) {
    return release.figures().stream()
        .filter(figure -> figure.family().equals("waiting_seconds"))
        .filter(figure -> figure.labels().get(2).equals(group))
        .toList();
  }

  @Test
  void groupsAreComparedForTheReportAndPrometheusIsNotTold() {
    deprived("1", 60, 90);
    deprived("2", 60, 30);
    deprived("5", 60, 30);
    ward.count();
    Release release = figures().release(NOON).orElseThrow();
    String[] one = {"podiatry", "deprivation_quintile", "1"};
    assertThat(comparison(release, one, "median_difference", "estimate")).hasValue(9 * WEEK);
    assertThat(comparison(release, one, "median_difference", "lower")).hasValue(9 * WEEK);
    assertThat(comparison(release, one, "log_rank_p", "estimate").orElseThrow()).isLessThan(0.01);
    assertThat(comparison(release, one, "log_rank_chi_square", "estimate").orElseThrow())
        .isGreaterThan(6.6);
    String[] five = {"podiatry", "deprivation_quintile", "5"};
    assertThat(comparison(release, five, "log_rank_p", "estimate"))
        .as("of the fifths only the most deprived")
        .isEmpty();
    assertThat(ReleasedFamilies.of(release).families())
        .extracting(Family::name)
        .contains("attendance_waiting_seconds")
        .doesNotContain("attendance_waiting_comparison", "attendance_waiting_outcome_ratio");
  }

  @Test
  void ofGroupsItIsToldInWholeWeeksAndInDaysWhereEverythingIsExact() {
    ward.waits(60, "podiatry", END.minusDays(60), who("deprivation", "1"));
    ward.waits(60, "podiatry", END.minusDays(43), who("deprivation", "5"));
    ward.count();
    String[] one = {"podiatry", "deprivation_quintile", "1"};
    Release release = figures().release(NOON).orElseThrow();
    for (String bound : List.of("estimate", "lower", "upper")) {
      assertThat(comparison(release, one, "median_difference", bound)).hasValue(2 * WEEK);
    }
    EquitySettings exact = settings(USUAL).with(EquitySettings.ReleaseMode.EXACT);
    Release days =
        new Figures(exact, ward.tallies, ward.releases, Map.of()).release(MONDAY).orElseThrow();
    assertThat(comparison(days, one, "median_difference", "estimate")).hasValue(17 * DAY);
  }

  /**
   * Urgent referrals are seen in a week, the others in ten; three in four of the deprived are
   * urgent, and one in four of the rest: within each priority nobody waits longer.
   */
  @Test
  void whoIsMoreOftenUrgentIsNotFasterServed() {
    for (String fifth : List.of("1", "5")) {
      priority(fifth, "URGENT", fifth.equals("1") ? 90 : 30, 7);
      priority(fifth, "ROUTINE", fifth.equals("1") ? 30 : 90, 70);
    }
    ward.count();
    Release release = figures().release(NOON).orElseThrow();
    String[] one = {"podiatry", "deprivation_quintile", "1"};
    assertThat(comparison(release, one, "median_difference", "estimate")).hasValue(0);
    assertThat(comparison(release, one, "log_rank_chi_square", "estimate")).hasValue(0);
    assertThat(comparison(release, one, "log_rank_p", "estimate")).hasValue(1);
  }

  private void priority(String fifth, String priority, int people, int days) {
    Map<String, String> who = who("deprivation", fifth, "priority", priority);
    ward.waits(people, "podiatry", END.minusDays(days), who);
    ward.ends(people, "podiatry", END.minusDays(200), END.minusDays(200 - days), "seen", who);
  }

  private void deprived(String fifth, int people, int days) {
    ward.waits(people, "podiatry", END.minusDays(days), who("deprivation", fifth));
    ward.waits(people / 2, "podiatry", END.minusDays(days + 200), who("deprivation", fifth));
    ward.ends(
        people,
        "podiatry",
        END.minusDays(200),
        END.minusDays(200 - days),
        "seen",
        who("deprivation", fifth));
  }

  private static OptionalDouble comparison(
      Release release, String[] group, String measure, String bound) {
    return value(release, "waiting_comparison", group[0], group[1], group[2], measure, bound);
  }

  @Test
  void howSoonSomebodyTriedCountsThoseWhomNobodyHas() {
    LocalDate day = END.minusDays(10);
    Instant heard = Instant.parse("2026-11-07T12:00:00Z");
    for (int i = 0; i < 6; i++) {
      miss(i, day, heard, heard.plusSeconds(7_200), null);
    }
    for (int i = 6; i < 10; i++) {
      miss(i, day, heard, null, null);
    }
    Release release = release();
    assertThat(firstContact(release, "50")).hasValue(7_200);
    assertThat(firstContact(release, "92")).as("4 in 10 were never tried").isEmpty();
  }

  @Test
  void whoAttendedBeforeAnybodyTriedNoLongerWaitsForACall() {
    LocalDate day = END.minusDays(10);
    Instant heard = Instant.parse("2026-11-07T12:00:00Z");
    for (int i = 0; i < 5; i++) {
      miss(i, day, heard, heard.plusSeconds(7_200), null);
    }
    for (int i = 5; i < 10; i++) {
      miss(i, day, heard, heard.plusSeconds(90_000), heard.plusSeconds(3_600));
    }
    assertThat(firstContact(release(), "92"))
        .as("of those who still had to be tried after two hours, all were")
        .hasValue(7_200);
  }

  @Test
  void whatIsTriedAfterTheLastDayOfTheReleaseIsNotKnownYet() {
    Instant heard = Instant.parse("2026-11-17T12:00:00Z");
    for (int i = 0; i < 10; i++) {
      miss(i, END, heard, Instant.parse("2026-11-18T08:00:00Z"), null);
    }
    assertThat(firstContact(release(), "50")).isEmpty();
  }

  private void miss(long patient, LocalDate day, Instant heard, Instant tried, Instant lapsed) {
    String id = ward.appointment(patient, "podiatry", day, "dna", who());
    ward.followed(id, heard, tried, lapsed);
  }

  private static OptionalDouble firstContact(Release release, String percentile) {
    return value(
        release, "support_first_contact_seconds", "podiatry", "all", "all", "13w", percentile);
  }
}
