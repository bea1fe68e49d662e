package org.attendancemonitor.simulation;

import java.util.Locale;

/**
 * What a benchmark found. Rates are messages a second, medians of the rounds.
 *
 * @param eventsPerSecond from the first send to the last commit
 * @param parse HAPI alone on two threads
 * @param store the bare record at its batch
 * @param p50 median of send to commit at half the rate, milliseconds
 * @param p99 99th percentile of it
 * @param batch mean number of messages in a transaction of the service at full load
 * @param heapBytes most heap in use, this process
 */
public record BenchReport(
    double eventsPerSecond,
    double parse,
    double store,
    double p50,
    double p99,
    double batch,
    long heapBytes) {

  /** The rate as a share of what the slower part could do alone. */
  public double ceilingRatio() {
    return eventsPerSecond / Math.min(parse, store);
  }

  /** The part that would be the limit if nothing else cost anything. */
  public String limitingStep() {
    return parse < store ? "parse" : "store";
  }

  /** For people. */
  public String text() {
    return String.format(
        Locale.UK,
        "%,.0f events/s from queue to commit: %.2f of the ceiling%n"
            + "  ceiling: min(HAPI parse on two threads %,.0f/s, bare store %,.0f/s);"
            + " limiting step: %s%n"
            + "  batch: %.0f messages in a transaction%n"
            + "  at half that rate: p50 %.1f ms, p99 %.1f ms from send to commit%n"
            + "  heap: at most %d MB",
        eventsPerSecond,
        ceilingRatio(),
        parse,
        store,
        limitingStep(),
        batch,
        p50,
        p99,
        heapBytes >> 20);
  }

  /** For machines: one JSON object on one line. */
  public String json() {
    return String.format(
        Locale.ROOT,
        "{\"events_per_second\":%.0f,\"ceiling_ratio\":%.3f,\"p50_ms\":%.2f,\"p99_ms\":%.2f,"
            + "\"parse_per_second\":%.0f,\"store_per_second\":%.0f,\"batch\":%.1f,"
            + "\"limiting_step\":\"%s\",\"heap_mb\":%d}",
        eventsPerSecond,
        ceilingRatio(),
        p50,
        p99,
        parse,
        store,
        batch,
        limitingStep(),
        heapBytes >> 20);
  }
}
