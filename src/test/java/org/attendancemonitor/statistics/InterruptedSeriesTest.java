package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InterruptedSeriesTest {

  private static double[] series(int size, int change, double level, double trend) {
    double[] values = new double[size];
    Arrays.setAll(values, i -> 0.12 - 0.001 * i + (i < change ? 0 : level + trend * (i - change)));
    return values;
  }

  @Test
  void aStepAndABendAreFoundAsTheyAre() {
    InterruptedSeries found =
        InterruptedSeries.of(series(30, 16, -0.03, 0.002), 16, 0.95).orElseThrow();
    assertThat(found.level().value()).isCloseTo(-0.03, within(1e-12));
    assertThat(found.trend().value()).isCloseTo(0.002, within(1e-12));
    assertThat(found.level().upper() - found.level().lower()).isCloseTo(0, within(1e-9));
  }

  @Test
  void pointsThatGoTogetherWidenTheLimits() {
    double[] apart = series(40, 20, -0.03, 0);
    double[] together = apart.clone();
    for (int i = 0; i < 40; i++) {
      apart[i] += i % 2 == 0 ? 0.01 : -0.01;
      together[i] += i / 5 % 2 == 0 ? 0.01 : -0.01;
    }
    Estimate alone = InterruptedSeries.of(apart, 20, 0.95).orElseThrow().level();
    Estimate runs = InterruptedSeries.of(together, 20, 0.95).orElseThrow().level();
    assertThat(runs.upper() - runs.lower()).isGreaterThan(2 * (alone.upper() - alone.lower()));
  }

  @Test
  void tooFewPointsTellNothing() {
    assertThat(InterruptedSeries.of(series(23, 12, 0, 0), 12, 0.95)).isEmpty();
    assertThat(InterruptedSeries.of(series(24, 7, 0, 0), 7, 0.95)).isEmpty();
    assertThat(InterruptedSeries.of(series(24, 17, 0, 0), 17, 0.95)).isEmpty();
    assertThat(InterruptedSeries.of(series(24, 16, 0, 0), 16, 0.95)).isPresent();
    assertThatThrownBy(() -> InterruptedSeries.of(series(24, 12, 0, 0), 12, 1))
        .hasMessageContaining("confidence");
  }
}
