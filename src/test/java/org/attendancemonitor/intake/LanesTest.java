package org.attendancemonitor.intake;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final Lanes lanes =
      new Lanes(
          Map.of(
              Intake.Lane.PEOPLE, 10,
              Intake.Lane.LIVE, 10,
              Intake.Lane.CLOCK, 10,
              Intake.Lane.HISTORY, 10));

  /** Whoever is let in after the lanes were emptied would wait for an answer for ever. */
  @Test
  void nothingIsTakenOnceTheLanesAreShutHoweverTheTwoMeet() {
    Set<Long> shutsWhenLookedAt =
        new AbstractSet<>() {
          @Override
          public int size() {
            lanes.close();
            lanes.refuseAll(new IntakeUnavailableException("stopping", Duration.ofSeconds(1)));
            return 1;
          }

          @Override
          public Iterator<Long> iterator() {
            return List.of(1L).iterator();
          }
        };

    assertThatThrownBy(
            () -> lanes.offer(List.of(Submission.lookAgain(shutsWhenLookedAt, Instant.EPOCH))))
        .isInstanceOf(IntakeUnavailableException.class);
  }
}
