package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What takes long is asked for the less often. */
class SeldomTest {
  private long nanos = Long.MAX_VALUE - 1_000;
  private long takes;
  private int asked;
  private boolean fails;
  private final Seldom<Integer> seldom =
      new Seldom<>(
          () -> {
            nanos += takes;
            if (fails) {
              throw new IllegalStateException("away");
            }
            return ++asked;
          },
          () -> nanos);

  @Test
  void whatIsQuickIsAlwaysFresh() {
    takes = 10;
    assertThat(seldom.get()).isEqualTo(1);
    nanos += 200;
    assertThat(seldom.get()).isEqualTo(2);
  }

  @Test
  void whatTakesLongIsAskedAgainAfterTwentyTimesAsLong() {
    takes = 1_000_000;
    assertThat(seldom.get()).isEqualTo(1);
    nanos += 19_999_999;
    assertThat(seldom.get()).isEqualTo(1);
    nanos += 1;
    assertThat(seldom.get()).isEqualTo(2);
  }

  @Test
  void whatFailsIsAskedAgainAtOnce() {
    fails = true;
    assertThatThrownBy(seldom::get).hasMessage("away");
    fails = false;
    assertThat(seldom.get()).isEqualTo(1);
  }
}
