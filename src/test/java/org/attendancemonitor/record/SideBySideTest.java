package org.attendancemonitor.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many hands, one result. */
class SideBySideTest {
  private static final List<Integer> MANY = IntStream.range(0, 1_000).boxed().toList();

  @Test
  void theResultsStandInTheOrderOfTheItems() {
    try (SideBySide two = new SideBySide(2);
        SideBySide alone = SideBySide.alone()) {
      assertThat(two.each(MANY, item -> item * 3)).isEqualTo(alone.each(MANY, item -> item * 3));
      assertThat(two.each(List.<Integer>of(), item -> item)).isEmpty();
      assertThat(two.each(List.of(7), item -> item + 1)).containsExactly(8);
    }
  }

  @Test
  void aSecondProcessorTakesItsPart() throws Exception {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    CountDownLatch both = new CountDownLatch(2);
    try (SideBySide two = new SideBySide(2)) {
      two.each(
          MANY,
          item -> {
            if (threads.add(Thread.currentThread())) {
              both.countDown();
              await(both);
            }
            return item;
          });
    }
    assertThat(threads).hasSize(2).contains(Thread.currentThread());
  }

  @Test
  void whatGoesWrongForOneIsThrownToWhoAskedAndTheNextIsServedAsBefore() {
    try (SideBySide two = new SideBySide(2)) {
      for (int wrong : new int[] {0, 500, 999}) {
        assertThatThrownBy(() -> two.each(MANY, item -> failing(item, wrong)))
            .isInstanceOf(StackOverflowError.class);
      }
      assertThat(two.each(MANY, item -> item)).isEqualTo(MANY);
    }
  }

  /** At the end of the service the last batch is finished by the thread that has it. */
  @Test
  void whoAsksAfterTheEndDoesItAll() {
    SideBySide two = new SideBySide(2);
    two.close();
    AtomicInteger here = new AtomicInteger();
    Thread caller = Thread.currentThread();
    two.each(MANY, item -> Thread.currentThread() == caller ? here.incrementAndGet() : 0);
    assertThat(here).hasValue(MANY.size());
  }

  @Test
  void anInterruptWaitsUntilTheWorkIsDone() {
    try (SideBySide two = new SideBySide(2)) {
      Thread.currentThread().interrupt();
      assertThat(two.each(MANY, item -> item)).isEqualTo(MANY);
      assertThat(Thread.interrupted()).as("kept for whoever sleeps next").isTrue();
    }
  }

  private static int failing(int item, int wrong) {
    if (item == wrong) {
      throw new StackOverflowError();
    }
    return item;
  }

  private static void await(CountDownLatch both) {
    try {
      assertThat(both.await(30, TimeUnit.SECONDS)).as("another thread came").isTrue();
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }
}
