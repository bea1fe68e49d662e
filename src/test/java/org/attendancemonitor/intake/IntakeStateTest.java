package org.attendancemonitor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IntakeStateTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicLong ticks = new AtomicLong();
  private final IntakeState state = new IntakeState(registry, ticks::get);

  private void pass(Duration time) {
    ticks.addAndGet(time.toNanos());
  }

  /** Nothing stops a rule that does not come to its end; it is said where it is. */
  @Test
  void aRuleThatDoesNotComeToItsEndIsToldWithItsPlace() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread intake =
        new Thread(
            () -> {
              state.begun();
              begun.countDown();
              endlessRule(end);
              state.ended();
              state.committed();
            });
    intake.start();
    begun.await();

    pass(Duration.ofSeconds(29));
    assertThat(state.trouble()).isEmpty();
    pass(Duration.ofSeconds(6));
    assertThat(state.trouble())
        .hasValueSatisfying(
            why -> assertThat(why).contains("has taken 35 s", "IntakeStateTest.endlessRule"));
    assertThat(registry.get("attendance.intake.busy").gauge().value()).isEqualTo(35);

    end.countDown();
    intake.join();
    assertThat(state.trouble()).isEmpty();
    assertThat(registry.get("attendance.intake.busy").gauge().value()).isZero();
  }

  private static void endlessRule(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whereNobodySendsNoNewsIsGoodNewsAfterAWhile() {
    state.failed("its disk is full");
    pass(Duration.ofMinutes(5));
    assertThat(state.trouble())
        .hasValueSatisfying(why -> assertThat(why).contains("its disk is full", "for 300 s"));
    state.reopened();
    pass(Duration.ofSeconds(14));
    assertThat(state.trouble()).isPresent();
    pass(Duration.ofSeconds(2));
    assertThat(state.trouble()).isEmpty();
  }
}
