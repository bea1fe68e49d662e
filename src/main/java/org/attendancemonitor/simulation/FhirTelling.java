package org.attendancemonitor.simulation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As the trust's record systems speak by themselves. */
final class FhirTelling implements Telling {
  private static final Pattern TYPE_AND_ID =
      Pattern.compile("\\{\"resourceType\":\"(\\w+)\",\"id\":\"([^\"]+)\"");

  @Override
  public List<Told> tell(SimulatedEvent event) {
    return List.of(told(event));
  }

  static Told told(SimulatedEvent event) {
    return new Told(event.feed(), event.at(), path(event.json()), event.json());
  }

  /** Where a resource is put; empty for a Bundle. */
  private static String path(String json) {
    Matcher start = TYPE_AND_ID.matcher(json);
    boolean single = start.lookingAt() && !start.group(1).equals("Bundle");
    return single ? "/" + start.group(1) + "/" + start.group(2) : "";
  }
}
