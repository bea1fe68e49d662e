package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CountsTest {

  @Test
  void noneCountedHasALowerLimitOfZeroAndNoByarLimit() {
    assertThat(PoissonInterval.of(0, 0.95).lower()).isZero();
    assertThat(ByarInterval.of(0, 0.95).lower()).isEmpty();
    // The rule of three: 3.7 at 95 per cent two-sided.
    assertThat(PoissonInterval.of(0, 0.95).upper()).isCloseTo(-Math.log(0.025), within(1e-12));
  }

  @Test
  void soFewThatByarWouldGoBelowNothingHaveNoLowerLimitOfHis() {
    assertThat(ByarInterval.of(1, 0.998).lower()).isEmpty();
    assertThat(ByarInterval.of(10, 0.998).lower()).isPresent();
  }

  @Test
  void exactLimitsAreTheCountsThatLeaveATailOfTheirOwn() {
    PoissonInterval limits = PoissonInterval.of(3, 0.95);
    double u = limits.upper();
    double threeOrFewer = Math.exp(-u) * (1 + u + u * u / 2 + u * u * u / 6);
    assertThat(threeOrFewer).isCloseTo(0.025, within(1e-12));
    double l = limits.lower();
    double twoOrFewer = Math.exp(-l) * (1 + l + l * l / 2);
    assertThat(1 - twoOrFewer).isCloseTo(0.025, within(1e-12));
  }

  @Test
  void theRateChangesItsMethodAtTenEvents() {
    double exact = PoissonInterval.of(9, 0.95).upper();
    double byar = ByarInterval.of(10, 0.95).upper();
    assertThat(CrudeRate.of(9, 200, 1000, 0.95).upper()).isEqualTo(exact * 5, within(1e-9));
    assertThat(CrudeRate.of(10, 200, 1000, 0.95).upper()).isEqualTo(byar * 5, within(1e-9));
  }

  @Test
  void countsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> PoissonInterval.of(-1, 0.95)).hasMessageContaining("x: expected");
    assertThatThrownBy(() -> ByarInterval.of(-1, 0.95)).hasMessageContaining("x: expected");
    assertThatThrownBy(() -> CrudeRate.of(3, 0, 1000, 0.95)).hasMessageContaining("n, multiplier");
    assertThatThrownBy(() -> CrudeRate.of(3, 10, -1, 0.95)).hasMessageContaining("n, multiplier");
    assertThatThrownBy(() -> PoissonInterval.of(3, 1)).hasMessageContaining("confidence");
    assertThatThrownBy(() -> ByarInterval.of(3, 100)).hasMessageContaining("confidence");
    assertThatThrownBy(() -> new Estimate(0.1, 0.2, Double.NaN)).hasMessageContaining("estimate");
    assertThatThrownBy(() -> new Estimate(0.1, 0.3, 0.2)).hasMessageContaining("estimate");
  }

  @Test
  void effectiveNumbersNeedNotBeWhole() {
    WilsonInterval plain = WilsonInterval.of(20, 200, 0.95);
    WilsonInterval half = WilsonInterval.of(10, 100, 0.95);
    WilsonInterval between = WilsonInterval.of(20 / 1.5, 200 / 1.5, 0.95);
    assertThat(between.lower()).isBetween(half.lower(), plain.lower());
    assertThat(between.upper()).isBetween(plain.upper(), half.upper());
  }
}
