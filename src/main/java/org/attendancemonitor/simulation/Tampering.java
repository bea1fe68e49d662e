package org.attendancemonitor.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Makes a changed message from one that is right. */
final class Tampering {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ZONED = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+[+]00:00");

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

  /** How the appointment ended is known, and no later version changes it. */
  static boolean settled(SimulatedEvent event) {
    return appointment(event)
        && (event.json().contains("\"status\":\"fulfilled\"")
            || event.json().contains("\"status\":\"cancelled\""));
  }

  /** A later version of the appointment alone with another status. */
  static SimulatedEvent later(SimulatedEvent event, Duration after, String status) {
    SimulatedEvent later = later(event, event.at().plus(after));
    ObjectNode appointment = read(later);
    appointment.put("status", status);
    appointment.remove("reasonCode");
    return with(later, appointment.toString());
  }

  private static SimulatedEvent later(SimulatedEvent event, Instant at) {
    ObjectNode appointment = appointment(read(event));
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

  /** The message with a code of the sender's own, or null where it has none to replace. */
  static SimulatedEvent ownCode(SimulatedEvent event) {
    ObjectNode message = read(event);
    ObjectNode appointment = find(message, "Appointment");
    ObjectNode referral = find(message, "ServiceRequest");
    boolean put =
        appointment != null
            ? LocalCode.into(appointment)
            : referral != null && LocalCode.intoReferral(referral);
    return put ? with(event, message.toString()) : null;
  }

  /**
   * The message with its times as the clock on the wall shows them, without a zone. One that would
   * be read an hour early, because the clock shows it a second time, keeps its zone.
   */
  static SimulatedEvent zoneless(SimulatedEvent event) {
    return with(
        event,
        ZONED
            .matcher(event.json())
            .replaceAll(
                zoned -> {
                  ZonedDateTime at = WallClock.read(zoned.group());
                  return at.equals(at.withEarlierOffsetAtOverlap())
                      ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(at)
                      : zoned.group();
                }));
  }

  /** A later version of the appointment alone that says the same, its times without a zone. */
  static SimulatedEvent again(SimulatedEvent event, Instant at) {
    return zoneless(later(event, at));
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
    return find(message, "Appointment");
  }

  private static ObjectNode find(ObjectNode message, String type) {
    if (Heard.type(message).equals(type)) {
      return message;
    }
    for (JsonNode entry : message.path("entry")) {
      if (Heard.type(entry.path("resource")).equals(type)) {
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
