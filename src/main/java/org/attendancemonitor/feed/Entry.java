package org.attendancemonitor.feed;

import java.util.List;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Reading;
import org.attendancemonitor.attendance.UnmappedCode;

/**
 * One entry of a message with what came of it.
 *
 * @param position {@code Bundle.entry[3]}, or the empty string for a resource that came alone
 * @param resourceType FHIR type name, or the empty string where it cannot be told
 * @param id logical id, or null
 * @param reading facts or a rejection
 * @param unmapped codes without a meaning, those that reading alone can tell: of statuses, outcomes
 *     and cancellations
 */
public record Entry(
    String position, String resourceType, String id, Reading reading, List<UnmappedCode> unmapped) {
  public Entry {
    unmapped = List.copyOf(unmapped);
  }

  /** An entry without such codes. */
  public Entry(String position, String resourceType, String id, Reading reading) {
    this(position, resourceType, id, reading, List.of());
  }

  /** What it tells; nothing where it was rejected. */
  public List<Notice> notices() {
    return reading instanceof Reading.Accepted accepted ? accepted.notices() : List.of();
  }

  /** The same, with another reading. */
  Entry as(Reading other) {
    return new Entry(position, resourceType, id, other, unmapped);
  }
}
