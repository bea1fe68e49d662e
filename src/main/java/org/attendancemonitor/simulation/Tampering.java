package org.attendancemonitor.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Makes a changed message from one that is right. */
final class Tampering {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Tampering() {}

  /** The message's own {@code Type/id}, or that of the appointment in a Bundle. */
  static String resource(SimulatedEvent event) {
    ObjectNode message = read(event);
    ObjectNode appointment = appointment(message);
    ObjectNode of = appointment == null ? message : appointment;
    return of.path("resourceType").asText() + "/" + of.path("id").asText();
  }

  static boolean appointment(SimulatedEvent event) {
    return event.json().contains("\"resourceType\":\"Appointment\"");
  }

  static boolean miss(SimulatedEvent event) {
    return event.json().contains("\"status\":\"noshow\"");
  }

  /** A later version of the appointment alone with another status. */
  static SimulatedEvent later(SimulatedEvent event, Duration after, String status) {
    Instant at = event.at().plus(after);
    ObjectNode appointment = appointment(read(event));
    appointment.put("status", status);
    appointment.remove("reasonCode");
    ObjectNode meta = (ObjectNode) appointment.get("meta");
    meta.put("versionId", String.valueOf(meta.path("versionId").asInt() + 1));
    meta.put("lastUpdated", RecordSystem.instant(at));
    return new SimulatedEvent(event.feed(), at, appointment.toString());
  }

  /** The message breaks off in its middle. */
  static SimulatedEvent broken(SimulatedEvent event) {
    return with(event, event.json().substring(0, event.json().length() / 2));
  }

  /** The appointment in the words of STU3, under an id of its own. */
  static SimulatedEvent stu3(SimulatedEvent event) {
    return changed(
        event,
        appointment -> {
          appointment.set("incomingReferral", appointment.remove("basedOn"));
          appointment.withObject("/meta").remove("profile");
        });
  }

  /** The appointment without its patients, under an id of its own. */
  static SimulatedEvent nobody(SimulatedEvent event) {
    return changed(
        event,
        appointment -> {
          ArrayNode participants = (ArrayNode) appointment.get("participant");
          for (int i = participants.size() - 1; i >= 0; i--) {
            JsonNode actor = participants.get(i).path("actor");
            if (actor.path("reference").asText().startsWith("Patient/")) {
              participants.remove(i);
            }
          }
        });
  }

  /** The appointment on a day that no calendar has, under an id of its own. */
  static SimulatedEvent impossible(SimulatedEvent event) {
    return changed(
        event,
        appointment -> {
          String start = appointment.get("start").asText();
          appointment.put("start", start.substring(0, 4) + "-02-30" + start.substring(10));
        });
  }

  private static SimulatedEvent changed(SimulatedEvent event, Consumer<ObjectNode> change) {
    ObjectNode appointment = appointment(read(event));
    String id = appointment.get("id").asText() + "-bad";
    appointment.put("id", id);
    ((ObjectNode) appointment.withArray("/identifier").get(0)).put("value", id);
    change.accept(appointment);
    return with(event, appointment.toString());
  }

  private static SimulatedEvent with(SimulatedEvent event, String json) {
    return new SimulatedEvent(event.feed(), event.at(), json);
  }

  private static ObjectNode appointment(ObjectNode message) {
    if (message.path("resourceType").asText().equals("Appointment")) {
      return message;
    }
    for (JsonNode entry : message.path("entry")) {
      if (entry.path("resource").path("resourceType").asText().equals("Appointment")) {
        return (ObjectNode) entry.get("resource");
      }
    }
    return null;
  }

  private static ObjectNode read(SimulatedEvent event) {
    try {
      return (ObjectNode) JSON.readTree(event.json());
    } catch (JsonProcessingException ours) {
      throw new IllegalStateException("the generator wrote no JSON", ours);
    }
  }
}
