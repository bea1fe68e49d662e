package org.attendancemonitor.api;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.attendancemonitor.intake.Verdict.Result;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.ResponseType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(classes = FhirServer.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class FhirApiTest {
  private static final String FHIR_JSON = "application/fhir+json";
  private static final int TOO_MANY = 300_000;

  @LocalServerPort private int port;
  @Autowired private TestIntake intake;
  private Caller feed;

  @BeforeEach
  void start() {
    intake.reset();
    feed = new Caller(port, "feed");
  }

  @AfterEach
  void nothingOfThePatientIsInTheLog(CapturedOutput output) {
    assertThat(output.getAll()).doesNotContain(Sent.CANARIES);
  }

  @Test
  void aNewPatientIsAnsweredAfterItIsRecorded() {
    HttpResponse<String> response = feed.post("/fhir/Patient", Sent.patient("p1"));

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.headers().firstValue("Location").orElseThrow()).contains("/Patient/p1");
    assertThat(intake.submissions()).hasSize(1);
    assertThat(intake.submissions().get(0).feed()).isEqualTo("epr");
    assertThat(outcome(response).getIssueFirstRep().getSeverity())
        .isEqualTo(IssueSeverity.INFORMATION);
  }

  @Test
  void theSameAgainIsADuplicateAndNoFault() {
    feed.post("/fhir/Patient", Sent.patient("p1"));

    HttpResponse<String> again = feed.post("/fhir/Patient", Sent.patient("p1"));

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(reason(again)).isEqualTo("duplicate");
  }

  @Test
  void olderNewsIsTakenAsHistory() {
    intake.next(Result.STALE);

    HttpResponse<String> response = feed.put("/fhir/Appointment/a1", Sent.appointment("a1"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(reason(response)).isEqualTo("stale");
  }

  @Test
  void aNamelessResourceGetsOurIdAndIsFiledUnderIt() {
    String nameless = Sent.appointment("x").replace("\"id\":\"x\",", "");

    HttpResponse<String> response = feed.post("/fhir/Appointment", nameless);

    String location = response.headers().firstValue("Location").orElseThrow();
    String id = location.replaceAll(".*/Appointment/([^/]+).*", "$1");
    assertThat(id).hasSize(36);
    assertThat(intake.submissions().get(0).message().entries().get(0).id()).isEqualTo(id);
  }

  @Test
  void aNamelessEntryOfABundleIsNamedByItsUrnEachTime() {
    String nameless = Sent.appointment("x").replace("\"id\":\"x\",", "");
    String bundle =
        Sent.bundle("transaction", nameless)
            .replace(
                "{\"resource\"",
                "{\"fullUrl\":\"urn:uuid:6f1c2b9e-0d53-4a0e-9a53-0c6fb33bcd11\",\"resource\"");

    Bundle answer = (Bundle) parse(feed.post("/fhir", bundle));

    assertThat(answer.getEntryFirstRep().getResponse().getLocation())
        .isEqualTo("Appointment/6f1c2b9e-0d53-4a0e-9a53-0c6fb33bcd11");
  }

  @Test
  void requestAndCorrelationIdsComeBack() {
    HttpResponse<String> response =
        feed.send(
            "POST",
            "/fhir/Patient",
            FHIR_JSON,
            BodyPublishers.ofString(Sent.patient("p1")),
            "X-Request-Id",
            "60e0b220-8136-4ca5-ae46-1d97ef59d068",
            "X-Correlation-Id",
            "c-1");

    assertThat(response.headers().allValues("X-Request-Id"))
        .containsExactly("60e0b220-8136-4ca5-ae46-1d97ef59d068");
    assertThat(response.headers().firstValue("X-Correlation-Id")).contains("c-1");
  }

  @Test
  void aBatchAnswersForEachEntry() {
    String batch =
        Sent.bundle("batch", Sent.appointment("a1"), Sent.impossible("a2"), Sent.appointment("a3"));

    HttpResponse<String> response = feed.post("/fhir", batch);

    assertThat(response.statusCode()).isEqualTo(200);
    Bundle answer = (Bundle) parse(response);
    assertThat(answer.getType()).isEqualTo(Bundle.BundleType.BATCHRESPONSE);
    assertThat(answer.getEntry())
        .extracting(it -> it.getResponse().getStatus())
        .containsExactly("201", "422", "201");
    OperationOutcome fault = (OperationOutcome) answer.getEntry().get(1).getResponse().getOutcome();
    assertThat(fault.getIssueFirstRep().getExpression().get(0).getValue())
        .startsWith("Bundle.entry[1]");
    assertThat(response.body()).doesNotContain(Sent.CANARIES);
  }

  @Test
  void aTransactionIsAnsweredWhole() {
    HttpResponse<String> response =
        feed.post("/fhir", Sent.bundle("transaction", Sent.patient("p1"), Sent.appointment("a1")));

    Bundle answer = (Bundle) parse(response);
    assertThat(answer.getType()).isEqualTo(Bundle.BundleType.TRANSACTIONRESPONSE);
    assertThat(answer.getEntry())
        .extracting(it -> it.getResponse().getLocation())
        .containsExactly("Patient/p1", "Appointment/a1");
  }

  @Test
  void aTransactionWithOneFaultIsRefusedWholeAndTheEntryNamed() {
    HttpResponse<String> response =
        feed.post("/fhir", Sent.bundle("transaction", Sent.patient("p1"), Sent.impossible("a1")));

    assertThat(response.statusCode()).isEqualTo(422);
    OperationOutcome outcome = outcome(response);
    assertThat(outcome.getIssue()).hasSize(1);
    assertThat(outcome.getIssueFirstRep().getExpression().get(0).getValue())
        .startsWith("Bundle.entry[1]");
    assertThat(reason(response)).isEqualTo("impossible");
  }

  /** Sends a message with the headers of its standard. */
  private HttpResponse<String> message(String json) {
    return feed.send(
        "POST",
        "/fhir/$process-message",
        FHIR_JSON,
        BodyPublishers.ofString(json),
        "X-Request-Id",
        "c1ab3fba-6bae-4ba4-b257-5a87c44d4a91",
        "X-Correlation-Id",
        "9562466f-c982-4bd5-bb0e-255e9f5e6689",
        "NHSD-Target-Identifier",
        "eyJzeXN0ZW0iOiJodHRwczovL2ZoaXIubmhzLnVrL0lkL2Rvcy1zZXJ2aWNlLWlkIiwidmFsdWUiOiIyMDAwMDExMTQ3In0=");
  }

  @Test
  void aMessageIsAnsweredByAMessage() {
    HttpResponse<String> response = message(Sent.message(Sent.appointment("a1")));

    assertThat(response.statusCode()).isEqualTo(200);
    Bundle answer = (Bundle) parse(response);
    MessageHeader header = (MessageHeader) answer.getEntryFirstRep().getResource();
    assertThat(header.getResponse().getCode()).isEqualTo(ResponseType.OK);
    assertThat(header.getResponse().getIdentifier()).isEqualTo("m1");
    assertThat(header.getEventCoding().getCode()).isEqualTo("booking-request");
  }

  @Test
  void aRepeatAfterALateAnswerIsNoDuplicateThoughItWasRecorded() {
    String json = Sent.message(Sent.appointment("a1"));
    intake.silent();
    assertThat(message(json).statusCode()).isEqualTo(503);
    intake.speaks();

    assertThat(message(json).statusCode()).as("we asked for it").isEqualTo(200);
    assertThat(message(json).statusCode()).as("nobody asked for it").isEqualTo(409);
  }

  @Test
  void aMessageWithAFaultIsRefused() {
    HttpResponse<String> response = message(Sent.message(Sent.impossible("a1")));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(outcome(response).getIssueFirstRep().getExpression().get(0).getValue())
        .startsWith("Bundle.entry[1]");
  }

  @Test
  void aConflictIs409() {
    intake.next(Result.CONFLICT);

    HttpResponse<String> response = feed.put("/fhir/Appointment/a1", Sent.appointment("a1"));

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(reason(response)).isEqualTo("conflict");
  }

  @Test
  void noRoomIs503WithRetryAfter() {
    intake.full();

    HttpResponse<String> response = feed.post("/fhir/Patient", Sent.patient("p1"));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).contains("7");
  }

  @Test
  void aStoreThatIsDownIs503WithRetryAfter() {
    intake.storeDown();

    HttpResponse<String> response = feed.post("/fhir", Sent.bundle("batch", Sent.patient("p1")));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).contains("9");
  }

  @Test
  void noAnswerInTimeIs503() {
    intake.silent();

    HttpResponse<String> response = feed.post("/fhir/Patient", Sent.patient("p1"));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void aFailedCheckDigitAndUnknownCodesAreNoReasonToRefuse() {
    String patient =
        Sent.patient("p1").replace("9990000018", "9990000019").replace("female", "unknown");

    assertThat(feed.post("/fhir/Patient", patient).statusCode()).isEqualTo(201);
  }

  static Stream<Arguments> bodiesThatAreRefused() {
    String appointment = Sent.appointment("a1");
    return Stream.of(
        Arguments.of("empty", "", 400, "unparsable"),
        Arguments.of("no JSON", "Quibblethorpe", 400, "unparsable"),
        Arguments.of("a list", "[" + appointment + "]", 400, "unparsable"),
        Arguments.of(
            "cut off", appointment.substring(0, appointment.length() - 2), 400, "unparsable"),
        Arguments.of("two", appointment + appointment, 400, "unparsable"),
        Arguments.of(
            "duplicate key",
            appointment.replace(
                "\"status\":\"noshow\"", "\"status\":\"noshow\",\"status\":\"booked\""),
            400,
            "unparsable"),
        Arguments.of("XML", "<Appointment xmlns=\"http://hl7.org/fhir\"/>", 400, "unparsable"),
        Arguments.of(
            "deep nesting",
            appointment.replace(
                "\"comment\"",
                "\"extension\":"
                    + "[{\"extension\":".repeat(5_000)
                    + "[]"
                    + "}]".repeat(5_000)
                    + ",\"comment\""),
            413,
            "too-large"),
        Arguments.of("deep nesting without an end", "[".repeat(100_000), 413, "too-large"),
        Arguments.of(
            "another version",
            appointment.replace(
                "\"comment\"",
                "\"incomingReferral\":[{\"reference\":\"ReferralRequest/1\"}],\"comment\""),
            422,
            "wrong-version"),
        Arguments.of("another resource", Sent.patient("p1"), 422, "impossible"),
        Arguments.of("no patient", noPatient(), 422, "no-patient"),
        Arguments.of("an end before the start", Sent.impossible("a1"), 422, "impossible"),
        Arguments.of(
            "no such day",
            appointment.replace("2026-03-02T09:00:00Z", "2026-02-30T09:00:00Z"),
            422,
            "impossible"),
        Arguments.of(
            "too large",
            appointment.replace("did not come", "x".repeat(TOO_MANY)),
            413,
            "too-large"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodiesThatAreRefused")
  void aBodyIsRefusedWithItsReason(String name, String body, int status, String reason) {
    HttpResponse<String> response = feed.post("/fhir/Appointment", body);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(reason(response)).isEqualTo(reason);
    assertThat(response.body()).doesNotContain(Sent.CANARIES);
  }

  @Test
  void anEmptyAndAStrangeBundleAreRefused() {
    assertThat(feed.post("/fhir", Sent.appointment("a1")).statusCode()).isEqualTo(422);
    assertThat(feed.post("/fhir", Sent.bundle("document", Sent.appointment("a1"))).statusCode())
        .isEqualTo(422);
    assertThat(feed.post("/fhir", Sent.message(Sent.appointment("a1"))).statusCode())
        .isEqualTo(422);
    assertThat(
            feed.post("/fhir/$process-message", Sent.bundle("batch", Sent.patient("p")))
                .statusCode())
        .isEqualTo(422);
    assertThat(feed.post("/fhir/$process-message", "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void theIdOfTheBodyIsThatOfTheAddress() {
    HttpResponse<String> response = feed.put("/fhir/Appointment/other", Sent.appointment("a1"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(intake.submissions()).isEmpty();
  }

  @Test
  void aTypeThatIsNotTakenIsNotFound() {
    HttpResponse<String> response =
        feed.post("/fhir/MedicationRequest", "{\"resourceType\":\"MedicationRequest\"}");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(outcome(response).getIssue()).isNotEmpty();
  }

  @Test
  void onlyJsonInUtf8IsTaken() {
    BodyPublisher body = BodyPublishers.ofString(Sent.patient("p1"));
    for (String type :
        new String[] {
          "application/fhir+xml",
          "text/plain",
          "nonsense",
          "application/fhir+json;charset=ISO-8859-1",
          "application/fhir+json;fhirVersion=3.0",
          null
        }) {
      assertThat(feed.send("POST", "/fhir/Patient", type, body).statusCode())
          .as(type)
          .isEqualTo(415);
    }
    assertThat(
            feed.send("POST", "/fhir/Patient", FHIR_JSON, body, "Content-Encoding", "br")
                .statusCode())
        .isEqualTo(415);
    byte[] latin = Sent.patient("p1").replace("Row", "Röw").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(
            feed.send("POST", "/fhir/Patient", FHIR_JSON, BodyPublishers.ofByteArray(latin))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void theLimitHoldsForBodiesOfUnstatedLengthAndForPackedOnes() throws IOException {
    byte[] large = " ".repeat(50_000_000).getBytes(StandardCharsets.UTF_8);

    HttpResponse<String> chunked =
        feed.send(
            "POST",
            "/fhir/Patient",
            FHIR_JSON,
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large, 0, TOO_MANY)));
    HttpResponse<String> bomb =
        feed.send(
            "POST",
            "/fhir/Patient",
            FHIR_JSON,
            BodyPublishers.ofByteArray(gzip(large)),
            "Content-Encoding",
            "gzip");
    HttpResponse<String> packed =
        feed.send(
            "POST",
            "/fhir/Patient",
            FHIR_JSON,
            BodyPublishers.ofByteArray(gzip(Sent.patient("p1").getBytes(StandardCharsets.UTF_8))),
            "Content-Encoding",
            "gzip");
    HttpResponse<String> broken =
        feed.send(
            "POST",
            "/fhir/Patient",
            FHIR_JSON,
            BodyPublishers.ofString("no gzip"),
            "Content-Encoding",
            "gzip");

    assertThat(chunked.statusCode()).isEqualTo(413);
    assertThat(bomb.statusCode()).isEqualTo(413);
    assertThat(packed.statusCode()).isEqualTo(201);
    assertThat(broken.statusCode()).isEqualTo(400);
  }

  @Test
  void damagedBodiesNeverEndInAServerErrorAndAreNeverRepeated() {
    Random random = new Random(20260302);
    String bundle =
        Sent.bundle("batch", Sent.patient("p1"), Sent.appointment("a1"), Sent.impossible("a2"));
    for (int i = 0; i < 300; i++) {
      byte[] bytes = bundle.getBytes(StandardCharsets.UTF_8);
      for (int j = 0; j <= random.nextInt(4); j++) {
        bytes[random.nextInt(bytes.length)] =
            (byte) "\"{}[],:0-a\\ \u0000T".charAt(random.nextInt(14));
      }
      HttpResponse<String> response =
          feed.send("POST", "/fhir", FHIR_JSON, BodyPublishers.ofByteArray(bytes));
      assertThat(response.statusCode())
          .as(new String(bytes, StandardCharsets.UTF_8))
          .isLessThan(500);
      assertThat(response.body()).doesNotContain(Sent.CANARIES);
    }
  }

  @Test
  void addressesAndParametersAreNotRepeated() {
    Caller clinician = new Caller(port, "clinician");
    for (String path :
        new String[] {
          "/fhir/Task/Quibblethorpe",
          "/fhir/Task?name=Quibblethorpe",
          "/fhir/Task?authored-on=Quibblethorpe",
          "/fhir/Task?_count=Quibblethorpe",
          "/fhir/Task?patient.identifier=https://fhir.nhs.uk/Id/nhs-number%7C9990000018",
          "/fhir/Flag?status=Quibblethorpe",
          "/fhir/Task/x/_history/Quibblethorpe"
        }) {
      HttpResponse<String> response = clinician.get(path);
      assertThat(response.statusCode()).as(path).isBetween(400, 499);
      assertThat(response.body()).as(path).doesNotContain(Sent.CANARIES);
    }
  }

  private static String noPatient() {
    return "{\"resourceType\":\"Appointment\",\"id\":\"a1\",\"status\":\"noshow\","
        + "\"start\":\"2026-03-02T09:00:00Z\",\"end\":\"2026-03-02T09:30:00Z\","
        + "\"participant\":[{\"actor\":{\"reference\":\"Location/1\"},\"status\":\"accepted\"}]}";
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static Resource parse(HttpResponse<String> response) {
    return (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(response.body());
  }

  private static OperationOutcome outcome(HttpResponse<String> response) {
    return (OperationOutcome) parse(response);
  }

  private static String reason(HttpResponse<String> response) {
    return outcome(response).getIssueFirstRep().getDetails().getCodingFirstRep().getCode();
  }
}
