package org.attendancemonitor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import org.attendancemonitor.statistics.Estimate;
import org.junit.jupiter.api.Test;

/** Word by word: what is certain, uncertain, too small to say, and hidden. */
class SentencesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 9, 27);
  private final Sentences sentences = new Sentences(0.95);

  @Test
  void aShareHasItsLimitsAndWhatItIsOf() {
    assertThat(sentences.missed(13, DAY, 1_234, new Estimate(0.081, 0.072, 0.09)))
        .isEqualTo(
            "In the 13 weeks to 27 September 2026, 1,234 appointments were due and 8.1% of them were"
                + " missed (95% limits 7.2% to 9.0%).");
    assertThat(sentences.nothingDue(13, DAY))
        .isEqualTo(
            "In the 13 weeks to 27 September 2026 no appointment was due: there is no share to"
                + " report.");
    assertThat(new Sentences(0.998).missed(13, DAY, 9, new Estimate(0.5, 0.1, 0.9)))
        .contains("(99.8% limits 10.0% to 90.0%)");
  }

  @Test
  void aCertainChangeIsNoEffect() {
    LocalDate then = DAY.minusDays(364);
    Estimate before = new Estimate(0.102, 0.09, 0.115);
    assertThat(sentences.change(13, then, before, new Estimate(-0.021, -0.038, -0.004)))
        .isEqualTo(
            "About a year before, in the 13 weeks to 28 September 2025, it was 10.2% (9.0% to 11.5%)."
                + " It fell by 2.1 percentage points (95% limits 0.4 to 3.8) after that; other causes"
                + " not excluded.");
    assertThat(sentences.change(13, then, before, new Estimate(0.021, 0.004, 0.038)))
        .endsWith(
            "It rose by 2.1 percentage points (95% limits 0.4 to 3.8) after that; other causes not"
                + " excluded.");
  }

  @Test
  void anUncertainChangeIsNotNoChange() {
    Estimate before = new Estimate(0.09, 0.08, 0.101);
    assertThat(sentences.change(13, DAY, before, new Estimate(-0.009, -0.022, 0.004)))
        .endsWith(
            "Whether it changed is uncertain; data compatible with 2.2 percentage points fewer to 0.4"
                + " percentage points more.");
    assertThat(sentences.compatible(new Estimate(0.01, -0.0001, 0.02)))
        .isEqualTo("data compatible with no difference to 2.0 percentage points more");
    assertThat(sentences.noYearBefore())
        .isEqualTo("There is no release from about a year before to compare with.");
  }

  @Test
  void aServiceIsToldWhatItCannotSee() {
    assertThat(sentences.detectable(1_234, 0.081, new Detectable(13_600, OptionalDouble.of(0.032))))
        .isEqualTo(
            "To see a fall by 1 percentage point four times in five, about 13,600 appointments would"
                + " have to be due in each of the two periods compared; there were 1,234. From 8.1%,"
                + " only a fall by 3.2 points or more is seen as reliably: no change seen does not"
                + " mean no change.");
    assertThat(sentences.detectable(20, 0.08, new Detectable(13_600, OptionalDouble.empty())))
        .endsWith(
            "From 8.0%, no fall at all is seen as reliably: no change seen does not mean no change.");
    assertThat(sentences.detectable(20_000, 0.08, new Detectable(13_600, OptionalDouble.of(0.009))))
        .endsWith("in each of the two periods compared: with 20,000 there are enough.");
  }

  @Test
  void aLineThatIsNotStraightIsSaid() {
    assertThat(Sentences.notStraight(List.of("Second fifth")))
        .isEqualTo(
            "The line is not straight: Second fifth lies further from it than chance explains. Read"
                + " the fifths rather than the slope, which tells of a rise from step to step.");
    assertThat(Sentences.notStraight(List.of("Most deprived", "Middle fifth")))
        .contains("Most deprived and middle fifth lie further");
  }

  @Test
  void groupsThatStandOutAmongManyAreNamed() {
    StandOut tests = new StandOut(0.1);
    assertThat(tests.sentence()).isEmpty();
    tests.add("Asian", 0.03, true);
    assertThat(tests.sentence())
        .isEqualTo("Allowing for one test (false discovery rate 10%), Asian stands out.");
    for (String other : List.of("Black", "Mixed", "Other")) {
      tests.add(other, 0.5, true);
    }
    assertThat(tests.sentence())
        .as("3 in 100 is nothing special for the least of four")
        .isEqualTo("Allowing for 4 tests (false discovery rate 10%), none stands out.");
    tests.add("Disability", 0.001, true);
    tests.add("age 65-74", 0.03, false);
    tests.add("White", 0.002, true);
    assertThat(tests.sentence()).endsWith("Asian, Disability and White stand out.");
  }

  @Test
  void groupsThatAreApartAreCountedBesideThoseThatChanceSetsApart() {
    assertThat(sentences.apart(3, 24, 0.95))
        .isEqualTo(
            "Of 24 groups compared with the rest, 3 have limits that leave out no difference; by"
                + " chance alone about 1 would.");
    assertThat(sentences.apart(1, 60, 0.95)).contains("1 has limits", "about 3 would");
    assertThat(sentences.apart(0, 5, 0.95)).contains("none has limits", "about none would");
  }

  @Test
  void theGradientIsCertainUncertainOrNotGiven() {
    assertThat(sentences.gradient(new Estimate(0.052, 0.02, 0.084), new Estimate(1.8, 1.3, 2.6)))
        .isEqualTo(
            "From the least to the most deprived end the share missed rises by 5.2 percentage points"
                + " (95% limits 2.0 to 8.4): a missed appointment is 1.80 times as likely at the most"
                + " deprived end (1.30 to 2.60).");
    assertThat(sentences.gradient(new Estimate(-0.052, -0.084, -0.02), new Estimate(0.6, 0.4, 0.8)))
        .contains("the share missed falls by 5.2 percentage points (95% limits 2.0 to 8.4)");
    assertThat(sentences.gradient(new Estimate(0.01, -0.02, 0.04), new Estimate(1.1, 0.8, 1.5)))
        .isEqualTo(
            "Whether people in more deprived areas miss more is uncertain; data compatible with 2.0"
                + " percentage points fewer to 4.0 percentage points more from the least to the most"
                + " deprived end.");
    assertThat(sentences.noGradient(4))
        .isEqualTo(
            "No gradient is given: it needs all five fifths of deprivation, and only 4 can be shown.");
    assertThat(sentences.noGradient(5))
        .isEqualTo(
            "No gradient is given: all five fifths of deprivation are shown, but it could not be"
                + " worked out.");
    assertThat(sentences.noGradient(0)).endsWith("and none of them is shown.");
  }

  @Test
  void outsideTheFunnelIsAQuestion() {
    FunnelChart.Place inside =
        new FunnelChart.Place(500, 0.1, 0.09, new double[] {0.07, 0.11}, new double[] {0.06, 0.12});
    FunnelChart.Place outside =
        new FunnelChart.Place(500, 0.2, 0.09, new double[] {0.07, 0.11}, new double[] {0.06, 0.12});
    assertThat(Sentences.funnel(inside, false))
        .isEqualTo(
            "It lies inside the outer limits: chance alone could set it this far from all services"
                + " together. Its place says nothing more, and services are not ranked.");
    assertThat(Sentences.funnel(outside, true))
        .isEqualTo(
            "It lies outside the outer limits: more than chance sets it apart. That is a question,"
                + " not a verdict: look at who its patients are first.");
    assertThat(Sentences.funnel(outside, false))
        .isEqualTo(
            "It lies outside the outer limits, but services differ from each other by more than"
                + " chance anyway: widened for that, the limits hold it.");
  }

  @Test
  void endingsAndWhatIsHiddenAreSaidInNumbersAndReasons() {
    assertThat(Sentences.discharges(13, 31, 4))
        .isEqualTo(
            "In the 13 weeks 35 referrals were ended after a missed appointment: 31 after a complete"
                + " review, 4 without one.");
    assertThat(Sentences.discharges(13, 0, 4))
        .endsWith("none after a complete review, 4 without one.");
    assertThat(Sentences.discharges(13, 2, 0))
        .endsWith("2 after a complete review, none without one.");
    assertThat(Sentences.discharges(13, 0, 0))
        .isEqualTo("No referral was ended after a missed appointment in the 13 weeks.");
    assertThat(Sentences.leftOut(List.of("1 of 4 by sex", "2 of 7 by ethnic group")))
        .isEqualTo(
            "Groups that are not shown over 52 weeks: 1 of 4 by sex and 2 of 7 by ethnic group. Their"
                + " numbers, or those of another group that could be worked out from them, are small."
                + " A group that is missing is not zero.");
    assertThat(Sentences.leftOut(List.of()))
        .isEqualTo("No group is left out: the numbers of each are large enough to be shown.");
    assertThat(Sentences.designEffect(1.3))
        .isEqualTo(
            "A person's appointments tend to end alike: limits are widened for a variance 1.3 times"
                + " that of appointments of as many different people (design effect).");
  }
}
