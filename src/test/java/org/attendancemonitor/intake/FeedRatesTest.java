package org.attendancemonitor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.attendancemonitor.feed.FeedRate;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.GroupStatus;
import org.attendancemonitor.feed.SourceTime;
import org.junit.jupiter.api.Test;

class FeedRatesTest {
  private static final String SLOW = "slow";

  private volatile long now;
  private final FeedSettings feeds =
      new FeedSettings(
          Map.of(
              "default",
              feed(Optional.empty()),
              SLOW,
              feed(Optional.of(new FeedRate(10, Optional.of(20))))),
          new FeedSettings.Meanings(Map.of(), Map.of(), Set.of(), Set.of(), Optional.empty()),
          new FeedSettings.Limits(100_000, 64));
  private final FeedRates rates = new FeedRates(feeds, () -> now);

  private static FeedSettings.Feed feed(Optional<FeedRate> rate) {
    return new FeedSettings.Feed(
        "epr",
        List.of(),
        SourceTime.USE,
        GroupStatus.UNKNOWN,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        rate,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private int admitted(int tries) {
    int in = 0;
    for (int i = 0; i < tries; i++) {
      in += rates.admit(SLOW).isZero() ? 1 : 0;
    }
    return in;
  }

  private void pass(Duration time) {
    now = now + time.toNanos();
  }

  @Test
  void a_burst_comes_in_at_once_and_then_only_what_the_rate_allows() {
    assertThat(admitted(100)).isEqualTo(20);
    pass(Duration.ofSeconds(1));
    assertThat(admitted(100)).isEqualTo(10);
    pass(Duration.ofHours(1));
    assertThat(admitted(100)).isEqualTo(20);
  }

  @Test
  void who_is_told_to_wait_comes_in_after_that_time_and_not_before() {
    admitted(20);
    Duration wait = rates.admit(SLOW);
    assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofMillis(100));
    pass(wait.minusMillis(1));
    assertThat(rates.admit(SLOW)).isPositive();
    pass(Duration.ofMillis(1));
    assertThat(rates.admit(SLOW)).isZero();
  }

  @Test
  void a_large_bundle_is_taken_whole_and_those_after_it_wait_until_it_is_worked_off() {
    assertThat(rates.admit(SLOW)).isZero();
    rates.charge(SLOW, 119);
    assertThat(rates.room(SLOW)).isZero();
    assertThat(rates.admit(SLOW)).isEqualTo(Duration.ofMillis(10_100));
    pass(Duration.ofMillis(10_100));
    assertThat(rates.room(SLOW)).isEqualTo(1);
  }

  @Test
  void a_feed_without_a_limit_never_waits() {
    rates.charge("default", 1_000_000);
    assertThat(rates.room("default")).isEqualTo(Integer.MAX_VALUE);
    assertThat(rates.admit("default")).isZero();
    assertThat(rates.room(null)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void over_mllp_nothing_is_read_before_its_turn() throws Exception {
    AtomicInteger read = new AtomicInteger();
    Intake intake =
        submission -> {
          read.incrementAndGet();
          return CompletableFuture.completedFuture(new Verdict(List.of()));
        };
    MllpDoor door =
        new MllpDoor(
            new FeedReader(feeds),
            feeds,
            new Submitting(intake, Duration.ofSeconds(5)),
            rates,
            Duration.ofSeconds(5),
            Clock.systemUTC());
    byte[] message =
        "MSH|^~\\&|A|B|C|D|20261111091500||SIU^S12|M1|P|2.4\r".getBytes(StandardCharsets.UTF_8);
    admitted(20);

    CompletableFuture<byte[]> answer =
        CompletableFuture.supplyAsync(() -> door.answer(message, SLOW));
    assertThatThrownBy(() -> answer.get(500, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    assertThat(read).hasValue(0);

    pass(Duration.ofSeconds(1));
    assertThat(answer.get(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(read).hasValue(1);
  }
}
