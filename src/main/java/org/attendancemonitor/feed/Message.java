package org.attendancemonitor.feed;

import java.util.List;
import org.attendancemonitor.attendance.Reading;

/** One message as read. */
public record Message(String id, boolean atomic, List<Entry> entries) {
  /** One entry of it. */
  public record Entry(String position, String resourceType, String id, Reading reading) {}
}
