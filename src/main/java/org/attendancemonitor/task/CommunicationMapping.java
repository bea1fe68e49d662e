package org.attendancemonitor.task;

import java.time.Instant;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.ContactFact;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Offered;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/**
 * An attempt to reach somebody as a FHIR R4 Communication, in the form in which the readers of this
 * program take one in: {@code not-done} where the person was not reached.
 */
public final class CommunicationMapping {
  private CommunicationMapping() {}

  /**
   * The attempt as it is given out.
   *
   * @param contact what was recorded
   * @param kept the same, as it lies in the record
   * @param id stable for as long as the record lasts
   * @param subject whom it was to reach
   * @return a new resource; times are in UTC
   */
  public static Communication toFhir(
      ContactFact contact, KeptFact kept, String id, Subject subject) {
    Communication out = new Communication();
    out.setId(id);
    out.getMeta().setLastUpdatedElement(TaskMapping.moment(kept.effective()));
    Reference own = KeyReference.of("Communication", kept.key().text());
    if (own != null) {
      out.addIdentifier(own.getIdentifier());
    }
    out.setStatus(contact.reached() ? CommunicationStatus.COMPLETED : CommunicationStatus.NOTDONE);
    out.addMedium(Channels.concept(contact.channel()));
    out.setSubject(subject.reference());
    contact.about().forEach(key -> about(out, key));
    Instant at = contact.at() == null ? kept.effective() : contact.at();
    out.setSentElement(TaskMapping.utc(at));
    if (contact.by() != null) {
      out.setSender(
          new Reference()
              .setType("Practitioner")
              .setIdentifier(new Identifier().setSystem(Systems.USER).setValue(contact.by())));
    }
    contact
        .reasons()
        .forEach(reason -> out.addReasonCode(TaskMapping.concept(Systems.REASON, reason)));
    if (contact.needsAsked()) {
      out.addCategory(TaskMapping.concept(Systems.CONTACT, "needs-asked"));
    }
    contact.supports().forEach(offered -> out.addCategory(support(offered)));
    return out;
  }

  /** A referral that was never sent has no reference. */
  private static void about(Communication out, Key key) {
    Stream.of("Appointment", "ServiceRequest")
        .map(type -> KeyReference.of(type, key.text()))
        .filter(java.util.Objects::nonNull)
        .forEach(out::addAbout);
  }

  private static CodeableConcept support(Offered offered) {
    CodeableConcept support = TaskMapping.concept(Systems.SUPPORT, offered.support());
    support
        .getCodingFirstRep()
        .addExtension(Systems.SUPPORT_RESULT, new CodeType(offered.result()));
    return support;
  }
}
