package org.attendancemonitor.attendance;

import java.time.LocalDate;
import java.util.List;

/**
 * Something recorded about a person that may bear on attending (FHIR Flag, Condition, Observation).
 *
 * @param codes the codes, of the resource and, for an observation, of its value
 * @param categories its categories
 * @param active in force now by its own status
 * @param from the first day it holds, or null
 * @param until the last day it holds, or null
 */
public record NeedFact(
    List<Code> codes, List<Code> categories, boolean active, LocalDate from, LocalDate until)
    implements Fact {
  @Override
  public FactKind kind() {
    return FactKind.NEED;
  }
}
