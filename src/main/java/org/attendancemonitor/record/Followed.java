package org.attendancemonitor.record;

import java.time.Instant;

/**
 * A missed appointment, and how long nobody tried to reach the patient.
 *
 * @param profile what it counts under
 * @param day epoch day of its local date
 * @param heard when it was first heard of; the planned start where it was loaded as history
 * @param tried when somebody first tried, or null
 * @param lapsed when nobody had to try any more, or null
 */
public record Followed(Profile profile, long day, Instant heard, Instant tried, Instant lapsed) {}
