package org.attendancemonitor.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells FHIR of another version than R4 by its profile, its resource types, or elements that R4
 * does not have. HAPI would read such a resource without its most important half.
 */
final class FhirVersion {
  private static final Pattern FOREIGN_PROFILE =
      Pattern.compile("/(STU3|DSTU2|DSTU1|R5)/|/fhir/(1|3|5)\\.\\d/|\\|[1235]\\.\\d");

  /** Types of STU3 and R5 that R4 does not have, as far as they concern this work. */
  private static final Set<String> FOREIGN_TYPES =
      Set.of(
          "ReferralRequest",
          "ProcedureRequest",
          "DeviceUseRequest",
          "EligibilityRequest",
          "Sequence",
          "BodySite",
          "Order",
          "EncounterHistory",
          "Transport",
          "Permission",
          "Requirements");

  private static final Map<String, List<String>> FOREIGN_ELEMENTS =
      Map.of(
          "Appointment",
          List.of("incomingReferral", "indication", "reason", "subject", "class", "replaces"),
          "ServiceRequest",
          List.of("reason", "focus", "bodyStructure"),
          "Encounter",
          List.of("incomingReferral", "reason", "actualPeriod", "admission"),
          "Condition",
          List.of("context", "assertedDate"),
          "Observation",
          List.of("context", "comment", "related", "triggeredBy"),
          "Communication",
          List.of("notDone", "notDoneReason", "context", "definition"),
          "Patient",
          List.of("animal"));

  private FhirVersion() {}

  /** What shows that a resource is not R4, as a path within it; or null where nothing does. */
  static String foreign(ObjectNode resource) {
    String type = resource.path("resourceType").asText();
    if (FOREIGN_TYPES.contains(type)) {
      return "resourceType";
    }
    JsonNode version = resource.path("fhirVersion");
    if (version.isTextual() && !version.asText().startsWith("4.0")) {
      return "fhirVersion";
    }
    for (JsonNode profile : resource.path("meta").path("profile")) {
      if (FOREIGN_PROFILE.matcher(profile.asText()).find()) {
        return "meta.profile";
      }
    }
    for (String element : FOREIGN_ELEMENTS.getOrDefault(type, List.of())) {
      if (resource.has(element)) {
        return element;
      }
    }
    // Plain codes before R4, concepts since.
    return type.equals("Condition") && resource.path("clinicalStatus").isTextual()
        ? "clinicalStatus"
        : null;
  }
}
