package org.attendancemonitor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is discovered, and what becomes of calls that are not as they should be. */
@SpringBootTest(classes = FhirServer.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class HookCallTest {
  @LocalServerPort private int port;
  private Caller epr;

  @BeforeEach
  void signIn() {
    epr = new Caller(port, "feed");
  }

  @Test
  void theServicesAreDiscoveredWithWhatTheSpecificationRequires() {
    HttpResponse<String> response = epr.get("/cds-services");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    JsonNode services = Hooked.tree(response.body()).path("services");
    assertThat(services)
        .extracting(it -> it.path("id").asText() + " " + it.path("hook").asText())
        .containsExactly(
            "discharge-check encounter-discharge",
            "referral-close org.attendancemonitor.referral-close",
            "appointment-book appointment-book");
    for (JsonNode service : services) {
      assertThat(service.path("title").asText()).isNotBlank();
      assertThat(service.path("description").asText()).isNotBlank();
      assertThat(service.path("prefetch").path("patient").asText())
          .isEqualTo("Patient/{{context.patientId}}");
    }
  }

  @ParameterizedTest
  @CsvSource({"discharge-check", "referral-close", "appointment-book"})
  void aPatientNobodyHasHeardOfHasNoCards(String service) {
    HttpResponse<String> response = post(service, whole(service));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    assertThat(response.body()).isEqualTo("{\"cards\":[]}");
  }

  static Stream<Arguments> faults() {
    Stream<Arguments> ofAll =
        Stream.of("discharge-check", "referral-close", "appointment-book")
            .flatMap(
                service ->
                    Stream.of(
                        fault(service, "hook", it -> it.remove("hook")),
                        fault(service, "hook", it -> it.put("hook", "patient-view")),
                        fault(service, "hook", it -> it.put("hook", 7)),
                        fault(service, "hookInstance", it -> it.remove("hookInstance")),
                        fault(service, "hookInstance", it -> it.put("hookInstance", "42")),
                        fault(service, "context", it -> it.remove("context")),
                        fault(service, "context", it -> it.put("context", "patient")),
                        fault(service, "context", it -> it.putArray("context")),
                        inContext(service, "userId", it -> it.remove("userId")),
                        inContext(service, "userId", it -> it.put("userId", "")),
                        inContext(service, "patientId", it -> it.remove("patientId")),
                        inContext(service, "patientId", it -> it.putNull("patientId")),
                        inContext(service, "patientId", it -> it.put("patientId", 12)),
                        inContext(service, "patientId", it -> it.put("patientId", "a\u0000b")),
                        inContext(
                            service, "patientId", it -> it.put("patientId", "9".repeat(2000))),
                        inContext(service, "patientId", it -> it.putObject("patientId")),
                        fault(service, "prefetch", it -> it.put("prefetch", "none")),
                        fault(
                            service,
                            "prefetch.patient",
                            it -> it.putObject("prefetch").put("patient", "Patient/1")),
                        fault(
                            service,
                            "prefetch.patient",
                            it ->
                                it.putObject("prefetch")
                                    .putObject("patient")
                                    .put("resourceType", "Group")),
                        fault(
                            service,
                            "prefetch.patient.id",
                            it ->
                                it.putObject("prefetch")
                                    .putObject("patient")
                                    .put("resourceType", "Patient")
                                    .put("id", "somebody-else")),
                        fault(service, "fhirServer", it -> it.put("fhirServer", 1)),
                        fault(
                            service,
                            "fhirAuthorization.access_token",
                            it -> it.putObject("fhirAuthorization"))));
    return Stream.concat(
        ofAll,
        Stream.of(
            fault("discharge-check", "fhirServer", it -> it.remove("fhirServer")),
            fault(
                "discharge-check",
                "fhirAuthorization.expires_in",
                it -> ((ObjectNode) it.path("fhirAuthorization")).put("expires_in", "soon")),
            inContext("discharge-check", "encounterId", it -> it.remove("encounterId")),
            fault(
                "discharge-check",
                "prefetch.encounter",
                it ->
                    it.putObject("prefetch").putObject("encounter").put("resourceType", "Patient")),
            inContext("referral-close", "referralId", it -> it.remove("referralId")),
            inContext("appointment-book", "appointments", it -> it.remove("appointments")),
            inContext("appointment-book", "appointments", it -> it.put("appointments", "a1")),
            inContext(
                "appointment-book",
                "appointments",
                it -> it.putObject("appointments").put("resourceType", "Appointment")),
            inContext(
                "appointment-book", "appointments", it -> it.putArray("appointments").add("a1")),
            inContext(
                "appointment-book",
                "appointments",
                it ->
                    it.putObject("appointments")
                        .put("resourceType", "Bundle")
                        .putArray("entry")
                        .addObject())));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultIsAnswered400AndNamesItsField(
      String service, String field, Consumer<ObjectNode> change) {
    ObjectNode call = whole(service);
    change.accept(call);

    HttpResponse<String> response = post(service, call);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    JsonNode issue = Hooked.tree(response.body()).path("issue").path(0);
    assertThat(issue.path("expression")).extracting(JsonNode::asText).containsExactly(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[]",
        "null",
        "\"x\"",
        "{",
        "{\"hook\":\"encounter-discharge\"",
        "{} {}",
        "{\"hook\":\"a\",\"hook\":\"b\"}",
        "{\"hook\": NaN}"
      })
  void whatIsNoJsonObjectIsAnswered400(String body) {
    for (String service : new String[] {"discharge-check", "appointment-book"}) {
      HttpResponse<String> response = epr.post("/cds-services/" + service, body);

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("OperationOutcome", "unparsable");
    }
  }

  @Test
  void aBodyThatIsTooDeepTooLargeOrOfAnotherTypeIsRefused() {
    String path = "/cds-services/discharge-check";
    assertThat(epr.post(path, "[".repeat(100_000)).statusCode()).isEqualTo(400);
    assertThat(epr.post(path, "{\"a\":".repeat(5_000)).statusCode()).isEqualTo(400);
    assertThat(epr.post(path, " ".repeat(200_001)).statusCode()).isEqualTo(413);
    byte[] notText = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
    assertThat(
            epr.send("POST", path, "application/json", BodyPublishers.ofByteArray(notText))
                .statusCode())
        .isEqualTo(400);
    HttpResponse<String> wrongType =
        epr.send("POST", path, "text/plain", BodyPublishers.ofString("{}"));
    assertThat(wrongType.statusCode()).isEqualTo(415);
    assertThat(wrongType.body()).contains("Send application/json.");
  }

  @Test
  void thereIsNoOtherService() {
    HttpResponse<String> response = epr.post("/cds-services/nothing", "{}");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("OperationOutcome").doesNotContain("nothing");
  }

  @Test
  void nothingThatWasSentIsSentBack() {
    for (String canary : Sent.CANARIES) {
      ObjectNode call = whole("discharge-check");
      ((ObjectNode) call.path("context")).put("patientId", canary).put(canary, canary);
      call.put("hook", canary);
      call.putObject("prefetch").set("patient", Hooked.object(Sent.patient("p")));
      assertThat(post("discharge-check", call).body()).doesNotContain(canary);
      call.put("hook", "encounter-discharge");
      assertThat(post("discharge-check", call).body()).doesNotContain(canary);
    }
  }

  private static ObjectNode whole(String service) {
    return switch (service) {
      case "discharge-check" -> Hooked.discharge("nobody", "456");
      case "referral-close" -> Hooked.close("nobody", "r1");
      default -> Hooked.book("nobody", "physio");
    };
  }

  private static Arguments fault(String service, String field, Consumer<ObjectNode> change) {
    return Arguments.of(service, field, change);
  }

  private static Arguments inContext(String service, String field, Consumer<ObjectNode> change) {
    return fault(service, "context." + field, it -> change.accept((ObjectNode) it.path("context")));
  }

  private HttpResponse<String> post(String service, ObjectNode call) {
    return epr.send(
        "POST",
        "/cds-services/" + service,
        "application/json",
        BodyPublishers.ofString(call.toString()));
  }
}
