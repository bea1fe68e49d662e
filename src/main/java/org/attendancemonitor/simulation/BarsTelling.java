package org.attendancemonitor.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Messages of the Booking and Referral Standard: a MessageHeader, the booking or referral it is
 * about, and the people. A referral that ends with its last miss is one message for both.
 */
final class BarsTelling implements Telling {
  private static final String BARS = "https://fhir.nhs.uk/CodeSystem/message-";
  private static final Set<String> NEEDS = Set.of("Condition", "Flag", "RelatedPerson");

  private final ObjectMapper json = new ObjectMapper();
  private final Heard heard = new Heard();

  /** What is recorded of a patient until a referral takes it along. */
  private final Map<String, List<ObjectNode>> needs = new HashMap<>();

  private Told last;

  @Override
  public List<Told> tell(SimulatedEvent event) {
    List<ObjectNode> resources = heard.hear(event);
    if (resources.isEmpty() && last != null) {
      String half = last.text().substring(0, last.text().length() / 2);
      return List.of(new Told(event.feed(), event.at(), "", half));
    }
    List<ObjectNode> focus = new ArrayList<>();
    for (ObjectNode resource : resources) {
      String type = Heard.type(resource);
      if (NEEDS.contains(type)) {
        String whose = event.feed() + "|" + Heard.patients(resource).get(0);
        needs.computeIfAbsent(whose, none -> new ArrayList<>()).add(resource);
      } else if (type.equals("ServiceRequest") || type.equals("Appointment")) {
        focus.add(resource);
      }
    }
    if (focus.isEmpty()) {
      return List.of();
    }
    last = message(event, focus);
    return List.of(last);
  }

  private Told message(SimulatedEvent event, List<ObjectNode> focus) {
    ObjectNode first = focus.get(0);
    boolean referral = Heard.type(first).equals("ServiceRequest");
    String about = Heard.type(first) + "/" + Heard.id(first);
    String id = name(event.feed() + about + event.at() + first.path("status").asText());
    List<ObjectNode> people = new ArrayList<>();
    for (String patient : patients(focus)) {
      ObjectNode known = heard.of(event.feed(), patient);
      if (known != null) {
        people.add(known);
      }
      List<ObjectNode> recorded = needs.get(event.feed() + "|" + patient);
      if (referral && recorded != null) {
        needs.remove(event.feed() + "|" + patient);
        people.addAll(recorded);
      }
    }
    ObjectNode bundle = json.createObjectNode().put("resourceType", "Bundle").put("id", id);
    bundle.putObject("meta").put("lastUpdated", RecordSystem.instant(event.at()));
    bundle.put("type", "message").put("timestamp", RecordSystem.instant(event.at()));
    ArrayNode entries = bundle.putArray("entry");
    entry(entries, "urn:uuid:" + id, header(event, id, focus, referral));
    focus.forEach(each -> entry(entries, address(event, each), each));
    people.forEach(each -> entry(entries, address(event, each), each));
    return new Told(event.feed(), event.at(), about, bundle.toString());
  }

  private static Set<String> patients(List<ObjectNode> focus) {
    Set<String> patients = new LinkedHashSet<>();
    focus.forEach(each -> patients.addAll(Heard.patients(each)));
    return patients;
  }

  private ObjectNode header(
      SimulatedEvent event, String id, List<ObjectNode> focus, boolean referral) {
    ObjectNode first = focus.get(0);
    ObjectNode header = json.createObjectNode().put("resourceType", "MessageHeader").put("id", id);
    header
        .putObject("eventCoding")
        .put("system", BARS + "events-bars")
        .put("code", referral ? "servicerequest-request" : "booking-request");
    header
        .putArray("destination")
        .addObject()
        .put("endpoint", "https://fhir.nhs.uk/Id/dos-service-id|attendance-monitor");
    header
        .putObject("source")
        .put("name", "Synthetic trust")
        .put("endpoint", "https://fhir.nhs.uk/Id/dos-service-id|" + event.feed());
    header
        .putObject("reason")
        .putArray("coding")
        .addObject()
        .put("system", BARS + "reason-bars")
        .put("code", first.at("/meta/versionId").asText().equals("1") ? "new" : "update");
    ArrayNode references = header.putArray("focus");
    focus.forEach(each -> references.addObject().put("reference", address(event, each)));
    return header;
  }

  private static void entry(ArrayNode entries, String address, JsonNode resource) {
    entries.addObject().put("fullUrl", address).set("resource", resource);
  }

  private static String address(SimulatedEvent event, JsonNode resource) {
    String host = event.feed().equals("community") ? "community" : "acute";
    return "https://"
        + host
        + ".epr.example.nhs.uk/fhir/"
        + Heard.type(resource)
        + "/"
        + Heard.id(resource);
  }

  private static String name(String of) {
    return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
