package org.attendancemonitor.record;

/**
 * An appointment that was due, as one patient's history tells it.
 *
 * @param profile what it counts under
 * @param day epoch day of its local date
 * @param outcome {@code attended}, {@code dna} or {@code late_not_seen}
 */
public record PatientAppointment(Profile profile, long day, String outcome) {}
