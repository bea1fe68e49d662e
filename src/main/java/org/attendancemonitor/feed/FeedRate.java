package org.attendancemonitor.feed;

import java.util.Optional;

/**
 * How fast a feed may send. What counts is the entries of messages: a Bundle counts for each of its
 * resources.
 *
 * @param perSecond in the long run
 * @param burst at once after a silence; absent: five seconds' worth
 */
public record FeedRate(int perSecond, Optional<Integer> burst) {
  private static final int SECONDS = 5;
  private static final int MOST = 1_000_000;

  public FeedRate {
    within("perSecond", perSecond);
    burst.ifPresent(entries -> within("burst", entries));
  }

  private static void within(String key, int value) {
    if (value < 1 || value > MOST) {
      throw new IllegalArgumentException(
          key + ": expected a whole number from 1 to " + MOST + ", found " + value);
    }
  }

  /** Entries that may come at once. */
  public int atOnce() {
    return burst.orElse(Math.min(MOST, perSecond * SECONDS));
  }
}
