package org.attendancemonitor.feed;

import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;

/** A referral message (REF) as a ServiceRequest. */
final class Hl7Referral {
  /** HL7 table 0283: a referral that was turned down or has run out is no longer waited for. */
  private static final Map<String, String> BY_STATUS =
      Map.of("A", "active", "P", "active", "R", "revoked", "E", "revoked");

  /** HL7 table 0280, and NHS priority type, which UK senders put in its place. */
  private static final Map<String, String> BY_PRIORITY =
      Map.of(
          "S", "stat", "A", "asap", "R", "routine", "U", "urgent", "1", "routine", "2", "urgent",
          "3", "asap");

  private final Hl7Text.Content message;
  private final Hl7Settings settings;
  private final Hl7Values values;
  private final Hl7Faults faults;

  Hl7Referral(Hl7Text.Content message, Hl7Settings settings, Hl7Values values, Hl7Faults faults) {
    this.message = message;
    this.settings = settings;
    this.values = values;
    this.faults = faults;
  }

  /**
   * The referral.
   *
   * @param event such as {@code I12}
   * @param patient address of the patient within the message
   */
  ServiceRequest of(String event, String patient) {
    Hl7Segment rf1 = message.first("RF1");
    ServiceRequest request = new ServiceRequest();
    identify(rf1, request);
    request.getStatusElement().setValueAsString(status(event, rf1));
    request.getIntentElement().setValueAsString("order");
    String priority = priority(rf1.text(2));
    if (priority != null) {
      request.getPriorityElement().setValueAsString(priority);
    }
    request.setCode(values.concept(rf1, 3));
    for (CodeableConcept more :
        new CodeableConcept[] {values.concept(rf1, 5), values.concept(message.first("PV1"), 10)}) {
      if (more.hasCoding()) {
        request.addCategory(more);
      }
    }
    request.setSubject(new Reference(patient));
    String day = Hl7Values.date(rf1.text(7), rf1.field(7), faults);
    if (day != null) {
      request.setAuthoredOnElement(new DateTimeType(day));
    }
    CodeableConcept reason = values.concept(rf1, 10);
    if (reason.hasCoding()) {
      request.addReasonCode(reason);
    }
    performers(request);
    return request;
  }

  private void identify(Hl7Segment rf1, ServiceRequest request) {
    for (int field : new int[] {6, 11}) {
      Identifier identifier = values.thing(rf1, field, 0);
      if (identifier == null) {
        continue;
      }
      if (!request.hasId()) {
        request.setId((field == 6 ? "" : "external.") + identifier.getValue());
      }
      if (identifier.hasSystem()) {
        request.addIdentifier(identifier);
      }
    }
  }

  private static String status(String event, Hl7Segment rf1) {
    if (event.equals("I14")) {
      return "revoked";
    }
    return BY_STATUS.getOrDefault(String.valueOf(rf1.text(1)), "active");
  }

  private String priority(String code) {
    if (code == null) {
      return null;
    }
    String own = settings.priorities().map(words -> words.get(code)).orElse(null);
    return own != null ? own : BY_PRIORITY.get(code);
  }

  /** Whoever the patient is referred to (PRD-1 RT). */
  private void performers(ServiceRequest request) {
    for (Hl7Segment prd : message.all("PRD")) {
      String number = prd.text(7, 1);
      if ("RT".equals(prd.text(1)) && number != null) {
        request.addPerformer(
            new Reference()
                .setType("PractitionerRole")
                .setIdentifier(
                    new Identifier()
                        .setSystem(values.system(prd.text(7, 2), prd.field(7)))
                        .setValue(number)));
      }
    }
  }
}
