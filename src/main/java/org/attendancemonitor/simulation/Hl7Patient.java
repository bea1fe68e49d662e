package org.attendancemonitor.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A person as a PID segment, with the letters and digits of UK senders. */
final class Hl7Patient {
  private static final Map<String, String> SEX = Map.of("male", "M", "female", "F");

  private final WallClock day = new WallClock("yyyyMMdd");

  /**
   * Who a message is about.
   *
   * @param reference such as {@code Patient/pat-1}
   * @param patient what is known of the person, or null
   * @param authority who gave the local number
   */
  Hl7Line segment(String reference, JsonNode patient, String authority) {
    Hl7Line pid =
        new Hl7Line("PID")
            .put(1, "1")
            .put(3, reference.replace("Patient/", ""), "", "", authority, "PI");
    if (patient == null) {
      return pid;
    }
    String national = Heard.nhsNumber(patient);
    if (!national.isEmpty()) {
      pid.repeat(3, national, "", "", "NHS", "NH");
    }
    JsonNode name = patient.at("/name/0");
    pid.put(5, name.path("family").asText(), name.at("/given/0").asText(), "", "", "", "", "L")
        .put(7, patient.path("birthDate").asText().replace("-", ""))
        .put(8, SEX.getOrDefault(patient.path("gender").asText(), "U"));
    JsonNode address = patient.at("/address/0");
    pid.put(
        11,
        address.at("/line/0").asText(),
        "",
        address.path("city").asText(),
        "",
        address.path("postalCode").asText(),
        "",
        "H");
    for (JsonNode number : patient.path("telecom")) {
      boolean mobile = number.path("use").asText().equals("mobile");
      pid.repeat(13, number.path("value").asText(), "PRN", mobile ? "CP" : "PH");
    }
    pid.put(15, patient.at("/communication/0/language/coding/0/code").asText(), "", "BCP47");
    pid.put(22, Heard.ethnicity(patient));
    String died = patient.path("deceasedDateTime").asText();
    if (!died.isEmpty()) {
      pid.put(29, day.of(died)).put(30, "Y");
    }
    return pid;
  }
}
