package org.attendancemonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.RejectReason;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages made to do harm are refused, or read, in a short time and little memory. */
class BombsTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final FeedReader READER = new FeedReader(ShippedFeeds.settings());

  static Stream<Named<String>> refused() {
    return named(Bombs.json());
  }

  static Stream<Named<String>> costly() {
    return named(Bombs.costly());
  }

  private static Stream<Named<String>> named(Map<String, String> bombs) {
    return bombs.entrySet().stream().map(bomb -> Named.of(bomb.getKey(), bomb.getValue()));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void is_refused_with_its_reason_as_one(String bomb) {
    Message message = assertTimeoutPreemptively(SOON, () -> READER.read(bomb, "default"));
    assertThat(message.entries()).hasSize(1);
    assertThat(message.entries().get(0).reading())
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected ->
                assertThat(rejected.reason())
                    .isIn(RejectReason.TOO_LARGE, RejectReason.UNPARSABLE));
  }

  @ParameterizedTest
  @MethodSource("costly")
  void takes_no_long_time(String bomb) {
    Message message = assertTimeoutPreemptively(SOON, () -> READER.read(bomb, "default"));
    assertThat(message.entries())
        .isNotEmpty()
        .allSatisfy(
            entry ->
                assertThat(entry.reading() instanceof Rejected no ? no.reason() : null)
                    .as("a fault of ours")
                    .isNotEqualTo(RejectReason.FAILED));
  }
}
