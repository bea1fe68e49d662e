package org.attendancemonitor.intake;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which queues can be taken from, and which cannot, why and since when. Safe for use by many
 * threads.
 */
public final class QueueLinks {
  /** A broker whose backup takes over is away for some seconds, and nobody has to be told. */
  private static final Duration TOLD_AFTER = Duration.ofSeconds(10);

  private final MeterRegistry registry;
  private final Set<String> queues = ConcurrentHashMap.newKeySet();
  private final Map<String, Lost> lost = new ConcurrentHashMap<>();

  private record Lost(String why, long since) {}

  /**
   * @param registry of the process
   */
  public QueueLinks(MeterRegistry registry) {
    this.registry = registry;
  }

  /** This queue is to be taken from. */
  void wanted(String queue) {
    if (queues.add(queue)) {
      lost.put(queue, new Lost("not connected yet", System.nanoTime()));
      Gauge.builder("attendance.queue.connected", lost, it -> it.containsKey(queue) ? 0 : 1)
          .description("1 while the queue can be taken from, 0 while its broker is away")
          .tag("queue", queue)
          .register(registry);
    }
  }

  void connected(String queue) {
    lost.remove(queue);
  }

  void lost(String queue, String why) {
    lost.compute(
        queue,
        (name, before) -> new Lost(why, before == null ? System.nanoTime() : before.since()));
  }

  /** It is no longer to be taken from: the service stops. */
  void unwanted(String queue) {
    lost.remove(queue);
  }

  /** One sentence for an operator; empty while every queue can be taken from. */
  public Optional<String> trouble() {
    return lost.entrySet().stream()
        .filter(it -> age(it.getValue()).compareTo(TOLD_AFTER) > 0)
        .min(Map.Entry.comparingByKey())
        .map(
            it ->
                "the queue %s cannot be taken from: %s; tried again by itself, for %d s now"
                    .formatted(it.getKey(), it.getValue().why(), age(it.getValue()).toSeconds()));
  }

  private static Duration age(Lost lost) {
    return Duration.ofNanos(System.nanoTime() - lost.since());
  }
}
