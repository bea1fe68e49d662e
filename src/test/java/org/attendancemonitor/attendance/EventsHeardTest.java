package org.attendancemonitor.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.attendancemonitor.attendance.EventsHeard.Kind;
import org.attendancemonitor.attendance.EventsHeard.Missing;
import org.attendancemonitor.attendance.EventsHeard.Told;
import org.junit.jupiter.api.Test;

/** No number of a subscription is passed over unseen. */
class EventsHeardTest {
  private static final Instant AT = Instant.parse("2026-10-06T09:00:00Z");
  private static final Instant LATER = AT.plusSeconds(60);

  private static Told events(long total, Long... numbers) {
    return new Told(Kind.EVENTS, total, List.of(numbers));
  }

  private static Told heartbeat(long total) {
    return new Told(Kind.HEARTBEAT, total, List.of());
  }

  private static EventsHeard after(long last) {
    return new EventsHeard(last, AT, null);
  }

  @Test
  void aHandshakeSaysWhereNumbersBegin() {
    EventsHeard first = EventsHeard.first(new Told(Kind.HANDSHAKE, 7, List.of()), AT);

    assertThat(first).isEqualTo(after(7));
    assertThat(first.after(events(8, 8L), LATER).missing()).isNull();
  }

  @Test
  void withoutAHandshakeWhatWasBeforeIsMissingFromTheDayBefore() {
    assertThat(EventsHeard.first(events(3, 3L), AT).missing())
        .isEqualTo(new Missing(1, 2, AT.minus(Duration.ofDays(1)), AT));
    assertThat(EventsHeard.first(events(1, 1L), AT).missing()).isNull();
  }

  @Test
  void aHoleWithinANotificationAndAnEventWithoutContentAreMissingToo() {
    assertThat(after(2).after(events(6, 3L, 6L), LATER).missing())
        .isEqualTo(new Missing(4, 5, AT, LATER));
    assertThat(after(2).after(events(4, 3L), LATER).missing())
        .isEqualTo(new Missing(4, 4, AT, LATER));
    assertThat(after(2).after(heartbeat(4), LATER).missing())
        .isEqualTo(new Missing(3, 4, AT, LATER));
  }

  @Test
  void aRepeatChangesNothingButTheMomentItWasHeard() {
    assertThat(after(4).after(events(3, 2L, 3L), LATER)).isEqualTo(new EventsHeard(4, LATER, null));
    assertThat(after(4).after(heartbeat(4), LATER)).isEqualTo(new EventsHeard(4, LATER, null));
  }

  @Test
  void whatIsMissingTwiceIsMissingFromTheFirstToTheLast() {
    EventsHeard heard =
        after(2).after(events(4, 4L), LATER).after(events(9, 9L), LATER.plusSeconds(60));

    assertThat(heard.missing()).isEqualTo(new Missing(3, 8, AT, LATER));
    assertThat(heard.isFilledBy(List.of(3L, 4L, 5L, 6L, 7L, 8L))).isTrue();
    assertThat(heard.isFilledBy(List.of(3L, 4L, 5L, 7L, 8L))).isFalse();
  }

  @Test
  void numbersThatBeginAnewDoNotTellWhatIsMissing() {
    EventsHeard heard = after(9).after(new Told(Kind.HANDSHAKE, 0, List.of()), LATER);

    assertThat(heard.last()).isZero();
    assertThat(heard.missing()).isEqualTo(new Missing(1, 0, AT, LATER));
    assertThat(heard.isFilledBy(List.of())).isFalse();
    assertThat(heard.after(events(2, 2L), LATER).missing()).isEqualTo(heard.missing());
  }

  @Test
  void whateverIsLostIsSeen() {
    Random random = new Random(7);
    for (int run = 0; run < 2_000; run++) {
      EventsHeard heard = EventsHeard.first(new Told(Kind.HANDSHAKE, 0, List.of()), AT);
      TreeSet<Long> lost = new TreeSet<>();
      long number = 0;
      for (int message = 0; message < 8; message++) {
        List<Long> carried = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          carried.add(++number);
        }
        if (random.nextInt(3) == 0) {
          lost.addAll(carried);
        } else {
          carried.removeIf(it -> random.nextInt(4) == 0 && lost.add(it));
          heard = heard.after(new Told(Kind.EVENTS, number, carried), LATER);
        }
      }
      heard = heard.after(heartbeat(number), LATER);
      if (lost.isEmpty()) {
        assertThat(heard.missing()).isNull();
      } else {
        assertThat(heard.missing().from()).isEqualTo(lost.first());
        assertThat(heard.missing().to()).isEqualTo(lost.last());
      }
      assertThat(heard.last()).isEqualTo(number);
    }
  }
}
