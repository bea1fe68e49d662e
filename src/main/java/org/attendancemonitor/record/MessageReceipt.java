package org.attendancemonitor.record;

import java.time.Instant;
import java.util.SortedSet;

/**
 * By what a message is known again.
 *
 * @param feed it came by
 * @param names hashes of the ids it has, each of which is of this message only; at least one
 * @param content hash of what was sent
 * @param received when it came
 */
public record MessageReceipt(
    String feed, SortedSet<String> names, String content, Instant received) {

  /** What is known of a message. */
  public enum Standing {
    /** None of its ids was ever recorded. */
    NEW,
    /** It was recorded before. */
    SAME,
    /** Another message was recorded under one of its ids. */
    OTHER
  }
}
