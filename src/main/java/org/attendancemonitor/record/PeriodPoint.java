package org.attendancemonitor.record;

import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * One point of a chart of a service over time.
 *
 * @param service key in {@code services.yaml}, or {@code unmapped}
 * @param measure what is charted, as in the metrics' labels
 * @param first the period's first local day
 * @param last its last local day
 * @param value 0 to 1, a difference -1 to 1; empty where the period was judged and must not be
 *     shown
 */
public record PeriodPoint(
    String service, String measure, LocalDate first, LocalDate last, OptionalDouble value) {}
