package org.attendancemonitor.feed;

import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Reference;

/**
 * An outpatient visit of an ADT message as an Encounter. A stay on a ward is no contact of these
 * services, and its end no end of their care.
 */
final class Hl7Visit {
  private static final Set<String> OUTPATIENT = Set.of("O", "R");

  /** What each event says of a visit; one that is not here says nothing of it. */
  private static final Map<String, String> BY_EVENT =
      Map.of(
          "A01", "in-progress",
          "A03", "finished",
          "A04", "planned",
          "A05", "planned",
          "A11", "cancelled",
          "A13", "in-progress");

  private final Hl7Faults faults;

  Hl7Visit(Hl7Faults faults) {
    this.faults = faults;
  }

  /**
   * The visit, or null where the message tells of none.
   *
   * @param unused told of a visit that is not read
   */
  Encounter of(String event, Hl7Segment pv1, String patient, Unused unused) {
    String status = BY_EVENT.get(event);
    if (status == null || !pv1.there()) {
      return null;
    }
    boolean outpatient = OUTPATIENT.contains(String.valueOf(pv1.text(2)));
    if (!outpatient || pv1.text(19) == null) {
      unused.note(outpatient ? "PV1 without a visit number" : "PV1 of a stay");
      return null;
    }
    Encounter encounter = new Encounter();
    encounter.setId(pv1.text(19));
    encounter.setSubject(new Reference(patient));
    String start = Hl7Values.moment(pv1.text(44), pv1.field(44), faults);
    String end = Hl7Values.moment(pv1.text(45), pv1.field(45), faults);
    encounter.getStatusElement().setValueAsString(end == null ? status : "finished");
    if (start != null) {
      encounter.getPeriod().setStartElement(new DateTimeType(start));
    }
    if (end != null) {
      encounter.getPeriod().setEndElement(new DateTimeType(end));
    }
    return encounter;
  }
}
