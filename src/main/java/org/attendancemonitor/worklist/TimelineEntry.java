package org.attendancemonitor.worklist;

import java.time.Instant;

/**
 * Something that happened, or will.
 *
 * @param at when
 * @param when the same in words
 * @param what in one sentence
 * @param more what else is known, or null
 */
record TimelineEntry(Instant at, String when, String what, String more) {}
