package org.attendancemonitor.record;

/**
 * How many appointments people of one age band and sex had due.
 *
 * @param ageBand {@code 0-4} ... {@code 85+}
 * @param sex {@code female} or {@code male}
 * @param n how many
 */
public record AgeSexCount(String ageBand, String sex, long n) {}
