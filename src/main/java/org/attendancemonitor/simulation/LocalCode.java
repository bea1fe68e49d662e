package org.attendancemonitor.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A code of the sender's own, obviously made up, where one that is known would stand. */
final class LocalCode {
  static final String CODE = "XQ7";
  private static final String SYSTEM = "urn:local:";
  private static final String OUTCOME =
      "https://acute.epr.example.nhs.uk/Extension/attended-or-did-not-attend";

  private LocalCode() {}

  /** Whether a coding is of the sender's own. */
  static boolean is(JsonNode coding) {
    return coding.path("system").asText().startsWith(SYSTEM);
  }

  /**
   * Puts one into an appointment: in place of the reason of a cancellation, or for the outcome of
   * one that was kept. Never into a miss, whose status alone tells it.
   *
   * @return false where it has no such code, and is left as it is
   */
  static boolean into(ObjectNode appointment) {
    String status = appointment.path("status").asText();
    if (status.equals("cancelled") && appointment.has("cancelationReason")) {
      coding(appointment.withArray("/cancelationReason/coding"), "cancellation-reason");
      return true;
    }
    // In a session for several each has an outcome of her own.
    if (status.equals("fulfilled") && Heard.participants(appointment).size() == 1) {
      ObjectNode extension = appointment.withArray("/extension").addObject();
      extension.put("url", OUTCOME);
      coding(extension.withArray("/valueCodeableConcept/coding"), "outcome");
      return true;
    }
    return false;
  }

  /**
   * Puts one in place of the service of a referral that is new.
   *
   * @return false where it is not new, and is left as it is
   */
  static boolean intoReferral(ObjectNode referral) {
    if (!referral.at("/meta/versionId").asText().equals("1")) {
      return false;
    }
    coding(referral.withArray("/code/coding"), "service");
    return true;
  }

  private static void coding(ArrayNode codings, String kind) {
    codings.removeAll();
    codings.addObject().put("system", SYSTEM + kind).put("code", CODE).put("display", "Made up");
  }
}
