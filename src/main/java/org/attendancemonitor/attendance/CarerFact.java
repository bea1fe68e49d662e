package org.attendancemonitor.attendance;

import java.time.LocalDate;
import java.util.List;

/**
 * Someone who belongs to the patient, for example the parent who brings a child (FHIR
 * RelatedPerson).
 *
 * @param relationships codes of the relationship
 * @param from or null
 * @param until or null
 */
public record CarerFact(List<Code> relationships, LocalDate from, LocalDate until) implements Fact {
  @Override
  public FactKind kind() {
    return FactKind.CARER;
  }
}
