package org.attendancemonitor.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftTest {

  @Test
  void whatGrowsALittleWithEachSampleIsNotFlat() {
    List<Double> leaking = IntStream.range(0, 30).mapToObj(i -> 100.0 + i).toList();

    Drift drift = Drift.of(leaking);

    assertThat(drift.rise()).isEqualTo(29);
    assertThat(drift.isFlat(0.10, 10)).isFalse();
    assertThat(drift.isFlat(0.10, 20)).isTrue();
  }

  @Test
  void aFewSamplesThatAFaultFellIntoMoveNothing() {
    List<Double> disturbed =
        IntStream.range(0, 30).mapToObj(i -> i == 5 || i == 28 ? 900.0 : 100.0).toList();

    assertThat(Drift.of(disturbed)).isEqualTo(new Drift(100, 0));
  }

  @Test
  void whatFallsIsFlat() {
    assertThat(Drift.of(List.of(5.0, 4.0, 3.0)).isFlat(0, 0)).isTrue();
  }

  @Test
  void ofOneSampleOrNoneNothingIsSaid() {
    assertThat(Drift.of(List.of())).isEqualTo(new Drift(0, 0));
    assertThat(Drift.of(List.of(7.0))).isEqualTo(new Drift(7, 0));
  }
}
