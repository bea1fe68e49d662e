package org.attendancemonitor.task;

import org.attendancemonitor.attendance.NhsNumber;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/**
 * Whom a task or flag is about, as it is given out: our id and the NHS number.
 *
 * @param person our id of the person
 * @param nhsNumber or null; one whose check digit fails is not given out
 */
public record Subject(long person, NhsNumber nhsNumber) {

  /** Sets our ids apart from the ids that sources give, which are often bare numbers. */
  private static final String PREFIX = "am-";

  /** Our id of the person as a FHIR id, for example {@code am-17}. */
  public String id() {
    return PREFIX + person;
  }

  /** Reads {@link #id()}; null where the text is not one of ours. */
  public static Long personOf(String id) {
    return id.matches(PREFIX + "[0-9]{1,18}") ? Long.valueOf(id.substring(PREFIX.length())) : null;
  }

  /** The person as a reference: our id, and the NHS number where it can be relied on. */
  public Reference reference() {
    Reference reference = new Reference("Patient/" + id()).setType("Patient");
    if (nhsNumber != null && nhsNumber.trustworthy()) {
      reference.setIdentifier(
          new Identifier().setSystem(Systems.NHS_NUMBER).setValue(nhsNumber.digits()));
    }
    return reference;
  }
}
