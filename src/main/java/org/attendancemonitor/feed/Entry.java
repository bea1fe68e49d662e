package org.attendancemonitor.feed;

import org.attendancemonitor.attendance.Reading;

/**
 * One entry of a message with what came of it.
 *
 * @param position {@code Bundle.entry[3]}, or the empty string for a resource that came alone
 * @param resourceType FHIR type name, or the empty string where it cannot be told
 * @param id logical id, or null
 * @param reading facts or a rejection
 */
public record Entry(String position, String resourceType, String id, Reading reading) {}
