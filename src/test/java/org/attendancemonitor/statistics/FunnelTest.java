package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FunnelTest {

  @Test
  void aServiceOnALimitHasItsWilsonLimitOnTheCentre() {
    Funnel funnel = new Funnel(0.08);
    FunnelLimits limits = funnel.limits(400);
    assertThat(WilsonInterval.of(limits.upper2() * 400, 400, 0.95).lower())
        .isCloseTo(0.08, within(1e-12));
    assertThat(WilsonInterval.of(limits.lower3() * 400, 400, 0.998).upper())
        .isCloseTo(0.08, within(1e-12));
  }

  @Test
  void limitsAreKeptToWhatAShareCanBe() {
    FunnelLimits small = new Funnel(0.05).limits(5);
    assertThat(small.lower2()).isZero();
    assertThat(small.lower3()).isZero();
    assertThat(new Funnel(0.99).limits(2).upper3()).isEqualTo(1);
    assertThat(small.place(0)).isEqualTo(FunnelPlace.INSIDE);
  }

  @Test
  void onALimitIsInside() {
    FunnelLimits limits = new FunnelLimits(0.04, 0.12, 0.02, 0.14);
    assertThat(limits.place(0.12)).isEqualTo(FunnelPlace.INSIDE);
    assertThat(limits.place(0.121)).isEqualTo(FunnelPlace.ABOVE_2SD);
    assertThat(limits.place(0.141)).isEqualTo(FunnelPlace.ABOVE_3SD);
    assertThat(limits.place(0.04)).isEqualTo(FunnelPlace.INSIDE);
    assertThat(limits.place(0.039)).isEqualTo(FunnelPlace.BELOW_2SD);
    assertThat(limits.place(0.019)).isEqualTo(FunnelPlace.BELOW_3SD);
  }

  @Test
  void servicesThatDifferByChanceAloneLeaveNoVarianceBetweenThem() {
    List<Proportion> alike =
        List.of(
            new Proportion(80, 1000),
            new Proportion(42, 500),
            new Proportion(155, 2000),
            new Proportion(79, 1000));
    Overdispersion found = Overdispersion.of(alike).orElseThrow();
    assertThat(found.phi()).isLessThan(1);
    assertThat(found.tau2()).isZero();
    // Without it, the limits are those of the arcsine alone, close to the plain funnel.
    assertThat(found.limits(1000).upper3())
        .isCloseTo(Funnel.of(alike).orElseThrow().limits(1000).upper3(), within(0.002));
  }

  @Test
  void servicesThatDifferWidenTheirOwnFunnel() {
    List<Proportion> different =
        List.of(
            new Proportion(100, 5000),
            new Proportion(300, 5000),
            new Proportion(500, 5000),
            new Proportion(700, 5000));
    Overdispersion found = Overdispersion.of(different).orElseThrow();
    assertThat(found.phi()).isGreaterThan(10);
    assertThat(Funnel.of(different).orElseThrow().place(different.get(3)))
        .isEqualTo(FunnelPlace.ABOVE_3SD);
    assertThat(found.limits(5000).place(0.14)).isEqualTo(FunnelPlace.INSIDE);
  }

  @Test
  void nothingToPoolHasNoFunnelAndOneServiceNoSpread() {
    assertThat(Funnel.of(List.of())).isEmpty();
    assertThat(Funnel.of(List.of(new Proportion(0, 0)))).isEmpty();
    assertThat(Overdispersion.of(List.of(new Proportion(3, 50)))).isEmpty();
    assertThat(Overdispersion.of(List.of(new Proportion(3, 50), new Proportion(0, 0)))).isEmpty();
  }

  @Test
  void numbersThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new Funnel(1.2)).hasMessageContaining("centre");
    assertThatThrownBy(() -> new Funnel(0.1).limits(0)).hasMessageContaining("n: expected");
  }
}
