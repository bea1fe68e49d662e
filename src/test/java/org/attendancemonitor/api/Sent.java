package org.attendancemonitor.api;

import java.util.List;

/** What a source might send about one invented patient, whose details are easy to search for. */
final class Sent {
  /** None of these may ever stand in an answer to a fault, or in a log. */
  static final List<String> CANARIES =
      List.of("Quibblethorpe", "Zyxwanda", "9990000018", "ZZ99 3CZ", "07700900123", "1 Canary Row");

  private Sent() {}

  static String patient(String id) {
    return """
        {"resourceType":"Patient","id":"%s",
         "identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}],
         "name":[{"family":"Quibblethorpe","given":["Zyxwanda"]}],
         "telecom":[{"system":"phone","value":"07700900123"}],
         "gender":"female","birthDate":"1980-02-29",
         "address":[{"line":["1 Canary Row"],"postalCode":"ZZ99 3CZ"}]}"""
        .formatted(id);
  }

  static String appointment(String id, String start, String end) {
    return """
        {"resourceType":"Appointment","id":"%s","status":"noshow",
         "meta":{"versionId":"1","lastUpdated":"2026-03-02T10:00:00Z"},
         "start":"%s","end":"%s","comment":"Zyxwanda Quibblethorpe did not come",
         "participant":[{"actor":{"reference":"Patient/p1","display":"Zyxwanda Quibblethorpe"},
           "status":"accepted"}]}"""
        .formatted(id, start, end);
  }

  static String appointment(String id) {
    return appointment(id, "2026-03-02T09:00:00Z", "2026-03-02T09:30:00Z");
  }

  /** An appointment that ends before it starts. */
  static String impossible(String id) {
    return appointment(id, "2026-03-02T09:00:00Z", "2026-03-02T08:30:00Z");
  }

  static String bundle(String type, String... resources) {
    StringBuilder entries = new StringBuilder();
    for (String resource : resources) {
      entries
          .append(entries.isEmpty() ? "" : ",")
          .append("{\"resource\":")
          .append(resource)
          .append(",\"request\":{\"method\":\"POST\",\"url\":\"Appointment\"}}");
    }
    return "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[%s]}".formatted(type, entries);
  }

  static String message(String... resources) {
    String header =
        """
        {"resourceType":"MessageHeader","id":"m1",
         "eventCoding":{"system":"https://fhir.nhs.uk/CodeSystem/message-events-bars",
           "code":"booking-request"},
         "source":{"endpoint":"https://trust.example"}}""";
    String[] all = new String[resources.length + 1];
    all[0] = header;
    System.arraycopy(resources, 0, all, 1, resources.length);
    return bundle("message", all);
  }
}
