package org.attendancemonitor.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * HL7 v2.5 with the habits of UK senders: times as the clock shows them, one patient to an
 * appointment, and the NHS code of the outcome in a segment of the site's own (ZAP-4).
 */
final class Hl7Telling implements Telling {
  private final Heard heard = new Heard();
  private final Hl7Patient patients = new Hl7Patient();
  private final WallClock time = new WallClock("yyyyMMddHHmmss");
  private final WallClock day = new WallClock("yyyyMMdd");
  private Told last;

  @Override
  public List<Told> tell(SimulatedEvent event) {
    List<ObjectNode> resources = heard.hear(event);
    List<Told> told = new ArrayList<>();
    if (resources.isEmpty() && last != null) {
      // Within the header: what breaks off later may still say enough.
      told.add(new Told(event.feed(), event.at(), "", last.text().substring(0, 30)));
    }
    for (ObjectNode resource : resources) {
      switch (Heard.type(resource)) {
        case "Patient" -> told.add(patient(event, resource));
        case "ServiceRequest" -> referral(event, resource, told);
        case "Appointment" -> appointment(event, resource, told);
        // Nothing else has a place in these messages.
        default -> {}
      }
    }
    last = told.isEmpty() ? last : told.get(0);
    return told;
  }

  private Told patient(SimulatedEvent event, JsonNode patient) {
    String id = Heard.id(patient);
    String authority = authority(event);
    JsonNode link = patient.at("/link/0");
    if (link.path("type").asText().equals("replaced-by")) {
      String other = link.at("/other/reference").asText();
      String segments =
          patients.segment(other, heard.of(event.feed(), other), authority).toString()
              + new Hl7Line("MRG").put(1, id, "", "", authority, "PI");
      return message(event, "ADT", "A40", "ADT_A39", id, segments);
    }
    String known = patient.at("/meta/versionId").asText().equals("1") ? "A28" : "A31";
    String segments = patients.segment("Patient/" + id, patient, authority).toString();
    return message(event, "ADT", known, "ADT_A05", id, segments);
  }

  private void referral(SimulatedEvent event, JsonNode referral, List<Told> told) {
    String status = referral.path("status").asText();
    if (status.equals("completed")) {
      return;
    }
    boolean over = status.equals("revoked");
    boolean first = referral.at("/meta/versionId").asText().equals("1");
    String kind = over ? "I14" : first ? "I12" : "I13";
    JsonNode service = referral.at("/code/coding/0");
    String reason = referral.at("/reasonCode/0/coding/0/code").asText();
    Hl7Line rf1 =
        new Hl7Line("RF1")
            .put(1, over ? "R" : "A", "", "HL70283")
            .put(2, referral.path("priority").asText().equals("urgent") ? "U" : "R")
            .put(6, Heard.id(referral), authority(event))
            .put(7, day.of(referral.path("authoredOn").asText()));
    String of = LocalCode.is(service) ? "LOCAL" : "SCT";
    rf1.put(3, service.path("code").asText(), service.path("display").asText(), of);
    if (!reason.isEmpty()) {
      rf1.put(10, reason, "Did not attend", "SCT");
    }
    String patient = Heard.patients(referral).get(0);
    String segments =
        rf1
            + new Hl7Line("PRD").put(1, "RP").put(2, "Invented Medical Practice").toString()
            + patients.segment(patient, heard.of(event.feed(), patient), authority(event));
    told.add(message(event, "REF", kind, "REF_I12", Heard.id(referral), segments));
  }

  private void appointment(SimulatedEvent event, JsonNode appointment, List<Told> told) {
    if (appointment.has("incomingReferral")) {
      return;
    }
    List<JsonNode> participants = Heard.participants(appointment);
    for (int i = 0; i < Math.max(1, participants.size()); i++) {
      JsonNode participant = participants.isEmpty() ? null : participants.get(i);
      String id = Heard.id(appointment) + (participants.size() > 1 ? "." + (i + 1) : "");
      told.add(booking(event, appointment, id, participant, i));
    }
  }

  private Told booking(
      SimulatedEvent event, JsonNode appointment, String id, JsonNode participant, int position) {
    Attendance attendance = new Attendance(appointment);
    String code = attendance.code(participant);
    String kind = kind(attendance.status(), code, appointment);
    Clinic clinic = attendance.clinic();
    String start = time.of(appointment.path("start").asText());
    String referral = attendance.referral(position);
    Hl7Line sch =
        new Hl7Line("SCH")
            .put(2, id, authority(event))
            .put(6, attendance.reason())
            .put(8, attendance.first())
            .put(11, "", "", "", start, time.of(appointment.path("end").asText()))
            .put(25, word(kind, code))
            .put(26, referral, referral.isEmpty() ? "" : authority(event));
    StringBuilder segments = new StringBuilder(sch.toString());
    if (participant != null) {
      String patient = participant.at("/actor/reference").asText();
      segments.append(patients.segment(patient, heard.of(event.feed(), patient), authority(event)));
    }
    segments.append(new Hl7Line("RGS").put(1, "1"));
    segments.append(new Hl7Line("AIS").put(1, "1").put(3, clinic.code(), clinic.display(), "SCT"));
    segments.append(
        new Hl7Line("AIL").put(1, "1").put(3, "", "", "", attendance.actor("Location/")));
    if (!code.isEmpty() && !kind.equals("S17")) {
      segments.append(new Hl7Line("ZAP").put(4, code));
    }
    return message(event, "SIU", kind, "SIU_S12", id, segments.toString());
  }

  private static String kind(String status, String code, JsonNode appointment) {
    return switch (status) {
      case "entered-in-error" -> "S17";
      case "cancelled" -> "S15";
      case "noshow" -> "S26";
      // Of a session that took place, each person has an outcome of her own.
      case "fulfilled" -> code.equals("3") ? "S26" : "S14";
      default -> appointment.at("/meta/versionId").asText().equals("1") ? "S12" : "S14";
    };
  }

  /** The filler's status (HL7 table 0278). */
  private static String word(String kind, String code) {
    return switch (kind) {
      case "S17" -> "Deleted";
      case "S15" -> "Cancelled";
      case "S26" -> "Noshow";
      default -> code.isEmpty() ? "Booked" : "Complete";
    };
  }

  private Told message(
      SimulatedEvent event,
      String type,
      String kind,
      String structure,
      String id,
      String segments) {
    String sent = time.of(RecordSystem.instant(event.at()));
    // The first field of a header is its delimiter, so each of the others stands one place before.
    Hl7Line header =
        new Hl7Line("MSH")
            .raw(1, "^~\\&")
            .put(2, authority(event))
            .put(3, "ZZX")
            .put(4, "ATTENDANCE")
            .put(5, "ZZX")
            .put(6, sent)
            .put(8, type, kind, structure)
            .put(9, control(id, kind, event.at()))
            .put(10, "P")
            .put(11, "2.5")
            .put(17, "UNICODE UTF-8");
    String registered =
        type.equals("ADT") ? new Hl7Line("EVN").put(1, kind).put(2, sent).toString() : "";
    return new Told(event.feed(), event.at(), id, header + registered + segments);
  }

  /** The same for the same news, and only for it. */
  private static String control(String id, String kind, Instant at) {
    return id + "." + kind + "." + Long.toString(at.getEpochSecond(), Character.MAX_RADIX);
  }

  private static String authority(SimulatedEvent event) {
    return event.feed().equals("community") ? "COMMUNITY" : "ACUTE";
  }
}
