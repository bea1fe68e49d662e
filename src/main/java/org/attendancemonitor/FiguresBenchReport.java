package org.attendancemonitor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.attendancemonitor.simulation.LiveLatency.Latency;

/**
 * What the benchmark of the figures found. Seconds are of the clock on the wall unless they are
 * called processor seconds, which are those of the thread that works, a database in another process
 * left out.
 *
 * @param database that held the rows
 * @param rows of appointments
 * @param changed rows of appointments that one day changed
 * @param days days of a service that were stale after it
 * @param refreshSeconds to count them again
 * @param refreshProcessor processor seconds of it
 * @param releaseSeconds to make a weekly release, nothing else going on
 * @param releaseProcessor processor seconds of it
 * @param besideSeconds to make one beside live events
 * @param before latency of live events with no release in the making
 * @param during the same while one is made
 * @param series released
 * @param scrapeMillis median time of a scrape over HTTP
 * @param heapBytes most heap in use
 */
record FiguresBenchReport(
    String database,
    long rows,
    long changed,
    long days,
    double refreshSeconds,
    double refreshProcessor,
    double releaseSeconds,
    double releaseProcessor,
    double besideSeconds,
    Latency before,
    Latency during,
    int series,
    double scrapeMillis,
    long heapBytes) {

  /** For people. */
  String text() {
    return """
        %s, %,d appointments
          after one day's changes (%,d rows, %,d days of a service stale): counted again in %.1f s (%.1f s of one core)
          weekly release: %.1f s alone (%.1f s of one core), %.1f s beside live events
          live events from send to commit: p50 %.1f ms, p99 %.1f ms; while the release is made: p50 %.1f ms, p99 %.1f ms
          scrape: %,d released series, %.0f ms
          heap: at most %,d MB"""
        .formatted(
            database,
            rows,
            changed,
            days,
            refreshSeconds,
            refreshProcessor,
            releaseSeconds,
            releaseProcessor,
            besideSeconds,
            before.p50(),
            before.p99(),
            during.p50(),
            during.p99(),
            series,
            scrapeMillis,
            heapBytes >> 20);
  }

  /** For machines, one line. */
  String json() {
    Map<String, Number> numbers = new LinkedHashMap<>();
    numbers.put("rows", rows);
    numbers.put("changed", changed);
    numbers.put("stale_days", days);
    numbers.put("refresh_s", refreshSeconds);
    numbers.put("refresh_cpu_s", refreshProcessor);
    numbers.put("release_s", releaseSeconds);
    numbers.put("release_cpu_s", releaseProcessor);
    numbers.put("release_beside_s", besideSeconds);
    numbers.put("live_p50_ms", before.p50());
    numbers.put("live_p99_ms", before.p99());
    numbers.put("live_during_p50_ms", during.p50());
    numbers.put("live_during_p99_ms", during.p99());
    numbers.put("series", series);
    numbers.put("scrape_ms", scrapeMillis);
    numbers.put("heap_mb", heapBytes >> 20);
    ObjectNode report = new ObjectMapper().createObjectNode().put("database", database);
    numbers.forEach((name, value) -> report.put(name, value.doubleValue()));
    return report.toString();
  }
}
