package org.attendancemonitor.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.attendancemonitor.statistics.SampleSize;
import org.junit.jupiter.api.Test;

class DetectableTest {

  @Test
  void itTakesMoreWherePatientsHaveSeveralAppointments() {
    Detectable plain = Detectable.of(0.1, 1_356, 1).orElseThrow();
    assertThat(plain.needed()).isEqualTo(13_500);
    // 10 % to 7 % needs 1,356 in each period (equity-statistics, section 9, from power.prop.test).
    assertThat(plain.smallest()).hasValue(0.03);
    assertThat(Detectable.of(0.1, 1_355, 1).orElseThrow().smallest()).hasValue(0.031);
    Detectable clustered = Detectable.of(0.1, 1_356, 1.5).orElseThrow();
    assertThat(clustered.needed()).isEqualTo(20_300);
    assertThat(clustered.smallest().orElseThrow()).isGreaterThan(0.03);
  }

  @Test
  void whatIsSaidToBeSeenIsSeen() {
    for (double share : new double[] {0.03, 0.1, 0.4}) {
      double smallest = Detectable.of(share, 2_000, 1.2).orElseThrow().smallest().orElseThrow();
      assertThat(1.2 * SampleSize.perGroup(share, share - smallest, 0.8, 0.05)).isLessThan(2_000);
      assertThat(1.2 * SampleSize.perGroup(share, share - smallest + 0.001, 0.8, 0.05))
          .isGreaterThan(2_000);
    }
  }

  @Test
  void whereNothingCanBeSeenNothingIsSaidToBe() {
    assertThat(Detectable.of(0.1, 20, 1).orElseThrow().smallest()).isEmpty();
    assertThat(Detectable.of(0.01, 5_000, 1)).isEmpty();
    assertThat(Detectable.of(0, 5_000, 1)).isEmpty();
    assertThat(Detectable.of(1, 5_000, 1)).isEmpty();
  }
}
