package org.attendancemonitor.simulation;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that happens to one resident.
 *
 * @param person who
 * @param courses in no particular order
 * @param died or null
 * @param merged when the acute record system found that it knew the person under two records, or
 *     null
 */
record Life(Resident person, List<Course> courses, Instant died, Instant merged) {

  /** Appointments that were kept or missed, up to a moment. */
  Stream<Observation> observations(Instant before) {
    return courses.stream()
        .flatMap(course -> course.bookings().stream())
        .filter(booking -> booking.counts() && booking.settled().isBefore(before))
        .map(booking -> Observation.of(person, booking));
  }
}
