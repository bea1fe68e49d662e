package org.attendancemonitor.doctor;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;

/** The rules of R4 and UK Core that matter here, one method for each resource. */
final class StructureRules {
  private static final String UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/";
  private static final String ETHNIC = UK_CORE + "Extension-UKCore-EthnicCategory";
  private static final String VERIFICATION =
      UK_CORE + "Extension-UKCore-NHSNumberVerificationStatus";
  private static final String CHANNEL = UK_CORE + "Extension-UKCore-DeliveryChannel";
  private static final Set<String> CHANNELS = Set.of("In-person", "Telephone", "Video");
  private static final Set<String> ENDED = Set.of("cancelled", "canceled", "noshow", "no-show");
  private static final Set<String> STATUSES =
      Set.of("draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown");

  /** Told of each breach and its element. */
  @FunctionalInterface
  interface Breach {
    void at(Rule rule, String element);
  }

  private StructureRules() {}

  static void appointment(Appointment appointment, Breach breach) {
    if (appointment.hasStartElement() != appointment.hasEndElement()) {
      breach.at(Rule.APPOINTMENT_START, appointment.hasStartElement() ? "end" : "start");
    }
    String status = String.valueOf(appointment.getStatusElement().getValueAsString());
    if (appointment.hasCancelationReason() && !ENDED.contains(status)) {
      breach.at(Rule.APPOINTMENT_REASON, "cancelationReason");
    }
    List<AppointmentParticipantComponent> participants = appointment.getParticipant();
    for (int i = 0; i < participants.size(); i++) {
      if (!participants.get(i).hasStatusElement()) {
        breach.at(Rule.PARTICIPANT_STATUS, "participant[" + i + "].status");
      }
    }
    for (Extension channel : appointment.getExtensionsByUrl(CHANNEL)) {
      boolean known =
          channel.getValue() instanceof CodeableConcept concept
              && concept.getCoding().stream()
                  .anyMatch(coding -> CHANNELS.contains(String.valueOf(coding.getCode())));
      if (!known) {
        breach.at(Rule.DELIVERY_CHANNEL, "extension");
      }
    }
  }

  static void referral(ServiceRequest request, Breach breach) {
    if (!STATUSES.contains(String.valueOf(request.getStatusElement().getValueAsString()))) {
      breach.at(Rule.REFERRAL_STATUS, "status");
    }
    if (!request.hasIntentElement()) {
      breach.at(Rule.REFERRAL_INTENT, "intent");
    }
    if (!request.hasAuthoredOnElement()) {
      breach.at(Rule.REFERRAL_DATE, "authoredOn");
    }
    if (!request.hasCode()) {
      breach.at(Rule.REFERRAL_CODE, "code");
    }
  }

  static void encounter(Encounter encounter, Breach breach) {
    if (!encounter.hasStatusElement() || !encounter.hasClass_()) {
      breach.at(Rule.ENCOUNTER_STATUS, encounter.hasStatusElement() ? "class" : "status");
    }
  }

  static void patient(Patient patient, Breach breach) {
    List<Identifier> identifiers = patient.getIdentifier();
    for (int i = 0; i < identifiers.size(); i++) {
      Identifier identifier = identifiers.get(i);
      if (NhsNumbers.is(identifier)) {
        if (!identifier.hasExtension(VERIFICATION)) {
          breach.at(Rule.NHS_VERIFICATION, "identifier[" + i + "].extension");
        }
      } else if (NhsNumbers.looksLike(identifier)) {
        breach.at(Rule.NHS_SYSTEM, "identifier[" + i + "].system");
      }
    }
    for (Extension extension : patient.getExtension()) {
      String url = String.valueOf(extension.getUrl());
      boolean ethnic = url.toLowerCase(java.util.Locale.ROOT).contains("ethnic");
      if (ethnic && !url.equals(ETHNIC)) {
        breach.at(Rule.ETHNIC_EXTENSION, "extension");
      }
    }
  }
}
