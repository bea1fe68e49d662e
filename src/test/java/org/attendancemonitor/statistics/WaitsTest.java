package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.attendancemonitor.statistics.MedianDifference.Stratum;
import org.junit.jupiter.api.Test;

class WaitsTest {

  @Test
  void theMiddleOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
    Waits waits = Waits.of(40, 10, 20, 30);
    assertThat(waits.median()).hasValue(25);
    assertThat(waits.percentile(0.92).orElseThrow()).isCloseTo(37.6, within(1e-12));
    assertThat(waits.mean()).hasValue(25);
    assertThat(waits.count()).isEqualTo(4);
  }

  @Test
  void eighteenWeeksAreWithinAndADayMoreIsNot() {
    Waits waits = Waits.of(126, 127, 364, 365);
    assertThat(waits.within(126)).isEqualTo(new Proportion(1, 4));
    assertThat(waits.over(364)).isEqualTo(new Proportion(1, 4));
  }

  @Test
  void noWaitsHaveNoPercentile() {
    assertThat(Waits.of().median()).isEmpty();
    assertThat(Waits.of().mean()).isEmpty();
    assertThat(Waits.of().within(126).defined()).isFalse();
    assertThatThrownBy(() -> Waits.of(-1)).hasMessageContaining("days");
    assertThatThrownBy(() -> Waits.of(3).percentile(1.5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSeedGivesTheSameLimitsEveryTimeAndAnotherSeedOthersNearBy() {
    int[] group = {12, 40, 55, 70, 81, 90, 120, 33, 64, 77};
    int[] rest = {10, 22, 31, 47, 52, 60, 71, 18, 29, 35, 44};
    Estimate once = MedianDifference.of(group, rest, 0.95, 7).orElseThrow();
    assertThat(MedianDifference.of(group, rest, 0.95, 7)).contains(once);
    assertThat(once.value()).isEqualTo(67 - 35);
    assertThat(once.lower()).isBetween(-10.0, 15.0);
    assertThat(once.upper()).isBetween(45.0, 60.0);
    assertThat(group).startsWith(12, 40, 55);
  }

  @Test
  void anEvenNumberDrawnHasItsMedianBetweenTheTwoInTheMiddle() {
    // Of six drawn, three are the short wait in 5 per cent of draws, and four or more in 0.9.
    int[] group = {0, 100, 100, 100, 100, 100};
    Estimate found = MedianDifference.of(group, new int[] {0}, 0.95, 1).orElseThrow();
    assertThat(found).isEqualTo(new Estimate(100, 50, 100));
  }

  @Test
  void strataAreComparedWithinThemselvesAndWeightedWithTheirSize() {
    Stratum urgent = new Stratum(new int[] {5, 5}, new int[] {3, 3, 3, 3});
    Stratum routine = new Stratum(new int[] {50}, new int[] {40});
    Stratum nobody = new Stratum(new int[] {}, new int[] {90});
    Estimate found = MedianDifference.of(List.of(urgent, routine, nobody), 0.95, 1).orElseThrow();
    assertThat(found.value()).isCloseTo((6 * 2 + 2 * 10) / 8.0, within(1e-12));
    assertThat(MedianDifference.of(List.of(nobody), 0.95, 1)).isEmpty();
  }
}
