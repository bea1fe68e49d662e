package org.attendancemonitor.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a record system has said so far of people and referrals, for forms in which a message
 * repeats it. A late message never undoes a newer one.
 */
final class Heard {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, ObjectNode> newest = new HashMap<>();

  /**
   * The resources of a message; they are remembered.
   *
   * @return none where the text breaks off
   */
  List<ObjectNode> hear(SimulatedEvent event) {
    List<ObjectNode> resources = new ArrayList<>();
    JsonNode root;
    try {
      root = JSON.readTree(event.json());
    } catch (JsonProcessingException broken) {
      return resources;
    }
    if (type(root).equals("Bundle")) {
      root.path("entry").forEach(entry -> resources.add((ObjectNode) entry.path("resource")));
    } else {
      resources.add((ObjectNode) root);
    }
    for (ObjectNode resource : resources) {
      String type = type(resource);
      if (type.equals("Patient") || type.equals("ServiceRequest")) {
        newest.merge(
            event.feed() + "|" + type + "/" + id(resource),
            resource,
            (before, now) -> older(now, before) ? before : now);
      }
    }
    return resources;
  }

  private static boolean older(JsonNode now, JsonNode before) {
    return WallClock.read(changed(now)).isBefore(WallClock.read(changed(before)));
  }

  /** The newest news of a patient or referral, or null. */
  ObjectNode of(String feed, String reference) {
    return newest.get(feed + "|" + reference);
  }

  static String type(JsonNode resource) {
    return resource.path("resourceType").asText();
  }

  static String id(JsonNode resource) {
    return resource.path("id").asText();
  }

  static String changed(JsonNode resource) {
    return resource.at("/meta/lastUpdated").asText();
  }

  /** References to the patients of an appointment or referral, such as {@code Patient/pat-1}. */
  static List<String> patients(JsonNode resource) {
    List<String> patients = new ArrayList<>();
    for (JsonNode participant : participants(resource)) {
      patients.add(participant.at("/actor/reference").asText());
    }
    for (String of : List.of("subject", "patient")) {
      String reference = resource.path(of).path("reference").asText();
      if (!reference.isEmpty()) {
        patients.add(reference);
      }
    }
    return patients;
  }

  /** The patients among those who take part in an appointment. */
  static List<JsonNode> participants(JsonNode appointment) {
    List<JsonNode> patients = new ArrayList<>();
    for (JsonNode participant : appointment.path("participant")) {
      if (participant.at("/actor/reference").asText().startsWith("Patient/")) {
        patients.add(participant);
      }
    }
    return patients;
  }

  /** An NHS number, or empty. */
  static String nhsNumber(JsonNode patient) {
    for (JsonNode identifier :
        patient == null ? JSON.createArrayNode() : patient.path("identifier")) {
      if (identifier.path("system").asText().equals("https://fhir.nhs.uk/Id/nhs-number")) {
        return identifier.path("value").asText();
      }
    }
    return "";
  }

  /** The ethnic category, or empty. */
  static String ethnicity(JsonNode patient) {
    for (JsonNode extension : patient.path("extension")) {
      if (extension.path("url").asText().endsWith("EthnicCategory")) {
        return extension.at("/valueCodeableConcept/coding/0/code").asText();
      }
    }
    return "";
  }
}
