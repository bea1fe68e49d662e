package org.attendancemonitor.task;

import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.NeedFact;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Flag.FlagStatus;
import org.hl7.fhir.r4.model.Period;

/**
 * Flags as FHIR R4. A derived one has its rule as the code and its reasons as the code's text; a
 * need that somebody recorded here has the need's own codes, and the category {@code need}.
 */
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

  /**
   * A need as it is given out.
   *
   * @param need as it was recorded
   * @param id as above
   * @param subject whose it is
   * @return a new resource
   */
  public static org.hl7.fhir.r4.model.Flag toFhir(NeedFact need, String id, Subject subject) {
    org.hl7.fhir.r4.model.Flag out = new org.hl7.fhir.r4.model.Flag();
    out.setId(id);
    // What people recorded is never changed.
    out.getMeta().setVersionId("1");
    out.addIdentifier().setSystem(Systems.FLAG).setValue(id);
    out.setStatus(need.active() ? FlagStatus.ACTIVE : FlagStatus.INACTIVE);
    out.addCategory(TaskMapping.concept(Systems.FLAG_CATEGORY, "need"));
    for (Code code : need.codes()) {
      out.getCode()
          .addCoding()
          .setSystem(code.system().isEmpty() ? null : code.system())
          .setCode(code.value());
    }
    out.setSubject(subject.reference());
    if (need.from() != null) {
      out.getPeriod().setStartElement(new DateTimeType(need.from().toString()));
    }
    if (need.until() != null) {
      out.getPeriod().setEndElement(new DateTimeType(need.until().toString()));
    }
    return out;
  }
}
