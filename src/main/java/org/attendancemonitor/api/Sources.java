package org.attendancemonitor.api;

import java.util.Optional;
import java.util.stream.Stream;
import org.attendancemonitor.feed.FeedSettings;

/**
 * The sources whose ids somebody can mean: one that sends for a feed means those of its own.
 *
 * @param feeds say for which feed a sign-in sends
 */
record Sources(FeedSettings feeds) {

  /** The names of the sources a user's ids may come from; {@code user} may be null. */
  Stream<String> of(String user) {
    Optional<String> own = Optional.ofNullable(user).flatMap(feeds::feedOf);
    return own.isPresent()
        ? Stream.of(feeds.feed(own.get()).source())
        : feeds.feeds().values().stream().map(FeedSettings.Feed::source).distinct();
  }
}
