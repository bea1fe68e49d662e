package org.attendancemonitor.equity;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;

/**
 * The live figures as gauge families. Every combination that can occur is there from the start, at
 * zero, so that a missing series always means a fault.
 */
final class LiveFamilies {
  private static final List<String> DOUBLES = List.of("patient", "appointment", "referral");

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
        queueOldest(live),
        possibleDoubles(live));
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

  private static Family queueOldest(LiveFigures live) {
    Family family =
        new Family(
            "attendance_queue_oldest_seconds",
            "How long the oldest event that waits has waited; 0 where none waits.");
    family.set(live.queueOldest().toMillis() / 1000.0);
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
