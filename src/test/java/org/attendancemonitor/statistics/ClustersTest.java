package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClustersTest {

  @Test
  void patientsWhoMissAllOrNothingCountAsOneAppointmentEach() {
    Clusters clusters = new Clusters();
    for (int patient = 0; patient < 1000; patient++) {
      clusters.add(patient % 4 == 0 ? 5 : 0, 5);
    }
    // J/(J-1) times the five appointments of each.
    assertThat(clusters.designEffect().orElseThrow().value())
        .isCloseTo(5 * 1000.0 / 999, within(1e-9));
    assertThat(clusters.count()).isEqualTo(1000);
    assertThat(clusters.pooled()).isEqualTo(new Proportion(1250, 5000));
  }

  @Test
  void theEffectIsTheRobustVarianceOverTheIndependentOne() {
    Clusters clusters = new Clusters();
    clusters.add(2, 4);
    clusters.add(0, 1);
    clusters.add(1, 5);
    // p = 0.3; residuals 0.8, -0.3, -0.5; robust = 3/2 * 0.98/100; independent = 0.21/10.
    assertThat(clusters.designEffect()).isPresent();
    assertThat(1.5 * 0.98 / 100 / (0.21 / 10)).isLessThan(1);
    assertThat(clusters.designEffect().orElseThrow().value()).isEqualTo(1);
    clusters.add(6, 6);
    // p = 9/16; residuals -0.25, -0.5625, -1.8125, 2.625.
    double squares = 0.25 * 0.25 + 0.5625 * 0.5625 + 1.8125 * 1.8125 + 2.625 * 2.625;
    double expected = 4.0 / 3 * squares / 256 / (9.0 / 16 * 7 / 16 / 16);
    assertThat(clusters.designEffect().orElseThrow().value()).isCloseTo(expected, within(1e-12));
  }

  @Test
  void patientsWithoutAppointmentsAreNoPatients() {
    Clusters with = new Clusters();
    Clusters without = new Clusters();
    for (Clusters each : new Clusters[] {with, without}) {
      each.add(3, 3);
      each.add(0, 4);
      each.add(1, 2);
    }
    with.add(0, 0);
    assertThat(with.designEffect()).isEqualTo(without.designEffect());
    assertThat(with.count()).isEqualTo(3);
  }

  @Test
  void thereIsNoEffectToTellOfOnePatientOrWhereAllAreAlike() {
    Clusters one = new Clusters();
    one.add(2, 5);
    assertThat(one.designEffect()).isEmpty();
    Clusters none = new Clusters();
    none.add(0, 5);
    none.add(0, 3);
    assertThat(none.designEffect()).isEmpty();
    Clusters all = new Clusters();
    all.add(5, 5);
    all.add(3, 3);
    assertThat(all.designEffect()).isEmpty();
  }

  @Test
  void limitsWidenAsIfThereWereFewerAppointments() {
    Proportion share = new Proportion(60, 300);
    Estimate wide = new DesignEffect(3).estimate(share, 0.95);
    Estimate few = WilsonInterval.estimate(new Proportion(20, 100), 0.95);
    assertThat(wide.lower()).isCloseTo(few.lower(), within(1e-12));
    assertThat(wide.upper()).isCloseTo(few.upper(), within(1e-12));
    assertThat(DesignEffect.NONE.estimate(share, 0.95))
        .isEqualTo(WilsonInterval.estimate(share, 0.95));
    assertThat(new DesignEffect(3).effectiveSize(300)).isEqualTo(100);
  }

  @Test
  void numbersThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new Clusters().add(3, 2)).hasMessageContaining("were: expected");
    assertThatThrownBy(() -> new Clusters().add(-1, 2)).hasMessageContaining("were: expected");
    assertThatThrownBy(() -> new DesignEffect(0.9)).hasMessageContaining("design effect");
    assertThatThrownBy(() -> new DesignEffect(Double.NaN)).hasMessageContaining("design effect");
  }
}
