package org.attendancemonitor.simulation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a benchmark found. Rates are messages a second, medians of the rounds.
 *
 * @param eventsPerSecond from the first send to the last commit, or as {@code offered} says
 * @param offered the rate at which they were sent; 0 where all that might wait was sent before any
 *     of it was taken, and the rate is that of the taking
 * @param waiting messages that might wait in the queue at the most, which holds the sender to the
 *     rate of the service; 0: any number
 * @param parse HAPI alone on two threads
 * @param store the bare record at its batch
 * @param p50 median of send to commit at half the rate, milliseconds
 * @param p99 99th percentile of it
 * @param batch mean number of messages in a transaction of the service at full load
 * @param heapBytes most heap in use, this process
 * @param sent messages of all rounds
 * @param committed messages of all rounds that the service committed and did not reject
 * @param cpu milliseconds of this process's processor time for 1,000 messages at full load
 * @param steps milliseconds spent in each step for 1,000 messages at full load, in order of steps
 */
public record BenchReport(
    double eventsPerSecond,
    double offered,
    int waiting,
    double parse,
    double store,
    double p50,
    double p99,
    double batch,
    long heapBytes,
    long sent,
    long committed,
    double cpu,
    Map<String, Double> steps) {

  /** The step of the queue's door, which runs on this many threads; all others run on one. */
  private static final String DOOR = "parse";

  private static final int DOOR_THREADS = 3;

  /** A sender that does not get ahead of the service by this much is what is measured. */
  private static final double SENDER_FASTER = 1.1;

  /** What is no step: the writer waits for the door. */
  static final String WAIT = "wait";

  public BenchReport {
    steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
  }

  /** The rate as a share of what the slower part could do alone. */
  public double ceilingRatio() {
    return eventsPerSecond / Math.min(parse, store);
  }

  /** The part alone that is the ceiling. */
  public String ceiling() {
    return parse < store ? "parse" : "store";
  }

  /**
   * What to make faster first: the sender, where nothing holds it back and it hardly sends more
   * than is committed; the door, where its threads take longer than the one writer; else the
   * writer's longest step.
   */
  public String limitingStep() {
    if (waiting == 0 && offered < SENDER_FASTER * eventsPerSecond) {
      return "sender";
    }
    double door = steps.getOrDefault(DOOR, 0.0) / DOOR_THREADS;
    double writer =
        steps.entrySet().stream()
            .filter(BenchReport::writes)
            .mapToDouble(Map.Entry::getValue)
            .sum();
    return door > writer
        ? DOOR
        : steps.entrySet().stream()
            .filter(BenchReport::writes)
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse("unknown");
  }

  private static boolean writes(Map.Entry<String, Double> step) {
    return !step.getKey().equals(DOOR) && !step.getKey().equals(WAIT);
  }

  /** At what rate. */
  static String sent(double offered) {
    return offered == 0 ? "sent before" : String.format(Locale.UK, "sent at %,.0f/s", offered);
  }

  /** For people. */
  public String text() {
    return String.format(
        Locale.UK,
        "%,.0f events/s from queue to commit (%s, %s waiting): %.2f of the ceiling%n"
            + "  ceiling: min(HAPI parse on two threads %,.0f/s, bare store %,.0f/s);"
            + " it is %s%n"
            + "  batch: %.0f messages in a transaction%n"
            + "  limiting step: %s%n"
            + "  ms for 1,000 messages:%s (parse on three threads, the others on one)%n"
            + "  at half that rate: p50 %.1f ms, p99 %.1f ms from send to commit%n"
            + "  processor time for 1,000 messages: %.0f ms%n"
            + "  heap: at most %d MB%n"
            + "  books: %,d messages sent, %,d committed",
        eventsPerSecond,
        sent(offered),
        waiting == 0 ? "any number" : String.format(Locale.UK, "at most %,d", waiting),
        ceilingRatio(),
        parse,
        store,
        ceiling(),
        batch,
        limitingStep(),
        steps.entrySet().stream()
            .map(step -> String.format(Locale.UK, " %s %.0f", step.getKey(), step.getValue()))
            .collect(Collectors.joining(",")),
        p50,
        p99,
        cpu,
        heapBytes >> 20,
        sent,
        committed);
  }

  /** For machines: one JSON object on one line. */
  public String json() {
    return String.format(
        Locale.ROOT,
        "{\"events_per_second\":%.0f,\"ceiling_ratio\":%.3f,\"p50_ms\":%.2f,\"p99_ms\":%.2f,"
            + "\"parse_per_second\":%.0f,\"store_per_second\":%.0f,\"batch\":%.1f,"
            + "\"limiting_step\":\"%s\",\"heap_mb\":%d,"
            + "\"cpu_ms_per_1000\":%.0f,\"sent\":%d,\"committed\":%d,\"waiting\":%d,\"sent_before\":%b}",
        eventsPerSecond,
        ceilingRatio(),
        p50,
        p99,
        parse,
        store,
        batch,
        limitingStep(),
        heapBytes >> 20,
        cpu,
        sent,
        committed,
        waiting,
        offered == 0);
  }
}
