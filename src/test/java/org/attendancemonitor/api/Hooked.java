package org.attendancemonitor.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Calls of CDS Hooks as the specification shows them. */
final class Hooked {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Hooked() {}

  static ObjectNode discharge(String patient, String encounter) {
    return object(
        """
        {"hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
         "fhirServer":"https://epr.example/fhir",
         "hook":"encounter-discharge",
         "fhirAuthorization":{"access_token":"some-opaque-fhir-access-token",
           "token_type":"Bearer","expires_in":300,
           "scope":"user/Patient.read user/Observation.read","subject":"cds-service4"},
         "context":{"userId":"PractitionerRole/A2340113","patientId":"%s","encounterId":"%s"}}"""
            .formatted(patient, encounter));
  }

  static ObjectNode close(String patient, String referral) {
    return object(
        """
        {"hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
         "hook":"org.attendancemonitor.referral-close",
         "context":{"userId":"Practitioner/1","patientId":"%s","referralId":"%s"}}"""
            .formatted(patient, referral));
  }

  /** With one Appointment of a service, as in the hook's example. */
  static ObjectNode book(String patient, String service) {
    return object(
        """
        {"hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
         "hook":"appointment-book",
         "context":{"userId":"PractitionerRole/A2340113","patientId":"%s","encounterId":"456",
           "appointments":{"resourceType":"Bundle","entry":[{"resource":{
             "resourceType":"Appointment","id":"apt1","status":"proposed",
             "serviceType":[{"coding":[{"system":"urn:services","code":"%s"}]}],
             "start":"2026-08-10T09:00:00+01:00","end":"2026-08-10T09:10:00+01:00",
             "participant":[{"actor":{"reference":"Patient/%s"},"status":"tentative"},
               {"actor":{"reference":"Practitioner/example"},"status":"accepted"}]}}]}}}"""
            .formatted(patient, service, patient));
  }

  static ObjectNode object(String json) {
    return (ObjectNode) tree(json);
  }

  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The cards of an answer, each {@code indicator: summary}. */
  static List<String> cards(String answer) {
    List<String> cards = new ArrayList<>();
    for (JsonNode card : tree(answer).path("cards")) {
      cards.add(card.path("indicator").asText() + ": " + card.path("summary").asText());
    }
    return cards;
  }
}
