package org.attendancemonitor.writeback;

import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Reference;

/** A flag as the server is to have it, as {@link TaskThere}. */
final class FlagThere {
  private FlagThere() {}

  /**
   * @param ours as it stands here
   * @param theirs as the server has it, or null where it has none
   * @param subject whom it is about, in the server's words
   */
  static Flag of(Flag ours, Flag theirs, Reference subject) {
    Flag to = theirs == null ? new Flag() : theirs.copy();
    to.setText(null);
    to.getMeta().setVersionIdElement(null).setLastUpdatedElement(null);
    to.setIdentifier(TaskThere.with(ours.getIdentifierFirstRep(), to.getIdentifier()));
    to.setStatus(ours.getStatus());
    to.setCategory(ours.getCategory());
    to.setCode(ours.getCode());
    to.setSubject(subject);
    to.setPeriod(ours.getPeriod());
    return to;
  }
}
