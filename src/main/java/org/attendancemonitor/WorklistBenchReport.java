package org.attendancemonitor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the benchmark of the pages found.
 *
 * @param database that held the record and the audit trail
 * @param tasks open while it ran
 * @param users who worked at once
 * @param thinkMillis mean time each looked at a page
 * @param list time of a page of the list, from asking to its last byte
 * @param task time of a page of one task
 * @param perSecond pages shown in a second, to all
 * @param errors pages that were not shown
 * @param shown pages, those before it counted included
 * @param entries of the audit trail about them
 * @param loaded messages of history recorded in a second meanwhile
 * @param audit time somebody waits for an entry of the audit trail
 * @param heapBytes most heap in use
 */
record WorklistBenchReport(
    String database,
    long tasks,
    int users,
    long thinkMillis,
    Percentiles list,
    Percentiles task,
    double perSecond,
    long errors,
    long shown,
    long entries,
    double loaded,
    Percentiles audit,
    long heapBytes) {

  /** For people. */
  String text() {
    return """
        %s, %,d open tasks, %d users who look at each page for %,d ms, %,.0f messages of history recorded a second beside them
          list: p50 %.0f ms, p95 %.0f ms, p99 %.0f ms, longest %.0f ms
          task: p50 %.0f ms, p95 %.0f ms, p99 %.0f ms, longest %.0f ms
          pages: %.1f a second, %d errors
          audit: an entry is waited for p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, longest %.1f ms
          books: %,d pages shown, %,d entries in the audit trail
          heap: at most %,d MB"""
        .formatted(
            database,
            tasks,
            users,
            thinkMillis,
            loaded,
            list.p50(),
            list.p95(),
            list.p99(),
            list.max(),
            task.p50(),
            task.p95(),
            task.p99(),
            task.max(),
            perSecond,
            errors,
            audit.p50(),
            audit.p95(),
            audit.p99(),
            audit.max(),
            shown,
            entries,
            heapBytes >> 20);
  }

  /** For machines, one line. */
  String json() {
    ObjectNode report =
        new ObjectMapper()
            .createObjectNode()
            .put("database", database)
            .put("tasks", tasks)
            .put("users", users)
            .put("think_ms", thinkMillis)
            .put("pages_per_second", perSecond)
            .put("errors", errors)
            .put("pages_shown", shown)
            .put("audit_entries", entries)
            .put("history_per_second", loaded)
            .put("heap_mb", heapBytes >> 20);
    put(report, "list", list);
    put(report, "task", task);
    put(report, "audit", audit);
    return report.toString();
  }

  private static void put(ObjectNode report, String what, Percentiles times) {
    report
        .put(what + "_p50_ms", times.p50())
        .put(what + "_p95_ms", times.p95())
        .put(what + "_p99_ms", times.p99())
        .put(what + "_max_ms", times.max());
  }
}
