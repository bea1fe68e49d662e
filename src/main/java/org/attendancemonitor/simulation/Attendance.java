package org.attendancemonitor.simulation;

import com.fasterxml.jackson.databind.JsonNode;

/** What an Appointment of the synthetic feed says, in the codes of the NHS Data Dictionary. */
final class Attendance {
  private static final String ATTENDED = "attended-or-did-not-attend";

  private final JsonNode appointment;

  Attendance(JsonNode appointment) {
    this.appointment = appointment;
  }

  /**
   * ATTENDED OR DID NOT ATTEND CODE of one of the patients; empty while nothing is known.
   *
   * @param participant of the patient, or null where there is none
   */
  String code(JsonNode participant) {
    String own = participant == null ? "" : coded(participant);
    String common = own.isEmpty() ? coded(appointment) : own;
    if (!common.isEmpty()) {
      return common;
    }
    return switch (status()) {
      case "fulfilled" -> "5";
      case "noshow" -> "3";
      // Of a reason of the sender's own nobody can tell whose it is: it is told itself.
      case "cancelled" -> local() ? reason() : reason().startsWith("pat") ? "2" : "4";
      default -> "";
    };
  }

  String status() {
    return appointment.path("status").asText();
  }

  /** Why it was cancelled, or empty. */
  String reason() {
    return appointment.at("/cancelationReason/coding/0/code").asText();
  }

  private boolean local() {
    return LocalCode.is(appointment.at("/cancelationReason/coding/0"));
  }

  /** FIRST ATTENDANCE CODE. */
  String first() {
    for (JsonNode coding : appointment.at("/appointmentType/coding")) {
      if (coding.path("system").asText().endsWith("first-attendance")) {
        return coding.path("code").asText();
      }
    }
    return "";
  }

  /** The service, by whichever of its names the message has. */
  Clinic clinic() {
    return clinic(
        appointment.at("/serviceType/0/coding/0/code").asText(), actor("HealthcareService/"));
  }

  /** A service by its code, or by its id where there is no code; null where there is neither. */
  static Clinic clinic(String code, String id) {
    return Clinic.ALL.stream()
        .filter(clinic -> clinic.code().equals(code) || clinic.id().equals(id))
        .findFirst()
        .orElse(null);
  }

  /** The id of whoever or whatever takes part, or empty. */
  String actor(String prefix) {
    for (JsonNode participant : appointment.path("participant")) {
      String reference = participant.at("/actor/reference").asText();
      if (reference.startsWith(prefix)) {
        return reference.substring(prefix.length());
      }
    }
    return "";
  }

  /**
   * The id of the referral of one of the patients, or empty.
   *
   * @param position of the patient among the patients
   */
  String referral(int position) {
    JsonNode all = appointment.path("basedOn");
    JsonNode own = all.size() > position ? all.get(position) : all.path(0);
    return own.path("reference").asText().replace("ServiceRequest/", "");
  }

  private static String coded(JsonNode within) {
    for (JsonNode extension : within.path("extension")) {
      if (extension.path("url").asText().endsWith(ATTENDED)) {
        return extension.at("/valueCodeableConcept/coding/0/code").asText();
      }
    }
    return "";
  }
}
