package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingListTest {
  private static final LocalDate START = LocalDate.of(2026, 1, 1);

  private static Listed listed(int referred, Integer removed) {
    return new Listed(
        START.plusDays(referred), Optional.ofNullable(removed).map(day -> START.plusDays(day)));
  }

  @Test
  void onlyThoseReferredByTheLastDayWaitOnIt() {
    WaitingList list =
        WaitingList.between(
            List.of(
                listed(-20, null), listed(0, 5), listed(2, 15), listed(7, null), listed(12, null)),
            START,
            START.plusDays(10));
    assertThat(list.size()).isEqualTo(3);
    assertThat(list.meanWait().orElseThrow()).isCloseTo((30 + 8 + 3) / 3.0 / 7, within(1e-12));
    assertThat(list.sizeByDay()).containsExactly(2, 2, 3, 3, 3, 2, 2, 3, 3, 3, 3);
  }

  @Test
  void capacityIsNotCountedWhileNobodyWaits() {
    WaitingList list =
        WaitingList.between(
            List.of(listed(0, 2), listed(1, 4), listed(9, 11), listed(10, 14)),
            START,
            START.plusDays(20));
    // Intervals 2, 2, then 3 from the last empty day (8), and 3.
    assertThat(list.capacity().orElseThrow().weekly()).isCloseTo(7 / 2.5, within(1e-12));
    // Referrals at 0, 1, 9 and 10: intervals 0, 1, 8, 1 and 10 to the end.
    assertThat(list.demand().orElseThrow().weekly()).isCloseTo(7 / 4.0, within(1e-12));
    assertThat(list.meanWait()).isEmpty();
    assertThat(list.pressure(18)).isEmpty();
  }

  @Test
  void aListThatIsTooBigNeedsReliefAndOneThatIsNotCapacityToHoldIt() {
    List<Listed> many =
        IntStream.range(0, 100).mapToObj(i -> listed(i, i % 5 == 0 ? i : null)).toList();
    WaitingList list = WaitingList.between(many, START, START.plusDays(99));
    assertThat(list.size()).isEqualTo(80);
    assertThat(list.targetCapacity(4)).isEmpty();
    double demand = list.demand().orElseThrow().weekly();
    assertThat(list.reliefCapacity(4).orElseThrow())
        .isCloseTo(demand + (80 - demand) / 26, within(1e-9));
    assertThat(list.reliefCapacity(52)).isEmpty();
    assertThat(list.targetCapacity(52)).isPresent();
  }

  @Test
  void whereNothingHappensThereIsNothingToTell() {
    WaitingList day = WaitingList.between(List.of(listed(0, null)), START, START);
    assertThat(day.demand()).isEmpty();
    assertThat(day.capacity()).isEmpty();
    assertThat(day.queue(18)).isEmpty();
    assertThat(day.targetCapacity(18)).isEmpty();
    WaitingList empty = WaitingList.between(List.of(), START, START.plusDays(3));
    assertThat(empty.size()).isZero();
    assertThat(empty.demand().orElseThrow().variation()).isEmpty();
    assertThat(empty.sizeByDay()).containsExactly(0, 0, 0, 0);
  }

  @Test
  void nearlyAllKeepToATargetOfFourMeanWaits() {
    Queue queue = Queue.of(10, 18);
    assertThat(queue.targetMeanWait()).isEqualTo(4.5);
    assertThat(queue.targetSize()).isEqualTo(45);
    assertThat(queue.tooBig(90)).isFalse();
    assertThat(queue.tooBig(91)).isTrue();
    // At the list that a mean wait of 4.5 weeks makes, exp(-4) of them wait longer than 18.
    assertThat(queue.sizeFor(1 - Math.exp(-4), 18)).isCloseTo(45, within(1e-9));
    assertThat(queue.sizeFor(0.92, 18)).isCloseTo(10 * 18 / -Math.log(0.08), within(1e-9));
  }

  @Test
  void numbersThatCannotBeAreRefused() {
    assertThatThrownBy(() -> Queue.of(-1, 18)).hasMessageContaining("queue");
    assertThatThrownBy(() -> Queue.of(1, 0)).hasMessageContaining("queue");
    assertThatThrownBy(() -> Queue.of(1, 18).load(0)).hasMessageContaining("capacity");
    assertThatThrownBy(() -> Queue.of(1, 18).reliefCapacity(5, 0)).hasMessageContaining("time");
    assertThatThrownBy(() -> Queue.of(1, 18).sizeFor(1, 5)).hasMessageContaining("share");
    assertThatThrownBy(() -> listed(5, 4)).hasMessageContaining("removed");
    assertThatThrownBy(() -> WaitingList.between(List.of(), START, START.minusDays(1)))
        .hasMessageContaining("last");
  }
}
