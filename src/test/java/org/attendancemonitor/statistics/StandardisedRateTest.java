package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StandardisedRateTest {

  @Test
  void bandsMixedAsInTheStandardGiveTheCrudeRate() {
    List<Stratum> strata = List.of(Stratum.of(300, 300, 30), Stratum.of(700, 700, 40));
    Estimate rate = StandardisedRate.of(strata, 100, 0.95).orElseThrow();
    assertThat(rate.value()).isCloseTo(7, within(1e-12));
    ByarInterval byar = ByarInterval.of(70, 0.95);
    assertThat(rate.lower()).isCloseTo(byar.lower().orElseThrow() / 10, within(1e-9));
    assertThat(rate.upper()).isCloseTo(byar.upper() / 10, within(1e-9));
  }

  @Test
  void theMixOfTheStandardIsTheOneThatCounts() {
    List<Stratum> strata = List.of(Stratum.of(3, 300, 30), Stratum.of(1, 700, 14));
    assertThat(StandardisedRate.of(strata, 1, 0.95).orElseThrow().value())
        .isCloseTo((3 * 0.1 + 0.02) / 4, within(1e-12));
  }

  @Test
  void fewerThanTenEventsHaveNoRate() {
    assertThat(StandardisedRate.of(List.of(Stratum.of(1, 100, 9)), 1, 0.95)).isEmpty();
    assertThat(StandardisedRate.of(List.of(Stratum.of(1, 100, 10)), 1, 0.95)).isPresent();
  }

  @Test
  void severalEventsOfOnePersonWidenTheLimitsAndLeaveTheRate() {
    Estimate single = StandardisedRate.of(List.of(Stratum.of(1, 1000, 100)), 1, 0.95).orElseThrow();
    Estimate repeated =
        StandardisedRate.of(List.of(Stratum.repeated(1, 1000, 40, 0, 20)), 1, 0.95).orElseThrow();
    assertThat(repeated.value()).isEqualTo(single.value());
    // The variance is (40 + 20 * 9) / 100 times as much.
    assertThat((repeated.upper() - repeated.value()) / (single.upper() - single.value()))
        .isCloseTo(Math.sqrt(2.2), within(1e-9));
  }

  @Test
  void bandsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> Stratum.of(1, 0, 0)).hasMessageContaining("n: expected");
    assertThatThrownBy(() -> Stratum.of(-1, 10, 0)).hasMessageContaining("weight");
    assertThatThrownBy(() -> new Stratum(1, 10, 4, 3)).hasMessageContaining("events");
    assertThatThrownBy(() -> Stratum.repeated(1, 10, 3, -1)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> StandardisedRate.of(List.of(), 1, 0.95))
        .hasMessageContaining("weights, multiplier");
    assertThatThrownBy(() -> StandardisedRate.of(List.of(Stratum.of(1, 100, 20)), 0, 0.95))
        .hasMessageContaining("weights, multiplier");
  }
}
