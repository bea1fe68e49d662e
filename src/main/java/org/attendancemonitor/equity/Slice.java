package org.attendancemonitor.equity;

import java.time.LocalDate;

/**
 * What is counted together. Of a subject that happens over time: the days after one and up to
 * another. Of a stock: what is in it, in its column, at the end of {@code upTo} and was not so at
 * the end of {@code after}; so what entered lies between an earlier day and a later one, and what
 * left between a later day and an earlier.
 *
 * @param after exclusive; {@link LocalDate#MIN} for everything
 * @param upTo inclusive
 */
record Slice(LocalDate after, LocalDate upTo) {}
