package org.attendancemonitor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.report.FullYear.SERVICE;
import static org.attendancemonitor.report.InventedReleases.SUNDAY;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.attendancemonitor.equity.Course;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.statistics.Signal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader would be misled without: caveats, blanks, dates, and which figure is which. */
class SaidOnThePageTest {
  private static final LocalDate YEAR_BEFORE = SUNDAY.minusDays(364);

  @TempDir Path folder;
  private InventedReleases stored;

  @BeforeEach
  void open() {
    stored = new InventedReleases(folder);
  }

  @AfterEach
  void close() {
    stored.close();
  }

  private ReadPage page() throws Exception {
    return page(SERVICE, "Podiatry", ReportTest.QUARTER);
  }

  private ReadPage page(String service, String name, Period period) throws Exception {
    return new ReadPage(
        new Report(stored.store, ReportTest.settings()).page(service, name, period));
  }

  private static String words(ReadPage page) {
    return String.join(" ", page.texts("p"));
  }

  /** A release like another, of some of its cells. */
  private static KeptRelease some(KeptRelease of, boolean synthetic, Predicate<KeptCell> cells) {
    return new KeptRelease(
        of.slot(),
        of.madeAt(),
        of.upTo(),
        synthetic,
        of.definition(),
        of.cells().stream().filter(cells).toList(),
        of.figures());
  }

  @Test
  void groupsApartFromTheRestAreCountedBesideWhatChanceDoes() throws Exception {
    ReportTest.keepAll(stored);
    ReadPage page = page();
    List<ReadPage.Row> rows = page.table("Share missed over 52 weeks, as it is");
    long apart =
        rows.stream()
            .map(row -> ReadPage.numbers(row.cells().get("Points more")))
            .filter(points -> points.get(1).value() > 0 || points.get(2).value() < 0)
            .count();
    assertThat(apart).isBetween(5L, 15L);
    assertThat(words(page))
        .contains(
            "Of 26 groups compared with the rest, %d have limits that leave out no difference; by chance alone about 1 would."
                .formatted(apart))
        .contains("never a group held to be the norm", "tell where to look, not why.");
  }

  @Test
  void waitsAreToldByTheRightClockAndTheRightWayOut() throws Exception {
    ReportTest.keepAll(stored);
    assertThat(words(page()))
        .contains("By the clock, which a missed first appointment starts anew, it is 7 weeks:")
        .contains("83.4% (80.1% to 86.2%) were seen and 6.1% (4.8% to 7.7%) removed unseen.")
        .contains("Referrals are 1.04 times what the service can see", "pressure is 1.8 (above 1");
  }

  @Test
  void aWaitThatIsNotKnownIsABlankAndNoNought() throws Exception {
    stored.keep(
        new InventedReleases.Draft(SUNDAY)
            .shown("dietetics", "all", "all", 900, 90)
            .figure(120, "waiting_patients", "dietetics", "all", "all")
            .figure(40, "waiting_patients", "dietetics", "ethnic_group", "asian"));
    List<ReadPage.Row> rows =
        page("dietetics", "Dietetics", ReportTest.QUARTER).table("Waits since referral");
    assertThat(rows).extracting(ReadPage.Row::name).containsExactly("All who wait", "Asian");
    for (ReadPage.Row row : rows) {
      row.cells()
          .forEach(
              (column, cell) -> {
                if (!column.equals("Waiting")) {
                  assertThat(cell).as("%s, %s", row.name(), column).isEmpty();
                }
              });
    }
  }

  @Test
  void everySignalIsSaidByItsOwnRule() {
    Map<Signal, String> words =
        Map.of(
            Signal.ABOVE_UPPER, "it lies above the upper limit",
            Signal.BELOW_LOWER, "it lies below the lower limit",
            Signal.TREND_UP, "seven or more in a row rise",
            Signal.TREND_DOWN, "seven or more in a row fall",
            Signal.TWO_IN_THREE_HIGH, "two of three lie near the upper limit",
            Signal.TWO_IN_THREE_LOW, "two of three lie near the lower limit",
            Signal.SHIFT_HIGH, "seven or more in a row lie above the mean",
            Signal.SHIFT_LOW, "seven or more in a row lie below the mean");
    assertThat(words).containsOnlyKeys(Signal.values());
    words.forEach(
        (signal, said) ->
            assertThat(
                    CourseSentences.signals(new Course.Point(SUNDAY, SUNDAY, 0.1, Set.of(signal))))
                .isEqualTo(said));
  }

  @Test
  void aReleaseOfAnotherSeasonIsNoYearBefore() throws Exception {
    stored.keep(FullYear.release(SUNDAY, 0));
    stored.keep(FullYear.release(YEAR_BEFORE.plusDays(35), 80));
    String none = "There is no release from about a year before to compare with.";
    assertThat(page().texts("li")).contains(none);
    stored.keep(FullYear.release(YEAR_BEFORE.minusDays(28), 80));
    assertThat(page().texts("li"))
        .doesNotContain(none)
        .anyMatch(
            text -> text.startsWith("About a year before, in the 13 weeks to 31 August 2025"));
  }

  @Test
  void itSaysWhatItCountsHowLongItKnewAndWhomItIsFor() throws Exception {
    KeptRelease month = stored.keep(FullYear.release(SUNDAY.minusDays(7), 0));
    ReadPage page = page();
    assertThat(month.madeAt()).isEqualTo("2026-09-21T00:01:05Z");
    assertThat(page.texts("dt")).containsExactly("Counts", "For", "Not for");
    assertThat(page.texts("dd"))
        .containsExactly(
            "the 13 and 52 weeks to 20 September 2026, as known on 21 September 2026, 01:01",
            "the service's managers and clinicians, to see who is missing out and to change the"
                + " service",
            "judging a patient or a member of staff, deciding on care or discharge, ranking"
                + " services");
    assertThat(words(page))
        .contains("Cancellations, and outcomes nobody recorded, count in neither;")
        .contains("not what else may be wrong");
  }

  @Test
  void inventedPatientsAreMarkedAndOthersAreNot() throws Exception {
    KeptRelease invented = stored.keep(FullYear.release(SUNDAY, 0));
    String mark = "Made from invented patients, for demonstration.";
    assertThat(page().texts("p")).contains(mark);
    KeptRelease real = some(invented, false, cell -> true);
    stored.releases.keep(
        new KeptRelease(
            real.slot().plusSeconds(1),
            real.madeAt(),
            real.upTo(),
            false,
            real.definition(),
            real.cells(),
            real.figures()));
    assertThat(page().texts("p")).doesNotContain(mark);
  }

  @Test
  void whatIsLeftOutIsOfTheWindowThatIsShown() throws Exception {
    KeptRelease all = FullYear.release(SUNDAY, 0).release();
    stored.releases.keep(
        some(
            all,
            true,
            cell -> cell.window().equals("52w") || cell.state() != KeptCell.State.HIDDEN));
    assertThat(words(page())).contains("Groups that are not shown over 52 weeks: 1 of 4 by sex,");
  }

  @Test
  void whatMovesBesideItIsToldNewestFirstAndThenTheUsual() throws Exception {
    double[] cancelled = new double[20];
    Arrays.fill(cancelled, 0.06);
    for (int i = 1; i < cancelled.length; i += 2) {
      cancelled[i] = 0.08;
    }
    cancelled[19] = 0.1;
    stored.weeks(SERVICE, "patient_cancelled_ratio", SUNDAY.minusDays(7), cancelled);
    stored.keep(FullYear.release(SUNDAY, 0));
    Map<String, String> cells = page().table("Newest complete").get(0).cells();
    assertThat(cells).containsEntry("Newest", "10.0").containsEntry("Mean", "7.1");
  }

  @Test
  void theTableOfWeeksTellsWithWhichWeekEachRowBegins() throws Exception {
    ReportTest.keepAll(stored);
    List<ReadPage.Row> rows = page().table("Share missed in each week");
    LocalDate first = LocalDate.of(2024, 10, 21);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).name()).isEqualTo(Wording.shortDay(first.plusWeeks(13L * i)));
    }
    assertThat(rows).hasSize(8);
  }
}
