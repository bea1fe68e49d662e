package org.attendancemonitor.task;

import org.attendancemonitor.attendance.Flag;
import org.hl7.fhir.r4.model.Flag.FlagStatus;
import org.hl7.fhir.r4.model.Period;

/** A derived flag as a FHIR R4 Flag: its rule as the code, its reasons as the code's text. */
public final class FlagMapping {
  private FlagMapping() {}

  /**
   * The flag as it is given out.
   *
   * @param flag its current state
   * @param id stable for as long as the record lasts, so that a change is an update
   * @param subject whom it is about
   * @return a new resource; times are in UTC
   */
  public static org.hl7.fhir.r4.model.Flag toFhir(Flag flag, String id, Subject subject) {
    org.hl7.fhir.r4.model.Flag out = new org.hl7.fhir.r4.model.Flag();
    out.setId(id);
    out.getMeta().setVersionId(Long.toString(flag.version()));
    out.addIdentifier().setSystem(Systems.FLAG).setValue(id);
    out.setStatus(flag.active() ? FlagStatus.ACTIVE : FlagStatus.INACTIVE);
    out.addCategory(TaskMapping.concept(Systems.FLAG_LEVEL, flag.level()));
    out.setCode(TaskMapping.reasons(flag.reasons()));
    out.getCode()
        .getCoding()
        .add(0, TaskMapping.concept(Systems.FLAG, flag.code()).getCodingFirstRep());
    out.setSubject(subject.reference());
    out.setPeriod(new Period().setStartElement(TaskMapping.utc(flag.since())));
    return out;
  }
}
