package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WilsonIntervalTest {

  @Test
  void noneOfThemGivesALowerLimitOfExactlyZero() {
    assertThat(WilsonInterval.of(0, 37, 0.95).lower()).isZero();
    assertThat(WilsonInterval.of(0, 37, 0.95).upper()).isBetween(0.09, 0.10);
  }

  @Test
  void allOfThemGivesAnUpperLimitOfExactlyOne() {
    assertThat(WilsonInterval.of(37, 37, 0.95).upper()).isEqualTo(1);
    assertThat(WilsonInterval.of(37, 37, 0.95).lower()).isBetween(0.90, 0.91);
  }

  @Test
  void confidenceMayBeGivenAsPerCent() {
    assertThat(WilsonInterval.of(3, 37, 99.8)).isEqualTo(WilsonInterval.of(3, 37, 0.998));
  }

  @Test
  void fullConfidenceSaysNothing() {
    assertThat(WilsonInterval.of(3, 37, 1)).isEqualTo(new WilsonInterval(0, 1));
    assertThat(WilsonInterval.of(3, 37, 100)).isEqualTo(new WilsonInterval(0, 1));
  }

  @Test
  void confidenceBelowNinetyPerCentIsRefused() {
    assertThatThrownBy(() -> WilsonInterval.of(3, 37, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("confidence");
    assertThatThrownBy(() -> WilsonInterval.of(3, 37, 101))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WilsonInterval.of(3, 37, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void moreMissedThanDueIsRefused() {
    assertThatThrownBy(() -> new Proportion(38, 37)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Proportion(-1, 37)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WilsonInterval.of(38, 37, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aProportionOfNothingHasNoValueAndNoLimits() {
    Proportion nothing = new Proportion(0, 0);
    assertThat(nothing.defined()).isFalse();
    assertThatThrownBy(nothing::value).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> nothing.limits(0.95)).isInstanceOf(IllegalStateException.class);
  }
}
