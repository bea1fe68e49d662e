package org.attendancemonitor.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is called flat over the last life of a process, and what is not. */
class FlatnessTest {
  private static final int LOOKS = 30;

  private static List<Sample> life(int life, IntToDoubleFunction heap, IntToDoubleFunction p99) {
    return IntStream.range(0, LOOKS)
        .mapToObj(
            i ->
                new Sample(
                    i,
                    life,
                    heap.applyAsDouble(i),
                    600,
                    120,
                    66,
                    7,
                    p99.applyAsDouble(i),
                    1_900,
                    160,
                    i))
        .toList();
  }

  private static List<String> broken(List<Sample> before, List<Sample> last) {
    return Flatness.of(Stream.concat(before.stream(), last.stream()).toList(), 2).broken();
  }

  @Test
  void whatStaysAsItWasIsFlat() {
    List<Sample> same = life(2, i -> 120 + 5 * (i % 2), i -> 40);
    assertThat(broken(life(1, i -> 100, i -> 40), same)).isEmpty();
    assertThat(Flatness.of(same, 2).lines()).hasSize(8);
  }

  @Test
  void memoryThatRisesIsNot() {
    assertThat(broken(List.of(), life(2, i -> 100 + 3 * i, i -> 40)))
        .singleElement()
        .asString()
        .contains("heap after a collection", "at most +10 %");
  }

  @Test
  void waitingThatRisesIsNot() {
    assertThat(broken(List.of(), life(2, i -> 100, i -> 20 + 20 * i)))
        .singleElement()
        .asString()
        .contains("answers, p99");
  }

  @Test
  void earlierLivesAndTheWarmingUpAreNotJudged() {
    assertThat(broken(life(1, i -> 100 + 30 * i, i -> 90 * i), life(2, i -> 400, i -> 40)))
        .isEmpty();
    assertThat(broken(List.of(), life(2, i -> i < 10 ? 20 * i : 200, i -> 40))).isEmpty();
  }

  @Test
  void noAnswerInAMinuteIsNoFigure() {
    assertThat(broken(List.of(), life(2, i -> 100, i -> i % 3 == 0 ? Double.NaN : 40))).isEmpty();
  }
}
