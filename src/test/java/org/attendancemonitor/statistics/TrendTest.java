package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TrendTest {

  /** Slope and limits of R's lm and confint; its residuals alternate, so nothing goes on. */
  @Test
  void whereNothingGoesOnItIsThePlainRegression() {
    double[] values = {2.0, 1.5, 3.1, 2.4, 4.2, 3.6, 5.1, 4.3};
    Estimate slope = Trend.of(values, 0.95).orElseThrow();
    assertThat(slope.value()).isCloseTo(0.44523810, within(1e-6));
    assertThat(slope.lower()).isCloseTo(0.19721731, within(1e-5));
    assertThat(slope.upper()).isCloseTo(0.69325888, within(1e-5));
  }

  @Test
  void pointsThatGoTogetherWidenTheLimits() {
    double[] apart = new double[40];
    double[] together = new double[40];
    Arrays.setAll(apart, i -> 0.001 * i + (i % 2 == 0 ? 0.01 : -0.01));
    Arrays.setAll(together, i -> 0.001 * i + (i / 5 % 2 == 0 ? 0.01 : -0.01));
    assertThat(width(together)).isGreaterThan(2 * width(apart));
  }

  private static double width(double[] values) {
    Estimate slope = Trend.of(values, 0.95).orElseThrow();
    return slope.upper() - slope.lower();
  }

  @Test
  void fiveTellNothing() {
    assertThat(Trend.of(new double[5], 0.95)).isEmpty();
    assertThat(Trend.of(new double[6], 0.95)).contains(new Estimate(0, 0, 0));
    assertThatThrownBy(() -> Trend.of(new double[6], 1)).hasMessageContaining("confidence");
  }
}
