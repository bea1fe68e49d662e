package org.attendancemonitor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.attendancemonitor.report.FullYear.SERVICE;
import static org.attendancemonitor.report.InventedReleases.SUNDAY;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.equity.Altered;
import org.attendancemonitor.equity.EquitySettings;
import org.attendancemonitor.equity.ProcessSettings;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.statistics.ProcessChart;
import org.attendancemonitor.statistics.ProcessPoint;
import org.attendancemonitor.statistics.Proportion;
import org.attendancemonitor.statistics.SlopeIndex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The page of a service of which everything is released, and of services of which little is. */
class ReportTest {
  static final Period QUARTER = Period.of("2026-Q3");

  /** What is charted lags behind a release until its outcomes are recorded. */
  private static final LocalDate CHARTED = SUNDAY.minusDays(7);

  static final LocalDate CHANGE = CHARTED.minusDays(7 * 34 - 1);

  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "Deprivation, in fifths", "deprivation_quintile",
          "Ethnic group", "ethnic_group",
          "Age", "age_band",
          "Sex", "sex",
          "Visit", "visit",
          "How seen", "mode",
          "Place", "site");

  private static final Map<String, String> NEEDS =
      Map.of(
          "Interpreter needed", "interpreter",
          "Disability", "disability",
          "Inclusion health", "inclusion_health");

  @TempDir Path folder;
  private InventedReleases stored;
  private KeptRelease now;

  @BeforeEach
  void keep() {
    stored = new InventedReleases(folder);
    now = keepAll(stored);
  }

  /** Everything there can be; the release that is reported. */
  static KeptRelease keepAll(InventedReleases stored) {
    stored.keep(FullYear.release(SUNDAY.minusDays(364), 80));
    stored.weeks(SERVICE, "dna_ratio", CHARTED, weeks());
    stored.weeks(SERVICE, "patient_cancelled_ratio", CHARTED, noise(11, 30, 0.07));
    stored.weeks(SERVICE, "provider_cancelled_ratio", CHARTED, noise(12, 30, 0.03));
    stored.months(SERVICE, "dna_gap_deprivation", LocalDate.of(2026, 8, 31), noise(13, 20, 0.04));
    return stored.keep(FullYear.release(SUNDAY, 0));
  }

  @AfterEach
  void close() {
    stored.close();
  }

  private static double[] weeks() {
    double[] weeks = noise(3, 100, 0.118);
    for (int i = 66; i < weeks.length; i++) {
      weeks[i] -= 0.02;
    }
    weeks[20] = 0.19;
    return weeks;
  }

  private static double[] noise(long seed, int count, double about) {
    Random chance = new Random(seed);
    return chance.doubles(count).map(each -> about * (0.8 + 0.4 * each)).toArray();
  }

  static EquitySettings settings() {
    ProcessSettings.Rebase change =
        new ProcessSettings.Rebase(
            CHANGE, Set.of(), Set.of("dna_ratio"), "evening clinics began", "AHP lead");
    return Altered.settings(
        Configuration.load(Path.of("config")).settings(EquitySettings.class),
        "process",
        new ProcessSettings(ProcessSettings.Steps.AUTO, 50, 20, 3, 0.9, List.of(change)));
  }

  private String page() {
    return new Report(stored.store, settings()).page(SERVICE, "Podiatry", QUARTER);
  }

  @Test
  void theSameReleasesGiveTheSamePage() {
    String first = page();
    assertThat(page()).isEqualTo(first);
    assertThat(first).doesNotContain("NaN", "null", "Infinity", "th:text", "xmlns:th");
  }

  @Test
  void itSaysInBriefWhatMayBeClaimedAndNoMore() throws Exception {
    assertThat(new ReadPage(page()).texts("li"))
        .containsExactly(
            "In the 13 weeks to 27 September 2026, 1,878 appointments were due and 10.4% of them were"
                + " missed (95% limits 9.1% to 11.9%).",
            "About a year before, in the 13 weeks to 28 September 2025, it was 11.4% (10.0% to 12.9%)."
                + " Whether it changed is uncertain; data compatible with 3.0 percentage points fewer to"
                + " 1.1 percentage points more.",
            "In the newest week, to 20 September 2026, it was 12.0%. No rule gives a signal there: it"
                + " lies within the usual variation of this service.",
            "To see a fall by 1 percentage point four times in five, about 16,900 appointments would have"
                + " to be due in each of the two periods compared; there were 1,878. From 10.4%, only a"
                + " fall by 2.9 points or more is seen as reliably: no change seen does not mean no"
                + " change.",
            "From the least to the most deprived end the share missed rises by 6.5 percentage points (95%"
                + " limits 3.9 to 9.2): a missed appointment is 1.89 times as likely at the most deprived"
                + " end (1.47 to 2.42).",
            "In the 13 weeks 35 referrals were ended after a missed appointment: 31 after a complete"
                + " review, 4 without one.");
  }

  @Test
  void everyGroupOfThePageIsAsItWasReleased() throws Exception {
    Released released = new Released(now, SERVICE);
    List<ReadPage.Row> rows = new ReadPage(page()).table("Share missed over 52 weeks, as it is");
    assertThat(rows).hasSize(5 + 5 + 10 + 3 + 3);
    for (ReadPage.Row row : rows) {
      String dimension = dimension(row);
      String group = group(dimension, row);
      same(row, "Due", List.of(released.due(dimension, group, "52w")));
      same(row, "Missed, %", released.missed(dimension, group, "52w"));
      same(
          row,
          "Adjusted, %",
          released.bounds(100, "dna_standardised_ratio", dimension, group, "52w"));
      same(
          row,
          "Points more",
          released.bounds(100, "dna_gap", dimension, group, "52w", "difference"));
      same(row, "Times", released.bounds(1, "dna_gap", dimension, group, "52w", "ratio"));
    }
  }

  /** Worked out apart, from chi-square of the counts over the design effect, then adjusted. */
  @Test
  void groupsThatStandOutAreNamedOnceItIsAllowedForTheirNumber() throws Exception {
    String words = String.join(" ", new ReadPage(page()).texts("p"));
    assertThat(words)
        .contains(
            "Allowing for 26 tests (false discovery rate 10%), Most deprived, Least deprived, White,"
                + " age 25-34, age 50-64, age 65-74, age 85+ and sex other stand out.")
        .contains("Allowing for 7 tests (false discovery rate 10%), none stands out.");
  }

  @Test
  void aGradientThatIsNoStraightLineIsSaid() throws Exception {
    assertThat(new ReadPage(page()).texts("p")).noneMatch(text -> text.contains("not straight"));
    InventedReleases.Draft draft = new InventedReleases.Draft(SUNDAY.plusDays(7));
    draft.shown("dietetics", "all", "all", 4_600, 400);
    long[] missed = {130, 90, 60, 90, 70};
    List<Proportion> fifths = new ArrayList<>();
    for (int i = 0; i < missed.length; i++) {
      draft.shown("dietetics", "deprivation_quintile", "" + (i + 1), 1_000 - missed[i], missed[i]);
      fifths.add(new Proportion(missed[i], 1_000));
    }
    SlopeIndex index = SlopeIndex.of(fifths, -1, 0.95).orElseThrow();
    draft.estimate(index.slope(), "dna_gradient", "dietetics", "52w", "sii");
    draft.estimate(index.ratio().orElseThrow(), "dna_gradient", "dietetics", "52w", "rii");
    stored.keep(draft);
    String page =
        new Report(stored.store, settings()).page("dietetics", "Dietetics", Period.of("2026-Q4"));
    assertThat(index.straight()).isFalse();
    assertThat(new ReadPage(page).texts("p"))
        .contains(
            "The line is not straight: Most deprived and middle fifth lie further from it than chance"
                + " explains. Read the fifths rather than the slope, which tells of a rise from step"
                + " to step.");
  }

  @Test
  void everyWaitOfThePageIsAsItWasReleased() throws Exception {
    double week = 7 * 86_400;
    Released released = new Released(now, SERVICE);
    ReadPage page = new ReadPage(page());
    List<ReadPage.Row> rows = page.table("Waits since referral");
    assertThat(rows).hasSize(1 + 5 + 5 + 3);
    for (ReadPage.Row row : rows) {
      String dimension = row.name().equals("All who wait") ? "all" : dimension(row);
      String group = dimension.equals("all") ? "all" : group(dimension, row);
      same(row, "Waiting", List.of(released.figure("waiting_patients", dimension, group)));
      same(row, "Median so far", List.of(wait(released, dimension, group, "list") / week));
      same(row, "Half are seen in", List.of(wait(released, dimension, group, "km") / week));
      same(row, "Over 18, %", released.bounds(100, "waiting_over_ratio", dimension, group, "18w"));
      same(row, "Over 52, %", released.bounds(100, "waiting_over_ratio", dimension, group, "52w"));
      same(
          row,
          "Removed unseen",
          List.of(released.figure("removed_unseen", dimension, group, "52w")));
    }
    List<ReadPage.Row> longer = page.table("Median wait so far");
    assertThat(longer).hasSize(1 + 5 + 1);
    for (ReadPage.Row row : longer) {
      String dimension = dimension(row);
      String group = group(dimension, row);
      same(
          row,
          "Weeks",
          released.bounds(1 / week, "waiting_comparison", dimension, group, "median_difference"));
      same(
          row,
          "Log-rank",
          List.of(
              released.figure("waiting_comparison", dimension, group, "log_rank_p", "estimate")));
    }
  }

  private static double wait(Released released, String dimension, String group, String method) {
    return released.figure("waiting_seconds", dimension, group, "50", "referral", method);
  }

  @Test
  void everyOtherFigureOfThePageIsAsItWasReleased() throws Exception {
    Released released = new Released(now, SERVICE);
    ReadPage page = new ReadPage(page());
    List<ReadPage.Row> offered = page.table("Share missed over 52 weeks; the people");
    assertThat(offered).hasSize(2 + 5 + 4);
    for (ReadPage.Row row : offered) {
      String dimension = dimension(row);
      String group = group(dimension, row);
      same(row, "Due", List.of(released.due(dimension, group, "52w")));
      same(row, "Missed", released.missed(dimension, group, "52w"));
    }
    List<ReadPage.Row> fifths = page.table("Share missed over 52 weeks, by deprivation");
    for (int i = 0; i < 5; i++) {
      same(
          fifths.get(i),
          "Missed",
          released.missed("deprivation_quintile", FullYear.FIFTHS.get(i), "52w"));
    }
    List<ReadPage.Row> after = page.table("Patients, and support");
    List<String> measures = List.of("any", "repeat", "high", "again");
    for (int i = 0; i < measures.size(); i++) {
      same(
          after.get(i),
          "Figure",
          released.bounds(100, "patients_missed_ratio", "52w", measures.get(i)));
    }
    same(after.get(4), "Figure", List.of(2.3));
    same(after.get(5), "Figure", List.of(9.0));
    // 35 of 196 missed, Byar; 35 of 216 a year before, exact limits by the beta distribution.
    same(after.get(6), "Figure", List.of(17.857, 12.436, 24.836));
    same(after.get(7), "Figure", List.of(1.102, 0.670, 1.813));
    List<ReadPage.Row> funnel = page.table("This service among 3");
    same(funnel.get(0), "Share missed", List.of(100 * released.figure("funnel", "13w", "value")));
    same(
        funnel.get(1),
        "Share missed",
        released.bounds(100, "dna_standardised_ratio", "all", "all", "13w"));
    same(funnel.get(2), "Share missed", List.of(100 * released.figure("funnel", "13w", "centre")));
    same(funnel.get(3), "Share missed", limits(released, "2sd"));
    same(funnel.get(4), "Share missed", limits(released, "3sd"));
    for (ReadPage.Row row : page.table("Of attended and missed")) {
      String dimension = dimension(row);
      if (ReadPage.numbers(row.cells().get("Known")).size() == 1) {
        same(row, "Known", List.of(100 * released.figure("known_ratio", dimension)));
      }
      if (!row.cells().get("Missed, not known").isEmpty()) {
        same(row, "Missed, not known", released.missed(dimension, unknown(row), "52w"));
      }
    }
  }

  private static List<Double> limits(Released released, String errors) {
    return List.of(
        100 * released.figure("funnel", "13w", "lower_" + errors),
        100 * released.figure("funnel", "13w", "upper_" + errors));
  }

  private static String unknown(ReadPage.Row row) {
    return row.name().endsWith("not stated")
        ? "not_stated"
        : row.name().endsWith("not known") ? "not_known" : "unknown";
  }

  @Test
  void everyPointOverTimeIsAsItIsKeptAndJudged() throws Exception {
    double[] values = weeks();
    int change = values.length - 34;
    List<ProcessPoint> judged =
        ProcessChart.of(values, ProcessChart.Method.SCREENED, change).points();
    ReadPage page = new ReadPage(page());
    List<String> cells =
        page.table("Share missed in each week").stream()
            .flatMap(row -> row.cells().values().stream())
            .filter(cell -> !cell.isEmpty())
            .toList();
    assertThat(cells).hasSize(values.length);
    for (int i = 0; i < values.length; i++) {
      assertThat(ReadPage.numbers(cells.get(i)).get(0).is(100 * values[i])).isTrue();
      assertThat(cells.get(i).endsWith("*")).isEqualTo(!judged.get(i).signals().isEmpty());
    }
    assertThat(cells).anyMatch(cell -> cell.endsWith("*"));
    String words = String.join(" ", page.texts("p"));
    assertThat(words)
        .contains(
            "In the 66 weeks from 21 October 2024 the mean is "
                + Wording.percent(judged.get(0).mean()),
            "In the 34 weeks from 26 January 2026 the mean is "
                + Wording.percent(judged.get(change).mean()),
            "It fell after 26 January 2026 (evening clinics began); other causes not excluded.",
            "In the month to 31 August 2026 the most deprived fifth missed ");
    assertThat(page.table("Newest complete"))
        .extracting(ReadPage.Row::name)
        .containsExactly("Patient cancelled", "Service cancelled");
  }

  @Test
  void whatIsHiddenIsNowhereAndSaidInWords() throws Exception {
    String page = page();
    assertThat(page).doesNotContain(InventedReleases.CANARIES);
    assertThat(new ReadPage(page).texts("p"))
        .contains(
            "Groups that are not shown over 52 weeks: 1 of 4 by sex, 1 of 3 by inclusion health and 1 of"
                + " 6 by how seen. Their numbers, or those of another group that could be worked out from"
                + " them, are small. A group that is missing is not zero.");
  }

  @Test
  void itAsksForNothingOutsideItself() throws Exception {
    String page = page();
    ReadPage read = new ReadPage(page);
    for (Element element : read.all("*")) {
      assertThat(element.getLocalName())
          .isNotIn("script", "link", "img", "image", "iframe", "object", "embed", "audio", "video");
      for (String name : List.of("src", "href", "xlink:href", "action", "srcset", "data")) {
        assertThat(element.getAttribute(name)).as(name).isEmpty();
      }
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        assertThat(element.getAttributes().item(i).getNodeValue().replace("url(#", "#"))
            .doesNotContain("url(");
      }
    }
    assertThat(page).doesNotContain("@import", "@font-face").doesNotContainPattern("url\\((?!#)");
    assertThat(
            page.replace("http://www.w3.org/1999/xhtml", "")
                .replace("http://www.w3.org/2000/svg", "")
                .replace("http://www.w3.org/1999/xlink", ""))
        .doesNotContain("http:", "https:", "//");
  }

  @Test
  void whoDoesNotSeeAChartIsToldWhatItShows() throws Exception {
    ReadPage page = new ReadPage(page());
    List<Element> charts = page.all("svg");
    assertThat(charts).hasSize(5);
    for (Element chart : charts) {
      assertThat(chart.getAttribute("role")).isEqualTo("img");
      String[] labelled = chart.getAttribute("aria-labelledby").split(" ");
      List<String> described =
          Stream.of("title", "desc")
              .map(name -> (Element) chart.getElementsByTagNameNS("*", name).item(0))
              .peek(element -> assertThat(ReadPage.text(element)).hasSizeGreaterThan(20))
              .map(element -> element.getAttribute("id"))
              .toList();
      assertThat(described).containsExactly(labelled);
      Element figure = chart;
      while (!figure.getLocalName().equals("figure")) {
        figure = (Element) figure.getParentNode();
      }
      assertThat(figure.getElementsByTagNameNS("*", "table").getLength()).isEqualTo(1);
    }
    List<String> ids =
        page.all("*").stream().map(e -> e.getAttribute("id")).filter(id -> !id.isEmpty()).toList();
    assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(10);
  }

  @Test
  void whatIsAbsentIsLeftOutWithASentenceAndNoBrokenChart() throws Exception {
    stored.keep(
        new InventedReleases.Draft(SUNDAY.plusDays(7)).shown("dietetics", "all", "all", 90, 9));
    String page =
        new Report(stored.store, settings()).page("dietetics", "Dietetics", Period.of("2026-Q4"));
    ReadPage read = new ReadPage(page);
    assertThat(read.all("svg")).isEmpty();
    assertThat(read.texts("li"))
        .contains(
            "No gradient is given: it needs all five fifths of deprivation, and none of them is shown.",
            "Nothing is known of referrals ended after a missed appointment.");
    assertThat(read.texts("p"))
        .contains(
            "There are too few appointments for a chart over time.",
            "No group of this service is large enough to be shown.",
            "There are no services to compare it with.",
            "Nothing is known of waits in this service.",
            "No group is left out: the numbers of each are large enough to be shown.");
    assertThat(page).doesNotContain("NaN", "null", "Infinity");
  }

  @Test
  void withoutAReleaseInThePeriodItSaysWhichThereAre() {
    Report report = new Report(stored.store, settings());
    assertThatThrownBy(() -> report.page(SERVICE, "Podiatry", Period.of("2026-11")))
        .isInstanceOf(Report.NothingReleasedException.class)
        .hasMessage(
            "no release counts up to a day of 1 to 30 November 2026; there are 2, the first up to 28"
                + " September 2025, the last up to 27 September 2026");
    assertThatThrownBy(() -> report.page("orthotics", "Orthotics", QUARTER))
        .isInstanceOf(Report.NothingReleasedException.class)
        .hasMessage(
            "the release up to 27 September 2026 knows no appointment of orthotics in the 52 weeks"
                + " before");
  }

  @Test
  void aReleaseMadeLaterOfAnEarlierDayIsNotTaken() throws Exception {
    stored.keep(FullYear.release(SUNDAY.minusDays(28), 300));
    assertThat(new ReadPage(page()).texts("li").get(0)).contains("to 27 September 2026", "10.4%");
  }

  private static String dimension(ReadPage.Row row) {
    String whole = row.name().replaceAll(", not (stated|known)$", "");
    if (NEEDS.containsKey(whole)) {
      return NEEDS.get(whole);
    }
    if (ATTRIBUTES.containsKey(whole)) {
      return ATTRIBUTES.get(whole);
    }
    if (!row.heading().isEmpty()) {
      return ATTRIBUTES.get(row.heading());
    }
    return row.name().equals("Most deprived") ? "deprivation_quintile" : "ethnic_group";
  }

  /** The group whose name stands there. */
  private static String group(String dimension, ReadPage.Row row) {
    if (NEEDS.containsValue(dimension)) {
      return "yes";
    }
    return FullYear.GROUPS.get(dimension).keySet().stream()
        .filter(group -> Names.group(dimension, group).equals(row.name()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(row.toString()));
  }

  /** The numbers of a cell are these figures, as far as they are printed. */
  private static void same(ReadPage.Row row, String column, List<Double> figures) {
    List<ReadPage.Printed> printed = ReadPage.numbers(row.cells().get(column));
    assertThat(printed).as(row + " " + column).hasSameSizeAs(figures);
    for (int i = 0; i < printed.size(); i++) {
      assertThat(printed.get(i).is(figures.get(i)))
          .as("%s %s: printed %s of %s", row, column, printed, figures)
          .isTrue();
    }
  }
}
