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
 * @param assessmentsFailed people whose rules could not be applied; they are tried again
 */
public record LiveFigures(
    List<Tasks> tasks,
    Map<String, Long> outcomesMissing,
    List<Feed> feeds,
    Map<String, Long> deadLetters,
    Duration queueOldest,
    Map<String, Long> possibleDoubles,
    long assessmentsFailed) {

  /** Nothing has happened yet. */
  public static final LiveFigures NONE =
      new LiveFigures(List.of(), Map.of(), List.of(), Map.of(), Duration.ZERO, Map.of(), 0);

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
   * @param troubles what of it could not be used
   * @param ways how it comes
   */
  public record Feed(
      String name,
      Instant lastEvent,
      Instant lastReceived,
      Duration expectedEvery,
      Troubles troubles,
      List<String> ways) {

    /** A feed all of whose messages could be used. */
    public Feed(String name, Instant lastEvent, Instant lastReceived, Duration expectedEvery) {
      this(name, lastEvent, lastReceived, expectedEvery, Troubles.NONE, List.of());
    }
  }

  /**
   * What of a feed could not be used.
   *
   * @param deadLetters that wait
   * @param oldestDeadLetter receipt of the oldest of them, or null
   * @param unmapped codes without a meaning, by what they would have told
   * @param compared when its newest list was compared with what is known, or null
   * @param comparison how many of its appointments, by kind; empty without a list
   */
  public record Troubles(
      long deadLetters,
      Instant oldestDeadLetter,
      Map<String, Codes> unmapped,
      Instant compared,
      Map<String, Long> comparison) {
    static final Troubles NONE = new Troubles(0, null, Map.of(), null, Map.of());

    public Troubles {
      unmapped = Map.copyOf(unmapped);
      comparison = Map.copyOf(comparison);
    }
  }

  /**
   * Codes without a meaning.
   *
   * @param codes how many different ones
   * @param seen how often they came
   */
  public record Codes(long codes, long seen) {
    /** Both together. */
    public Codes and(Codes other) {
      return new Codes(codes + other.codes, seen + other.seen);
    }
  }
}
