package org.attendancemonitor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.feed.Entry;
import org.attendancemonitor.feed.Message;
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

  private static List<Submission> of(String feed, int number) {
    return Collections.nCopies(
        number,
        Submission.of(
            new Message(null, false, List.of(new Entry("", "", null, null))),
            feed,
            Intake.Lane.LIVE,
            Instant.EPOCH));
  }

  private static List<String> feeds(List<Work> batch) {
    return batch.stream().map(work -> work.submission().feed()).toList();
  }

  @Test
  void aFeedThatFillsTheLaneKeepsNobodyElseOutAndGoesNoFaster() throws Exception {
    lanes.offer(of("noisy", 10));
    assertThatThrownBy(() -> lanes.offer(of("noisy", 1)))
        .isInstanceOf(IntakeUnavailableException.class);

    lanes.offer(of("quiet", 2));

    assertThat(feeds(lanes.take(4, Duration.ZERO)))
        .containsExactly("noisy", "quiet", "noisy", "quiet");
    assertThat(lanes.waiting(Intake.Lane.LIVE)).isEqualTo(8);
    assertThat(feeds(lanes.take(100, Duration.ZERO))).hasSize(8).containsOnly("noisy");
    assertThat(lanes.waiting(Intake.Lane.LIVE)).isZero();
  }

  @Test
  void howeverManyFeedsThereAreALaneIsBounded() throws Exception {
    int taken = 0;
    for (int feed = 0; feed < 1_000; feed++) {
      for (int each = 0; each < 20; each++) {
        try {
          lanes.offer(of("feed" + feed, 1));
          taken++;
        } catch (IntakeUnavailableException full) {
          break;
        }
      }
    }
    assertThat(taken).isEqualTo(lanes.waiting(Intake.Lane.LIVE)).isBetween(10, 40);
  }

  @Test
  void besideLiveEventsABatchOfHistoryIsAShortOne() throws Exception {
    Lanes large =
        new Lanes(
            Map.of(
                Intake.Lane.PEOPLE, 10,
                Intake.Lane.LIVE, 10,
                Intake.Lane.CLOCK, 10,
                Intake.Lane.HISTORY, 2_000));
    List<Submission> history =
        of("extract", 500).stream()
            .map(it -> Submission.of(it.message(), it.feed(), Intake.Lane.HISTORY, it.received()))
            .toList();
    large.offer(history);
    assertThat(large.take(500, Duration.ZERO)).hasSize(500);

    large.offer(of("live", 1));
    large.offer(history);
    assertThat(feeds(large.take(500, Duration.ZERO))).containsExactly("live");
    assertThat(large.take(500, Duration.ZERO)).hasSize(40);
  }
}
