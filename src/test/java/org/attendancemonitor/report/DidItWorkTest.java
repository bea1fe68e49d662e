package org.attendancemonitor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.attendancemonitor.statistics.Estimate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change that was tried: what may be said of it, with a service beside it and without. */
class DidItWorkTest {
  static final LocalDate CHANGE = ReportTest.CHANGE;
  private static final LocalDate BEFORE = CHANGE.minusDays(1);
  private static final LocalDate SINCE = CHANGE.plusDays(90);
  private static final Trial.Service OTHER = new Trial.Service("dietetics", "Dietetics");

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

  /** From 12.0 to 9.0 % here, from 10.0 to 9.5 % there, 8,000 due each time. */
  static void keep(InventedReleases stored) {
    stored.keep(release(BEFORE, 960, 800, 1.3, 1.1, new Estimate(0.05, 0.03, 0.07)));
    stored.keep(release(SINCE, 720, 760, 1.2, 1.0, new Estimate(0.06, 0.04, 0.08)));
  }

  private static InventedReleases.Draft release(
      LocalDate upTo, long own, long other, double effect, double otherEffect, Estimate gap) {
    InventedReleases.Draft draft = new InventedReleases.Draft(upTo);
    draft.shown("podiatry", "all", "all", 4 * (8_000 - own), 4 * own);
    draft.shown("dietetics", "all", "all", 4 * (8_000 - other), 4 * other);
    draft.figure(effect, "dna_design_effect", "podiatry", "all", "all", "13w");
    draft.figure(otherEffect, "dna_design_effect", "dietetics", "all", "all", "13w");
    draft.estimate(gap, "dna_gap", "podiatry", "deprivation_quintile", "1", "13w", "difference");
    return draft;
  }

  /** Weeks of both services; before the change, the first rises by so much a week more. */
  static void weeks(InventedReleases stored, int count, double more) {
    Random chance = new Random(7);
    double[] own = new double[count];
    double[] other = new double[count];
    int since = count - 13;
    for (int i = 0; i < count; i++) {
      double both = 0.02 * chance.nextDouble();
      own[i] = 0.11 + both + 0.004 * chance.nextDouble() + more * i - (i < since ? 0 : 0.03);
      other[i] = 0.09 + both;
    }
    stored.weeks("podiatry", "dna_ratio", SINCE.minusDays(7), Arrays.copyOf(own, count - 1));
    stored.weeks("dietetics", "dna_ratio", SINCE.minusDays(7), Arrays.copyOf(other, count - 1));
  }

  static String page(InventedReleases stored, Optional<Trial.Service> other) {
    return new Report(stored.store, ReportTest.settings())
        .page("podiatry", "Podiatry", new Trial(CHANGE, other));
  }

  private List<String> messages(Optional<Trial.Service> other) throws Exception {
    return new ReadPage(page(stored, other)).texts("li");
  }

  @Test
  void besideAServiceThatMovedAlikeTheChangeIsAssociatedWithAFall() throws Exception {
    keep(stored);
    weeks(stored, 40, 0);
    ReadPage page = new ReadPage(page(stored, Optional.of(OTHER)));
    List<String> messages = page.texts("li");
    assertThat(messages)
        .contains(
            "The change is associated with a fall by 2.5 percentage points (95% limits 1.1 to 3.9),"
                + " compared with Dietetics.");
    assertThat(messages.get(2))
        .startsWith(
            "In the 27 weeks of both before the change, the share here less that of Dietetics")
        .endsWith("a week: nothing speaks against their having moved alike.");
    List<ReadPage.Row> rows = page.table("Of those due in 13 weeks");
    assertThat(rows.get(2).cells().get("Points more"))
        .isEqualTo("\u22122.5 (\u22123.9 to \u22121.1)");
    assertThat(rows.get(3).cells().get("Points more")).isEqualTo("0.77 (0.66 to 0.90)");
    List<ReadPage.Row> lines =
        page.table("Straight lines through the 27 weeks before and the 12 since");
    assertThat(ReadPage.numbers(lines.get(0).cells().get("Percentage points")).get(0).value())
        .as("a step of three points was put in")
        .isBetween(-3.3, -2.7);
    assertThat(page.texts("p"))
        .contains("Did it work? Before and after 26 January 2026: evening clinics began");
    assertThat(page.all("svg")).hasSize(1);
  }

  @Test
  void besideAServiceThatMovedOtherwiseItIsNot() throws Exception {
    keep(stored);
    weeks(stored, 40, -0.001);
    assertThat(messages(Optional.of(OTHER)))
        .noneMatch(message -> message.contains("associated"))
        .anyMatch(message -> message.endsWith("a week: they did not move alike."))
        .contains(
            "Compared with Dietetics it fell by 2.5 percentage points (95% limits 1.1 to 3.9); but the"
                + " two did not move alike before, and the difference may have gone on by itself.");
  }

  @Test
  void withoutSixWeeksBeforeNobodyKnowsWhetherTheyMovedAlike() throws Exception {
    keep(stored);
    weeks(stored, 18, 0);
    assertThat(messages(Optional.of(OTHER)))
        .contains(
            "Compared with Dietetics it fell by 2.5 percentage points (95% limits 1.1 to 3.9); whether"
                + " the two moved alike before cannot be said, so other causes are not excluded.",
            "Before the change there are 5 weeks of both services: too few to say whether they moved"
                + " alike.");
  }

  @Test
  void aloneItFellAndOtherCausesAreNotExcluded() throws Exception {
    keep(stored);
    weeks(stored, 40, 0);
    assertThat(messages(Optional.empty()).get(0))
        .startsWith("In the 13 weeks before the change 12.0% (")
        .contains("It fell by 3.0 percentage points (95% limits ")
        .endsWith(" after; other causes not excluded.");
    assertThat(messages(Optional.empty())).noneMatch(message -> message.contains("associated"));
  }

  @Test
  void aDifferenceThatChanceExplainsIsUncertain() throws Exception {
    stored.keep(release(BEFORE, 800, 800, 1, 1, new Estimate(0.05, 0.04, 0.06)));
    stored.keep(release(SINCE, 790, 800, 1, 1, new Estimate(0.09, 0.08, 0.1)));
    assertThat(messages(Optional.of(OTHER)))
        .contains(
            "Compared with Dietetics, whether the share missed changed is uncertain; data compatible"
                + " with 1.4 percentage points fewer to 1.2 percentage points more.",
            "The gap between the most deprived fifth and the rest widened by 4.0 (2.6 to 5.4) points:"
                + " with that, a fall of the whole is no success.");
  }

  @Test
  void whereAReleaseIsMissingItSaysWhich() {
    stored.keep(release(BEFORE, 800, 800, 1, 1, new Estimate(0.05, 0.04, 0.06)));
    assertThatThrownBy(() -> page(stored, Optional.empty()))
        .isInstanceOf(Report.NothingReleasedException.class)
        .hasMessage(
            "no release counts the 13 weeks since 26 January 2026, to 26 April 2026; the only one"
                + " counts up to 25 January 2026");
    stored.keep(release(SINCE, 800, 800, 1, 1, new Estimate(0.05, 0.04, 0.06)));
    assertThatThrownBy(() -> page(stored, Optional.of(new Trial.Service("orthotics", "Orthotics"))))
        .hasMessage("no appointment of orthotics was due in the 13 weeks before or since");
    LocalDate later = CHANGE.plusDays(60);
    assertThatThrownBy(
            () ->
                new Report(stored.store, ReportTest.settings())
                    .page("podiatry", "Podiatry", new Trial(later, Optional.empty())))
        .hasMessageStartingWith(
            "no release counts up to a day of the five weeks before 27 March 2026");
  }
}
