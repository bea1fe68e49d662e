package org.attendancemonitor.feed;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * For which feeds a sign-in may send over the queue: those that name it in {@code signIns} or
 * {@code queueSignIns}; where none does, only for {@code default}.
 *
 * @param feeds that name sign-ins
 */
public record QueueSenders(FeedSettings feeds) {
  /** The queue of all feeds; a feed's own one has its name behind it. */
  public static final String COMMON = "attendance.events";

  /** The queue of one feed alone. */
  public static String queue(String feed) {
    return COMMON + "." + feed;
  }

  /** Feeds a sign-in may send for; never empty. */
  public Set<String> feedsOf(String user) {
    Set<String> found = new TreeSet<>();
    feeds
        .feeds()
        .forEach(
            (name, feed) -> {
              if (feed.signIns().contains(user)
                  || feed.queueSignIns().orElse(java.util.List.of()).contains(user)) {
                found.add(name);
              }
            });
    return found.isEmpty() ? Set.of(FeedSettings.DEFAULT) : found;
  }

  /**
   * The feed a name means: {@code default} for none, and for one that is not in {@code feeds.yaml}.
   */
  public String named(String name) {
    return name != null && feeds.feeds().containsKey(name) ? name : FeedSettings.DEFAULT;
  }

  /**
   * Why a message may not be what it says it is.
   *
   * @param user the sign-in it was sent with
   * @param feed that it names, as {@link #named} has it
   * @return empty where it may
   */
  public Optional<String> objection(String user, String feed) {
    Set<String> allowed = feedsOf(user);
    return allowed.contains(feed)
        ? Optional.empty()
        : Optional.of(
            "This sign-in may not send for the feed "
                + feed
                + ", only for "
                + String.join(", ", allowed)
                + ": name that in the property feed.");
  }
}
