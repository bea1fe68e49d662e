package org.attendancemonitor.feed;

import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.RejectReason;
import org.hl7.fhir.r4.model.Resource;

/**
 * One resource of a message before its meaning is read, for those who look at how a sender writes.
 *
 * @param path where it stands, such as {@code Bundle.entry[3].resource} or the segment {@code SCH}
 * @param resource as parsed; of HL7 v2 the FHIR that says the same
 * @param asSent false where the sender wrote HL7 v2, so that rules of FHIR are not for him
 */
public record Parsed(String path, Resource resource, boolean asSent) {

  /** Where an element stands, in the sender's terms: a path of FHIR, or a field of HL7 v2. */
  public String place(String element) {
    return asSent
        ? path + "." + element
        : Hl7Faults.placed(new Rejected(RejectReason.INCOMPLETE, path + ".resource." + element, ""))
            .position();
  }
}
