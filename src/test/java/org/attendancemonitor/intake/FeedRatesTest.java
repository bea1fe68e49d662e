package org.attendancemonitor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.feed.FeedRate;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.GroupStatus;
import org.attendancemonitor.feed.SourceTime;
import org.junit.jupiter.api.Test;

class FeedRatesTest {
  private static final String SLOW = "slow";

  private long now;
  private final FeedRates rates =
      new FeedRates(
          new FeedSettings(
              Map.of(
                  "default",
                  feed(Optional.empty()),
                  SLOW,
                  feed(Optional.of(new FeedRate(10, Optional.of(20))))),
              new FeedSettings.Meanings(Map.of(), Map.of(), Set.of(), Set.of(), Optional.empty()),
              new FeedSettings.Limits(100_000, 64)),
          () -> now);

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
    now += time.toNanos();
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
}
