package org.attendancemonitor.worklist;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How the feeds are. */
public interface FeedBoard {

  /**
   * One feed.
   *
   * @param name in {@code feeds.yaml}
   * @param event time of the newest event, or null
   * @param received when something arrived last, or null
   * @param expectedEvery how often something is expected, or null
   */
  record Feed(String name, Instant event, Instant received, Duration expectedEvery) {}

  /** Every feed that is configured. */
  List<Feed> feeds();

  /** Dead letters by reason. */
  Map<String, Long> deadLetters();
}
