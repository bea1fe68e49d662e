package org.attendancemonitor.writeback;

import org.attendancemonitor.attendance.SupportTask;
import org.hl7.fhir.r4.model.Resource;

/**
 * A task or flag as it stands here now.
 *
 * @param patient the patient row it is about
 * @param version ours
 * @param open whether anybody still works on it, or it still holds
 * @param resource a Task or Flag as it is given out to everybody
 * @param task the task itself; null for a flag
 */
record Telling(long patient, long version, boolean open, Resource resource, SupportTask task) {

  /** Nothing of the content: frameworks print what they cannot handle. */
  @Override
  public String toString() {
    return "Telling[" + resource.fhirType() + ", version " + version + "]";
  }
}
