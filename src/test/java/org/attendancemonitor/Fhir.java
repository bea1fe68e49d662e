package org.attendancemonitor;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** FHIR messages for tests, as text. */
final class Fhir {
  private Fhir() {}

  /** An appointment of one person in physiotherapy that ended as its status says. */
  static String appointment(
      String id, String patient, String status, Instant start, Instant updated) {
    return """
        {"resourceType": "Appointment", "id": "%s", "meta": {"lastUpdated": "%s"},
         "status": "%s",
         "serviceType": [{"coding": [{"system": "http://snomed.info/sct", "code": "722140001"}]}],
         "start": "%s", "end": "%s",
         "participant": [{"actor": {"reference": "Patient/%s"}, "status": "accepted"}]}"""
        .formatted(id, updated, status, start, start.plusSeconds(1800), patient);
  }

  /** A Bundle that updates each resource given. */
  static String bundle(String type, List<String> resources) {
    return """
        {"resourceType": "Bundle", "type": "%s", "entry": [%s]}"""
        .formatted(
            type,
            resources.stream()
                .map(
                    resource ->
                        "{\"resource\": "
                            + resource
                            + ", \"request\": {\"method\": \"PUT\", \"url\": \""
                            + address(resource)
                            + "\"}}")
                .collect(Collectors.joining(", ")));
  }

  private static String address(String resource) {
    String type = resource.replaceAll("(?s).*?\"resourceType\": \"(\\w+)\".*", "$1");
    String id = resource.replaceAll("(?s).*?\"id\": \"([^\"]+)\".*", "$1");
    return type + "/" + id;
  }
}
