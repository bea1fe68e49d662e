package org.attendancemonitor.equity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The state of the work and of the feeds at one moment; nothing in it tells of a person or a group.
 * What is missing from a list or map is published as none.
 *
 * @param tasks support tasks by service, kind, status and whether overdue
 * @param outcomesMissing past appointments without an outcome, by service
 * @param feeds when each feed last spoke
 * @param deadLetters by reason, the word of {@code RejectReason}
 * @param queueOldest age of the oldest event that waits; zero where none does
 * @param possibleDoubles records that may be one and the same, by kind ({@code patient}, {@code
 *     appointment}, {@code referral})
 */
public record LiveFigures(
    List<Tasks> tasks,
    Map<String, Long> outcomesMissing,
    List<Feed> feeds,
    Map<String, Long> deadLetters,
    Duration queueOldest,
    Map<String, Long> possibleDoubles) {

  /** Nothing has happened yet. */
  public static final LiveFigures NONE =
      new LiveFigures(List.of(), Map.of(), List.of(), Map.of(), Duration.ZERO, Map.of());

  public LiveFigures {
    tasks = List.copyOf(tasks);
    outcomesMissing = Map.copyOf(outcomesMissing);
    feeds = List.copyOf(feeds);
    deadLetters = Map.copyOf(deadLetters);
    possibleDoubles = Map.copyOf(possibleDoubles);
  }

  /**
   * So many support tasks.
   *
   * @param service key in {@code services.yaml}, or {@code unmapped}
   * @param kind code of the kind
   * @param status FHIR code of the status
   * @param overdue open, and a step is past its due
   * @param count how many
   */
  public record Tasks(String service, String kind, String status, boolean overdue, long count) {}

  /**
   * When a feed last spoke.
   *
   * @param name as in {@code feeds.yaml}
   * @param lastEvent the newest time a sender put on an event, or null
   * @param lastReceived when the last event came, or null
   * @param expectedEvery how long it is silent at most while all is well, or null where nobody says
   */
  public record Feed(
      String name, Instant lastEvent, Instant lastReceived, Duration expectedEvery) {}
}
