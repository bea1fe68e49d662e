package org.attendancemonitor.equity;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;
import org.attendancemonitor.attendance.UnmappedCode;

/**
 * The live figures as gauge families. Every combination that can occur is there from the start, at
 * zero, so that a missing series always means a fault.
 */
final class LiveFamilies {
  private static final List<String> DOUBLES = List.of("patient", "appointment", "referral");

  private static final List<String> COMPARED =
      List.of("agreeing", "missing", "extra", "differing", "unreadable");

  private LiveFamilies() {}

  /**
   * @param services names by key
   */
  static List<Family> of(LiveFigures live, Map<String, String> services) {
    return List.of(
        serviceInfo(services),
        tasks(live, services.keySet()),
        outcomesMissing(live, services.keySet()),
        lastEvent(live),
        lastReceived(live),
        expectedInterval(live),
        deadLetters(live),
        feedWays(live),
        feedDeadLetters(live),
        oldestDeadLetter(live),
        unmappedCodes(live),
        unmappedSeen(live),
        reconciled(live),
        reconciliation(live),
        queueOldest(live),
        possibleDoubles(live),
        assessmentsFailed(live));
  }

  static List<MetricSnapshot> snapshots(LiveFigures live, Map<String, String> services) {
    return of(live, services).stream().map(Family::snapshot).toList();
  }

  /** What the services are called: to be joined to any series that bears a key. */
  static Family serviceInfo(Map<String, String> services) {
    Family family =
        new Family(
            "attendance_service_info",
            "Always 1: the name of the service behind the key, as services.yaml says.",
            "service",
            "name");
    services.forEach((key, name) -> family.set(1, key, name));
    return family;
  }

  private static Family tasks(LiveFigures live, Set<String> services) {
    Family family =
        new Family(
            "attendance_support_tasks",
            "Support tasks by what is asked, where they stand, and whether a step is past its due.",
            "service",
            "kind",
            "status",
            "overdue");
    for (String service : services) {
      for (TaskKind kind : TaskKind.values()) {
        for (TaskStatus status : TaskStatus.values()) {
          family.set(0, service, kind.code(), status.code(), "false");
          if (status.open()) {
            family.set(0, service, kind.code(), status.code(), "true");
          }
        }
      }
    }
    for (LiveFigures.Tasks tasks : live.tasks()) {
      family.set(
          tasks.count(),
          tasks.service(),
          tasks.kind(),
          tasks.status(),
          String.valueOf(tasks.overdue()));
    }
    return family;
  }

  private static Family outcomesMissing(LiveFigures live, Set<String> services) {
    Family family =
        new Family(
            "attendance_outcomes_missing",
            "Past appointments whose outcome nobody has recorded. They are asked for, never counted"
                + " as missed.",
            "service");
    services.forEach(service -> family.set(0, service));
    live.outcomesMissing().forEach((service, n) -> family.set(n, service));
    return family;
  }

  private static Family lastEvent(LiveFigures live) {
    Family family =
        new Family(
            "attendance_feed_last_event_timestamp_seconds",
            "The newest time a sender put on an event of this feed; 0 before the first.",
            "feed");
    live.feeds().forEach(feed -> family.set(seconds(feed.lastEvent()), feed.name()));
    return family;
  }

  private static Family lastReceived(LiveFigures live) {
    Family family =
        new Family(
            "attendance_feed_last_received_timestamp_seconds",
            "When the last event of this feed came; 0 before the first.",
            "feed");
    live.feeds().forEach(feed -> family.set(seconds(feed.lastReceived()), feed.name()));
    return family;
  }

  private static Family expectedInterval(LiveFigures live) {
    Family family =
        new Family(
            "attendance_feed_expected_interval_seconds",
            "How long this feed is silent at most while all is well, as feeds.yaml says; absent where"
                + " it does not.",
            "feed");
    live.feeds().stream()
        .filter(feed -> feed.expectedEvery() != null)
        .forEach(feed -> family.set(feed.expectedEvery().toMillis() / 1000.0, feed.name()));
    return family;
  }

  private static double seconds(Instant instant) {
    return instant == null ? 0 : instant.toEpochMilli() / 1000.0;
  }

  private static Family deadLetters(LiveFigures live) {
    Family family =
        new Family(
            "attendance_dead_letters",
            "Events that could not be used and wait to be looked at, by the class of fault.",
            "reason");
    for (RejectReason reason : RejectReason.values()) {
      family.set(0, reason.word);
    }
    live.deadLetters().forEach((reason, n) -> family.set(n, reason));
    return family;
  }

  private static Family feedWays(LiveFigures live) {
    Family family =
        new Family(
            "attendance_feed_way_info",
            "Always 1: a way by which this feed comes, as feeds.yaml says.",
            "feed",
            "way");
    live.feeds().forEach(feed -> feed.ways().forEach(way -> family.set(1, feed.name(), way)));
    return family;
  }

  private static Family feedDeadLetters(LiveFigures live) {
    Family family =
        new Family(
            "attendance_feed_dead_letters",
            "Messages of this feed that could not be used and wait to be looked at.",
            "feed");
    live.feeds().forEach(feed -> family.set(feed.troubles().deadLetters(), feed.name()));
    return family;
  }

  private static Family oldestDeadLetter(LiveFigures live) {
    Family family =
        new Family(
            "attendance_feed_oldest_dead_letter_timestamp_seconds",
            "Receipt of the oldest message of this feed that waits to be looked at; 0 where none does.",
            "feed");
    live.feeds()
        .forEach(feed -> family.set(seconds(feed.troubles().oldestDeadLetter()), feed.name()));
    return family;
  }

  private static Family unmappedCodes(LiveFigures live) {
    Family family =
        new Family(
            "attendance_feed_unmapped_codes",
            "Different codes of this feed that have no meaning here, by what they would have told.",
            "feed",
            "kind");
    unmapped(live, (name, use, codes) -> family.set(codes.codes(), name, use));
    return family;
  }

  private static Family unmappedSeen(LiveFigures live) {
    Family family =
        new Family(
            "attendance_feed_unmapped_seen",
            "How often codes of this feed came that have no meaning here, by what they would have"
                + " told; restarts included, those that were mapped since left out.",
            "feed",
            "kind");
    unmapped(live, (name, use, codes) -> family.set(codes.seen(), name, use));
    return family;
  }

  @FunctionalInterface
  private interface UnmappedSink {
    void put(String feed, String use, LiveFigures.Codes codes);
  }

  private static void unmapped(LiveFigures live, UnmappedSink sink) {
    for (LiveFigures.Feed feed : live.feeds()) {
      for (UnmappedCode.Use use : UnmappedCode.Use.values()) {
        LiveFigures.Codes none = new LiveFigures.Codes(0, 0);
        sink.put(
            feed.name(), use.word(), feed.troubles().unmapped().getOrDefault(use.word(), none));
      }
    }
  }

  private static Family reconciled(LiveFigures live) {
    Family family =
        new Family(
            "attendance_feed_reconciled_timestamp_seconds",
            "When the newest list of this feed's appointments was compared with what is known; 0"
                + " before the first.",
            "feed");
    live.feeds().forEach(feed -> family.set(seconds(feed.troubles().compared()), feed.name()));
    return family;
  }

  private static Family reconciliation(LiveFigures live) {
    Family family =
        new Family(
            "attendance_feed_reconciliation",
            "Appointments of the newest list of this feed: agreeing, missing here, extra here,"
                + " differing in time or outcome, unreadable.",
            "feed",
            "kind");
    for (LiveFigures.Feed feed : live.feeds()) {
      COMPARED.forEach(kind -> family.set(0, feed.name(), kind));
      feed.troubles().comparison().forEach((kind, n) -> family.set(n, feed.name(), kind));
    }
    return family;
  }

  private static Family queueOldest(LiveFigures live) {
    Family family =
        new Family(
            "attendance_queue_oldest_seconds",
            "How long the oldest event that waits has waited; 0 where none waits.");
    family.set(live.queueOldest().toMillis() / 1000.0);
    return family;
  }

  private static Family assessmentsFailed(LiveFigures live) {
    Family family =
        new Family(
            "attendance_assessments_failed",
            "People whose rules could not be applied; their facts are kept, and it is tried again.");
    family.set(live.assessmentsFailed());
    return family;
  }

  private static Family possibleDoubles(LiveFigures live) {
    Family family =
        new Family(
            "attendance_possible_doubles",
            "Records of two sources that may be one and the same, and were not joined.",
            "kind");
    DOUBLES.forEach(kind -> family.set(0, kind));
    live.possibleDoubles().forEach((kind, n) -> family.set(n, kind));
    return family;
  }
}
