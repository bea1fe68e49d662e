package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FalseDiscoveryTest {

  /** The fifteen p-values of the example in Benjamini and Hochberg 1995, section 4.1. */
  private static final double[] PUBLISHED = {
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1.000
  };

  @Test
  void ofThePublishedExampleFourAreDiscoveriesAtFivePerCent() {
    double[] adjusted = FalseDiscovery.adjusted(PUBLISHED);
    assertThat(Arrays.stream(adjusted).filter(p -> p <= 0.05).count()).isEqualTo(4);
    assertThat(adjusted[3]).isCloseTo(0.0095 * 15 / 4, within(1e-15));
  }

  @Test
  void theyAreInTheOrderGivenAndNeverFallBelowOneMoreClearlyApart() {
    assertThat(FalseDiscovery.adjusted(0.04, 0.01, 0.03))
        .containsExactly(new double[] {0.04, 0.03, 0.04}, within(1e-15));
    assertThat(FalseDiscovery.adjusted(0.05, 0.01, 0.02, 0.03, 0.04))
        .containsOnly(new double[] {0.05}, within(1e-15));
    assertThat(FalseDiscovery.adjusted(0.9)).containsExactly(0.9);
    assertThat(FalseDiscovery.adjusted()).isEmpty();
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThatThrownBy(() -> FalseDiscovery.adjusted(0.5, Double.NaN))
        .hasMessage("p: expected 0 to 1, found NaN");
  }
}
