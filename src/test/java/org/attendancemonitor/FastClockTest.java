package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FastClockTest {
  private static final Instant FROM = Instant.parse("2026-11-26T10:00:00Z");

  @Test
  void anHourOfTheMachineIsAHundredHoursAndStartsDoNotTurnItBack() {
    SetClock machine = new SetClock(FROM);
    assertThat(new FastClock(machine, FROM, 100).instant()).isEqualTo(FROM);

    machine.set(FROM.plusSeconds(3_600));

    assertThat(new FastClock(machine, FROM, 100).instant())
        .isEqualTo(FROM.plusSeconds(360_000))
        .isEqualTo(Instant.parse("2026-11-30T14:00:00Z"));
  }

  @Test
  void noClockOfASiteRunsFast() {
    assertThat(FastClock.ofTrial()).isEmpty();
    assertThatThrownBy(() -> new FastClock(new SetClock(FROM), FROM, 0.5))
        .hasMessageContaining("expected 1 to");
  }
}
