package org.attendancemonitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.simulation.Form;
import org.attendancemonitor.simulation.SimulatedEvent;

/** What each form has no words for, taken out of the FHIR of a synthetic trust. */
final class Untold {
  private static final Set<String> IN_BARS =
      Set.of("Patient", "ServiceRequest", "Appointment", "Condition", "Flag", "RelatedPerson");
  private static final Set<String> IN_OTHERS = Set.of("Patient", "ServiceRequest", "Appointment");

  private final ObjectMapper json = new ObjectMapper();
  private final Form form;

  Untold(Form form) {
    this.form = form;
  }

  /** The messages, without what is not told. */
  List<String> without(List<SimulatedEvent> events) {
    Set<String> booked = new HashSet<>();
    for (SimulatedEvent event : events) {
      for (JsonNode reference : tree(event).findValues("basedOn")) {
        reference.forEach(one -> booked.add(one.path("reference").asText()));
      }
    }
    List<String> left = new ArrayList<>();
    for (SimulatedEvent event : events) {
      JsonNode root = tree(event);
      if (root.path("resourceType").asText().equals("Bundle")) {
        for (Iterator<JsonNode> each = root.path("entry").iterator(); each.hasNext(); ) {
          if (!told((ObjectNode) each.next().path("resource"), booked)) {
            each.remove();
          }
        }
        if (!root.path("entry").isEmpty()) {
          left.add(root.toString());
        }
      } else if (root.isObject() && told((ObjectNode) root, booked)) {
        left.add(root.toString());
      }
    }
    // The national codes of treatment functions do not tell children's speech therapy apart.
    return form == Form.CSV
        ? left.stream().map(text -> text.replace("310104001", "310101009")).toList()
        : left;
  }

  /** A text that breaks off holds nothing. */
  private JsonNode tree(SimulatedEvent event) {
    try {
      return json.readTree(event.json());
    } catch (JsonProcessingException broken) {
      return json.missingNode();
    }
  }

  /** Whether it is told at all; takes out of it what is not. */
  private boolean told(ObjectNode resource, Set<String> booked) {
    String type = resource.path("resourceType").asText();
    if (!(form == Form.BARS ? IN_BARS : IN_OTHERS).contains(type)) {
      return false;
    }
    if (form == Form.BARS) {
      return true;
    }
    switch (type) {
      case "Patient" -> patient(resource);
      case "ServiceRequest" -> {
        String status = resource.path("status").asText();
        boolean of = booked.contains("ServiceRequest/" + resource.path("id").asText());
        if (form == Form.HL7 ? status.equals("completed") : !status.equals("active") || !of) {
          return false;
        }
      }
      default -> {
        if (form == Form.CSV && resource.path("status").asText().equals("entered-in-error")) {
          return false;
        }
      }
    }
    return true;
  }

  private void patient(ObjectNode patient) {
    JsonNode extensions = patient.path("extension");
    for (Iterator<JsonNode> each = extensions.iterator(); each.hasNext(); ) {
      if (!each.next().path("url").asText().endsWith("EthnicCategory")) {
        each.remove();
      }
    }
    patient.path("identifier").forEach(one -> ((ObjectNode) one).remove("extension"));
    patient.path("address").forEach(one -> ((ObjectNode) one).remove("extension"));
    if (form == Form.CSV) {
      patient.remove(List.of("name", "telecom", "communication", "deceasedDateTime", "link"));
    }
  }
}
