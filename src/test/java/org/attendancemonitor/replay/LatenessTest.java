package org.attendancemonitor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How a team keeps up, by hand. */
class LatenessTest {
  @Test
  void whatDoesNotFitIsLateAndIsWorkedOffBeforeWhatComesNext() {
    // Ten a week. 14 are due: four are late.
    Lateness first = Lateness.NONE.next(14, 10);
    assertThat(first).isEqualTo(new Lateness(14, 4, 4));
    // 8 are due, and four are left over: two of the eight are late.
    Lateness second = first.next(8, 10);
    assertThat(second).isEqualTo(new Lateness(8, 2, 2));
    // A quiet week works off the rest.
    Lateness third = second.next(1, 10);
    assertThat(third).isEqualTo(new Lateness(1, 0, 0));
    assertThat(first.and(second).and(third)).isEqualTo(new Lateness(23, 6, 0));
    assertThat(first.and(second).and(third).share()).isEqualTo(6 / 23.0);
  }

  @Test
  void whoNeverKeepsUpHasEveryContactLate() {
    // 30 left over and ten a week: what is due now waits for weeks.
    Lateness behind = Lateness.NONE.next(40, 10);
    assertThat(behind.left()).isEqualTo(30);
    assertThat(behind.next(5, 10)).isEqualTo(new Lateness(5, 5, 25));
    assertThat(Lateness.NONE.next(5, 0)).isEqualTo(new Lateness(5, 5, 5));
    assertThat(Lateness.NONE.next(0, 10).share()).isZero();
  }
}
