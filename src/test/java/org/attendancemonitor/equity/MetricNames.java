package org.attendancemonitor.equity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every metric that can be asked for, with its labels; {@code ScrapeTest} compares the scrape. */
public final class MetricNames {
  private MetricNames() {}

  /** Labels by metric, those among them that a scrape adds. */
  public static Map<String, Set<String>> all() {
    Release empty =
        new Release(Instant.EPOCH, LocalDate.EPOCH, false, "", List.of(), Map.of(), List.of());
    Map<String, Set<String>> labels = new TreeMap<>();
    Stream.concat(
            ReleasedFamilies.of(empty).families().stream(),
            LiveFamilies.of(LiveFigures.NONE, Map.of()).stream())
        .forEach(family -> labels.put(family.name(), new TreeSet<>(family.labels())));
    labels.put("attendance_feed_events_total", new TreeSet<>(Set.of("feed", "result", "mode")));
    labels.put("attendance_intake_paused", new TreeSet<>());
    labels.put("attendance_intake_busy_seconds", new TreeSet<>());
    labels.put("attendance_queue_connected", new TreeSet<>(Set.of("queue")));
    labels.put("attendance_broker_full", new TreeSet<>());
    labels.put("attendance_transaction_failures_total", new TreeSet<>(Set.of("kind")));
    labels.put("attendance_event_seconds", new TreeSet<>(Set.of("feed")));
    labels.put("up", new TreeSet<>());
    labels.values().forEach(names -> names.addAll(Set.of("job", "instance")));
    return labels;
  }
}
