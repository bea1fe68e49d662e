package org.attendancemonitor.feed;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.RejectReason;

/**
 * What is wrong with a message, at the place its sender knows: the field of HL7 v2, not the element
 * of FHIR it was read as. The first fault stands.
 */
final class Hl7Faults {
  private static final Pattern PLACE = Pattern.compile("([A-Z][A-Z0-9]{2})\\.resource(?:\\.(.*))?");

  /** The field of an element, by the segment that the resource was read from. */
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("PID.birthDate", "PID-7"),
          Map.entry("PID.deceasedDateTime", "PID-29"),
          Map.entry("PID.id", "PID-3"),
          Map.entry("MRG.id", "MRG-1"),
          Map.entry("SCH.id", "SCH-2"),
          Map.entry("SCH.start", "SCH-11.4"),
          Map.entry("SCH.end", "SCH-11.5"),
          Map.entry("SCH.status", "SCH-25"),
          Map.entry("SCH.participant", "PID-3"),
          Map.entry("RF1.id", "RF1-6"),
          Map.entry("RF1.authoredOn", "RF1-7"),
          Map.entry("RF1.subject", "PID-3"),
          Map.entry("PV1.id", "PV1-19"),
          Map.entry("PV1.subject", "PID-3"),
          Map.entry("PV1.period.start", "PV1-44"),
          Map.entry("PV1.period.end", "PV1-45"));

  private Rejected first;

  /** Notes one; the first stands. */
  void add(RejectReason reason, String position, String text) {
    if (first == null) {
      first = new Rejected(reason, position, text);
    }
  }

  /** The first fault, or null. */
  Rejected first() {
    return first;
  }

  /** The same rejection at the place in the message. */
  static Rejected placed(Rejected rejected) {
    Matcher place = PLACE.matcher(rejected.position());
    if (!place.matches()) {
      return rejected;
    }
    String element = place.group(2) == null ? "" : place.group(2);
    String field = null;
    while (field == null && !element.isEmpty()) {
      field = FIELDS.get(place.group(1) + "." + element);
      int dot = element.lastIndexOf('.');
      element = dot < 0 ? "" : element.substring(0, dot);
    }
    return new Rejected(rejected.reason(), field == null ? place.group(1) : field, rejected.text());
  }
}
