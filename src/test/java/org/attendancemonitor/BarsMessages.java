package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Messages as the API of the Booking and Referral Standard sends them, and what is answered. */
final class BarsMessages {
  static final String DOOR = "/fhir/$process-message";
  static final Instant YESTERDAY =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(14, ChronoUnit.HOURS);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ERROR_CODES = "https://fhir.nhs.uk/Codesystem/http-error-codes";

  private BarsMessages() {}

  /** All headers of the standard, each in its form. */
  static Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    headers.put("X-Request-Id", UUID.randomUUID().toString());
    headers.put("X-Correlation-Id", UUID.randomUUID().toString());
    headers.put(
        "NHSD-Target-Identifier",
        encoded("{'system':'https://fhir.nhs.uk/Id/dos-service-id','value':'2000011147'}"));
    headers.put(
        "NHSD-End-User-Organisation",
        encoded(
            "{'resourceType':'Organization','name':'My service','identifier':[{'value':'A1001',"
                + "'system':'https://fhir.nhs.uk/Id/ods-organization-code'}]}"));
    headers.put(
        "NHSD-Requesting-Software",
        encoded("{'resourceType':'Device','version':[{'value':'1.0.0'}]}"));
    headers.put("NHSD-Requesting-Practitioner", encoded("{'resourceType':'PractitionerRole'}"));
    headers.put("use-context", "a4t2|validation|servicerequest-response|new");
    headers.put("Accept", "application/fhir+json; version=1.4.0");
    return headers;
  }

  static String encoded(String json) {
    return Base64.getEncoder()
        .encodeToString(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  static Map<String, String> with(String header, String value) {
    Map<String, String> headers = headers();
    if (value == null) {
      headers.remove(header);
    } else {
      headers.put(header, value);
    }
    return headers;
  }

  static HttpResponse<String> send(WholeMonitor to, String json, Map<String, String> headers) {
    List<String> pairs = new ArrayList<>();
    headers.forEach(
        (name, value) -> {
          pairs.add(name);
          pairs.add(value);
        });
    return to.post(WholeMonitor.FEED, DOOR, json, pairs.toArray(String[]::new));
  }

  static String message(String id, String event, String... resources) {
    StringBuilder entries = new StringBuilder();
    for (String resource : resources) {
      entries
          .append(",{\"fullUrl\":\"urn:uuid:")
          .append(UUID.nameUUIDFromBytes(resource.getBytes(StandardCharsets.UTF_8)))
          .append("\",\"resource\":")
          .append(resource)
          .append('}');
    }
    return """
        {"resourceType":"Bundle","id":"%s","type":"message","meta":{"versionId":"1.1.0"},"entry":[
         {"fullUrl":"urn:uuid:1cbdfb97-5859-48a4-8301-d54eab818d68",
          "resource":{"resourceType":"MessageHeader",
           "eventCoding":{"system":"https://fhir.nhs.uk/CodeSystem/message-events-bars",
             "code":"%s"},
           "destination":[{"endpoint":"https://fhir.nhs.uk/Id/dos-service-id|222"}],
           "source":{"endpoint":"https://fhir.nhs.uk/Id/dos-service-id|111"},
           "reason":{"coding":[{"system":"https://fhir.nhs.uk/CodeSystem/message-reason-bars",
             "code":"new"}]}}}%s]}"""
        .formatted(id, event, entries);
  }

  static String missed(String id, boolean basedOn) throws IllegalArgumentException {
    try {
      ObjectNode appointment =
          (ObjectNode)
              JSON.readTree(
                  Fhir.appointment(
                      "a-" + id, id, "noshow", YESTERDAY, YESTERDAY.plusSeconds(3600)));
      if (basedOn) {
        appointment.putArray("basedOn").addObject().put("reference", "ServiceRequest/r-" + id);
      }
      return appointment.toPrettyString().replace("\" : ", "\": ");
    } catch (IOException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  static String referral(String id, String status) {
    return referral(id, status, YESTERDAY.plusSeconds(3600));
  }

  static String referral(String id, String status, Instant updated) {
    return """
        {"resourceType": "ServiceRequest", "id": "r-%s", "meta": {"lastUpdated": "%s"},
         "status": "%s", "intent": "plan", "code": {"coding": [
           {"system": "http://snomed.info/sct", "code": "722140001"}]},
         "subject": {"reference": "Patient/%s"}}"""
        .formatted(id, updated, status, id);
  }

  static JsonNode issue(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body()).at("/issue/0");
  }

  static String code(HttpResponse<String> answer) throws IOException {
    JsonNode coding = issue(answer).at("/details/coding/0");
    assertThat(coding.path("system").asText()).isEqualTo(ERROR_CODES);
    return coding.path("code").asText();
  }
}
