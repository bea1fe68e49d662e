package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TwoGroupsTest {
  private static final Proportion GROUP = new Proportion(30, 210);
  private static final Proportion REST = new Proportion(12, 200);

  @Test
  void turningTheGroupsRoundTurnsTheDifferenceRound() {
    Estimate there = Newcombe.difference(GROUP, REST, 0.95);
    Estimate back = Newcombe.difference(REST, GROUP, 0.95);
    assertThat(back.value()).isEqualTo(-there.value());
    assertThat(back.lower()).isCloseTo(-there.upper(), within(1e-15));
    assertThat(back.upper()).isCloseTo(-there.lower(), within(1e-15));
  }

  @Test
  void limitsThatAllowForClusteringMakeAWiderDifference() {
    Estimate plain = Newcombe.difference(GROUP, REST, 0.95);
    Estimate wide =
        Newcombe.difference(
            new DesignEffect(2).estimate(GROUP, 0.95), new DesignEffect(2).estimate(REST, 0.95));
    assertThat(wide.value()).isEqualTo(plain.value());
    assertThat(wide.lower()).isLessThan(plain.lower());
    assertThat(wide.upper()).isGreaterThan(plain.upper());
  }

  @Test
  void theRatioWidensWithTheDesignEffectAsWithFewerAppointments() {
    Estimate wide = RiskRatio.of(GROUP, 2, REST, 2, 0.95).orElseThrow();
    Estimate half =
        RiskRatio.of(new Proportion(15, 105), new Proportion(6, 100), 0.95).orElseThrow();
    assertThat(wide.lower()).isCloseTo(half.lower(), within(1e-12));
    assertThat(wide.upper()).isCloseTo(half.upper(), within(1e-12));
  }

  @Test
  void aGroupWithNoneHasNoRatioButADifference() {
    Proportion none = new Proportion(0, 40);
    assertThat(RiskRatio.of(none, REST, 0.95)).isEmpty();
    assertThat(RiskRatio.of(REST, none, 0.95)).isEmpty();
    assertThat(RiskRatio.of(new Proportion(4, 4), new Proportion(9, 9), 0.95)).isEmpty();
    assertThat(RateRatio.of(5, 40, 0, 42, 0.95)).isEmpty();
    assertThat(Newcombe.difference(none, REST, 0.95).upper()).isLessThan(0.05);
  }

  @Test
  void fewExpectedAreTestedExactly() {
    Proportion few = new Proportion(8, 60);
    // The smaller expected count is 55 * 11 / 115 = 5.3.
    assertThat(TwoGroupTest.pValue(few, new Proportion(3, 55)))
        .isEqualTo(TwoGroupTest.chiSquarePValue(few, new Proportion(3, 55)));
    // And 48 * 11 / 108 = 4.9.
    assertThat(TwoGroupTest.pValue(few, new Proportion(3, 48)))
        .isEqualTo(TwoGroupTest.fisherPValue(few, new Proportion(3, 48)));
    assertThat(TwoGroupTest.pValue(new Proportion(0, 9), new Proportion(0, 8))).isEqualTo(1);
  }

  @Test
  void sixAndTwoOfTenAreTellableByHand() {
    // Fisher by hand: the tables with 8 of 20, as likely as 6 and 2 or less.
    double all = 125970;
    double p = 2 * (1 * 45 + 10 * 120 + 45 * 210) / all;
    assertThat(TwoGroupTest.fisherPValue(new Proportion(6, 10), new Proportion(2, 10)))
        .isCloseTo(p, within(1e-12));
  }

  @Test
  void aGroupOfNobodyIsRefused() {
    Proportion nobody = new Proportion(0, 0);
    assertThatThrownBy(() -> TwoGroupTest.pValue(nobody, REST)).hasMessageContaining("n: expected");
    assertThatThrownBy(() -> RateRatio.of(1, 0, 2, 3, 0.95)).hasMessageContaining("n: expected");
    assertThatThrownBy(() -> RateRatio.of(-1, 1, 2, 3, 0.95)).hasMessageContaining("x: expected");
    assertThatThrownBy(() -> RiskRatio.of(GROUP, 0.5, REST, 1, 0.95))
        .hasMessageContaining("design effect");
  }

  @Test
  void oneOfTheFourWithNoneHasNoOddsToCompare() {
    DifferenceInDifferences found =
        DifferenceInDifferences.of(GROUP, new Proportion(0, 40), REST, REST);
    assertThat(found.logOdds()).isEmpty();
    assertThat(found.difference().value()).isCloseTo(-GROUP.value(), within(1e-12));
  }

  @Test
  void aFallByMoreThanTheControlIsNegativeAndARatioBelowOne() {
    DifferenceInDifferences found =
        DifferenceInDifferences.of(
            new Proportion(400, 2000),
            new Proportion(200, 2000),
            new Proportion(300, 2000),
            new Proportion(300, 2000));
    assertThat(found.difference().estimate(0.95).upper()).isNegative();
    assertThat(found.logOdds().orElseThrow().ratio(0.95).upper()).isLessThan(1);
    assertThat(found.logOdds().orElseThrow().pValue()).isLessThan(0.001);
  }

  @Test
  void aSmallerDifferenceNeedsMoreAndSizesThatCannotBeAreRefused() {
    assertThat(SampleSize.perGroup(0.1, 0.08, 0.8, 0.05))
        .isGreaterThan(2 * SampleSize.perGroup(0.1, 0.07, 0.8, 0.05));
    assertThatThrownBy(() -> SampleSize.perGroup(0.1, 0.1, 0.8, 0.05))
        .hasMessageContaining("p1, p2");
    assertThatThrownBy(() -> SampleSize.perGroup(0.1, 1, 0.8, 0.05)).hasMessageContaining("p1, p2");
    assertThatThrownBy(() -> SampleSize.perGroup(0.1, 0.2, 1, 0.05))
        .hasMessageContaining("power, alpha");
    assertThatThrownBy(() -> SampleSize.perGroup(0.1, 0.2, 0.8, 0.5))
        .hasMessageContaining("power, alpha");
  }
}
