package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.BarsMessages.YESTERDAY;
import static org.attendancemonitor.BarsMessages.code;
import static org.attendancemonitor.BarsMessages.headers;
import static org.attendancemonitor.BarsMessages.issue;
import static org.attendancemonitor.BarsMessages.message;
import static org.attendancemonitor.BarsMessages.missed;
import static org.attendancemonitor.BarsMessages.referral;
import static org.attendancemonitor.BarsMessages.with;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.simulation.FhirSender;
import org.attendancemonitor.simulation.Outlet;
import org.attendancemonitor.simulation.Told;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages of the Booking and Referral Standard, sent to the whole service as its API sends them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookingAndReferralTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("samples.dir", "../shared/samples")).toAbsolutePath().normalize();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private WholeMonitor service;

  @BeforeAll
  void start() throws IOException {
    service = WholeMonitor.start(folder.resolve("data"), Map.of(), Clock.systemUTC());
  }

  @AfterAll
  void stop() throws IOException {
    service.close();
  }

  // The headers.

  private HttpResponse<String> send(String json, Map<String, String> headers) {
    return BarsMessages.send(service, json, headers);
  }

  @Test
  void bothIdsComeBackWhateverTheAnswer() {
    Map<String, String> headers = headers();
    for (HttpResponse<String> answer :
        List.of(
            send(message("echo", "booking-request", missed("echo", false)), headers),
            send(message("echo", "booking-request", missed("echo", false)), headers),
            send("{", headers),
            service.post(
                "nobody",
                BarsMessages.DOOR,
                "{}",
                "X-Request-Id",
                headers.get("X-Request-Id"),
                "X-Correlation-Id",
                headers.get("X-Correlation-Id")))) {
      for (String name : List.of("X-Request-Id", "X-Correlation-Id")) {
        assertThat(answer.headers().allValues(name))
            .as("%s of %s", name, answer.statusCode())
            .containsExactly(headers.get(name));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "X-Request-Id, null, 400, required, REC_BAD_REQUEST",
        "X-Request-Id, not-a-uuid, 400, value, REC_BAD_REQUEST",
        "X-Correlation-Id, null, 400, required, REC_BAD_REQUEST",
        "X-Correlation-Id, 17, 400, value, REC_BAD_REQUEST",
        "NHSD-Target-Identifier, null, 400, required, REC_BAD_REQUEST",
        "NHSD-Target-Identifier, 2000011147!, 400, value, REC_BAD_REQUEST",
        "NHSD-Target-Identifier, WyJhIl0=, 400, value, REC_BAD_REQUEST",
        "NHSD-Target-Identifier, eyJ2YWx1ZSI6IjEifQ==, 400, value, REC_BAD_REQUEST",
        "NHSD-End-User-Organisation, e30=, 400, value, REC_BAD_REQUEST",
        "NHSD-Requesting-Software, e3, 400, value, REC_BAD_REQUEST",
        "NHSD-Requesting-Practitioner, bnVsbA==, 400, value, REC_BAD_REQUEST",
        "Accept, application/fhir+json; version=2.0.0, 422, not-supported,"
            + " REC_UNPROCESSABLE_ENTITY",
      })
  void aHeaderThatIsMissingOrMalformedIsToldByTheCodesOfTheStandard(
      String header, String value, int status, String issue, String code) throws IOException {
    String id = "header-" + UUID.randomUUID();

    HttpResponse<String> answer =
        send(message(id, "booking-request", missed(id, false)), with(header, value));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(issue(answer).path("code").asText()).isEqualTo(issue);
    assertThat(code(answer)).isEqualTo(code);
    assertThat(issue(answer).path("diagnostics").asText())
        .contains(header.equals("Accept") ? "Version 1" : header);
    assertThat(facts(id)).as("nothing is recorded").isZero();
  }

  @Test
  void onlyTheIdsAndTheTargetAreAskedForWithoutException() {
    Map<String, String> least = headers();
    least.keySet().retainAll(List.of("X-Request-Id", "X-Correlation-Id", "NHSD-Target-Identifier"));

    HttpResponse<String> answer =
        send(message("least", "booking-request", missed("least", false)), least);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  // The answers.

  @Test
  void theAnswerNamesTheMessageAndGoesBackToItsSender() throws IOException {
    HttpResponse<String> answer =
        send(message("answered", "booking-request", missed("answered", false)), headers());

    JsonNode header = JSON.readTree(answer.body()).path("entry").path(0).path("resource");
    assertThat(header.at("/response/identifier").asText()).isEqualTo("answered");
    assertThat(header.at("/response/code").asText()).isEqualTo("ok");
    assertThat(header.at("/eventCoding/code").asText()).isEqualTo("booking-request");
    assertThat(header.at("/destination/0/endpoint").asText())
        .isEqualTo("https://fhir.nhs.uk/Id/dos-service-id|111");
    assertThat(header.at("/source/endpoint").asText())
        .isEqualTo("https://fhir.nhs.uk/Id/dos-service-id|222");
  }

  @Test
  void aFaultInTheContentIsToldByTheStandardsCodeAndItsPlace() throws IOException {
    String json =
        message("faulty", "booking-request", missed("faulty", false))
            .replace("\"noshow\"", "\"away\"");

    HttpResponse<String> answer = send(json, headers());

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(code(answer)).isEqualTo("REC_UNPROCESSABLE_ENTITY");
    assertThat(issue(answer).at("/expression/0").asText())
        .isEqualTo("Bundle.entry[1].resource.status");
    assertThat(answer.body()).doesNotContain("Patient/faulty");
  }

  @Test
  void aRejectedMessageMayBeSentAgainUnderItsIdsOnceItIsRight() {
    Map<String, String> headers = headers();
    String right = message("mended", "booking-request", missed("mended", false));

    assertThat(send(right.replace("\"noshow\"", "\"away\""), headers).statusCode()).isEqualTo(422);
    assertThat(send(right, headers).statusCode()).isEqualTo(200);
  }

  @Test
  void anotherMessageThanOneOfTheStandardNeedsNoneOfItsHeadersAndIsAnsweredByAMessage()
      throws IOException {
    String plain =
        message("plain", "x", missed("plain", false))
            .replace("https://fhir.nhs.uk/CodeSystem/message-events-bars", "urn:trust:events");
    HttpResponse<String> good = send(plain, Map.of());
    assertThat(good.statusCode()).as(good.body()).isEqualTo(200);

    HttpResponse<String> bad =
        send(plain.replace("\"noshow\"", "\"away\"").replace("\"plain\"", "\"p2\""), Map.of());

    assertThat(bad.statusCode()).isEqualTo(422);
    JsonNode entries = JSON.readTree(bad.body()).path("entry");
    assertThat(entries.at("/0/resource/response/code").asText()).isEqualTo("fatal-error");
    assertThat(entries.at("/0/resource/response/identifier").asText()).isEqualTo("p2");
    assertThat(entries.at("/0/resource/response/details/reference").asText())
        .isEqualTo(entries.at("/1/fullUrl").asText());
    assertThat(entries.at("/1/resource/issue/0/expression/0").asText())
        .isEqualTo("Bundle.entry[1].resource.status");
  }

  @Test
  void theOperationIsNamedInTheCapabilityStatement() {
    assertThat(service.get(WholeMonitor.FEED, "/fhir/metadata").body()).contains("process-message");
  }

  // The same again.

  @Test
  void theSameAgainIsADuplicateAndChangesNothing() throws IOException {
    Map<String, String> headers = headers();
    String json = message("twice", "booking-request", missed("twice", false));
    assertThat(send(json, headers).statusCode()).isEqualTo(200);
    long before = facts("twice");

    HttpResponse<String> again = send(json, headers);

    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(issue(again).path("code").asText()).isEqualTo("duplicate");
    assertThat(code(again)).isEqualTo("REC_CONFLICT");
    assertThat(facts("twice")).isEqualTo(before).isPositive();
    // Laid out otherwise by whatever passed it on.
    assertThat(send(JSON.readTree(json).toPrettyString(), headers).statusCode()).isEqualTo(409);
  }

  @Test
  void theSimulatedSenderTakesARepeatThatIsKnownAsTold() throws Exception {
    FhirSender sender =
        new FhirSender(
            URI.create("http://127.0.0.1:" + service.monitor().port() + "/fhir"),
            Map.of(
                FeedSettings.DEFAULT,
                new FhirSender.SignIn(WholeMonitor.FEED, WholeMonitor.PASSWORD)),
            50);
    String told = message("simulated", "booking-request", missed("simulated", false));
    String other = message("simulated", "booking-request", missed("other", false));
    for (String text : List.of(told, told, other)) {
      sender.send(new Told(FeedSettings.DEFAULT, Instant.now(), "one", text));
    }

    Outlet.Tally tally = sender.finish();

    assertThat(List.of(tally.accepted(), tally.refused(), tally.failed()))
        .containsExactly(2L, 1L, 0L);
  }

  @Test
  void theSameMessageInAnotherRequestIsADuplicateToo() throws IOException {
    String json = message("thrice", "booking-request", missed("thrice", false));
    send(json, headers());

    HttpResponse<String> again = send(json, headers());

    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(issue(again).path("code").asText()).isEqualTo("duplicate");
  }

  @Test
  void anotherMessageUnderTheSameIdIsAConflictWithAReasonOfItsOwn() throws IOException {
    Map<String, String> headers = headers();
    send(message("first", "booking-request", missed("first", false)), headers);

    HttpResponse<String> sameRequest =
        send(message("second", "booking-request", missed("second", false)), headers);
    HttpResponse<String> sameMessage =
        send(message("first", "booking-request", missed("third", false)), headers());

    for (HttpResponse<String> answer : List.of(sameRequest, sameMessage)) {
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(issue(answer).path("code").asText()).isEqualTo("conflict");
      assertThat(code(answer)).isEqualTo("REC_CONFLICT");
      assertThat(issue(answer).at("/details/coding/1/code").asText())
          .isEqualTo("id-of-another-message");
    }
    assertThat(facts("second") + facts("third")).isZero();
    // The refused one has left nothing behind: under ids of its own it is taken.
    assertThat(
            send(message("second", "booking-request", missed("second", false)), headers())
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void ofManyAtTheSameMomentOneIsTaken() throws Exception {
    Map<String, String> headers = headers();
    String json = message("at-once", "booking-request", missed("at-once", false));
    Callable<Integer> call = () -> send(json, headers).statusCode();
    ExecutorService senders = Executors.newFixedThreadPool(4);
    try {
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> answer : senders.invokeAll(java.util.Collections.nCopies(8, call))) {
        answers.add(answer.get());
      }
      assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
      assertThat(answers).filteredOn(status -> status == 409).hasSize(7);
    } finally {
      senders.shutdownNow();
    }
  }

  // A referral ended in one message with the missed appointment.

  @ParameterizedTest
  @CsvSource({
    "message, revoked, false, referral",
    "message, revoked, false, appointment",
    "message, completed, false, referral",
    "message, completed, false, appointment",
    "message, revoked, true, appointment",
    "transaction, revoked, false, referral",
    "transaction, completed, false, appointment",
    "transaction, completed, true, referral",
    "batch, revoked, true, referral",
    "batch, completed, true, appointment",
    "apart, revoked, true, referral",
    "apart, revoked, true, appointment",
    "apart, completed, true, referral",
    "apart, completed, true, appointment",
  })
  void anEndingTogetherWithTheMissIsReviewed(
      String way, String status, boolean basedOn, String first) throws IOException {
    String id = "end-" + UUID.randomUUID();
    known(id);

    tell(way, id, missed(id, basedOn), referral(id, status), first);

    assertThat(open(id)).contains("discharge-review");
  }

  @ParameterizedTest
  @CsvSource({"message, active", "message, on-hold", "transaction, active", "apart, active"})
  void aReferralThatGoesOnBesideAMissIsNotReviewed(String way, String status) throws IOException {
    String id = "on-" + UUID.randomUUID();
    known(id);

    tell(way, id, missed(id, true), referral(id, status), "appointment");

    assertThat(open(id)).isNotEmpty().doesNotContain("discharge-review");
  }

  @ParameterizedTest
  @CsvSource({"message", "transaction", "apart"})
  void anEndingTogetherWithAnAttendanceIsNotReviewed(String way) throws IOException {
    String id = "seen-" + UUID.randomUUID();
    known(id);

    tell(
        way,
        id,
        missed(id, true).replace("noshow", "fulfilled"),
        referral(id, "completed"),
        "appointment");

    assertThat(open(id)).doesNotContain("discharge-review");
  }

  private void known(String id) {
    assertThat(
            service
                .put("ServiceRequest", "r-" + id, referral(id, "active", YESTERDAY.minusSeconds(9)))
                .statusCode())
        .isBetween(200, 201);
  }

  private void tell(String way, String id, String appointment, String referral, String first)
      throws IOException {
    List<String> both =
        first.equals("referral") ? List.of(referral, appointment) : List.of(appointment, referral);
    List<HttpResponse<String>> answers = new ArrayList<>();
    switch (way) {
      case "message" ->
          answers.add(
              send(message(id, "servicerequest-response", both.toArray(String[]::new)), headers()));
      case "apart" -> {
        for (int i = 0; i < 2; i++) {
          String event = i == 0 ? "booking-response" : "servicerequest-request";
          answers.add(send(message(id + "-" + i, event, both.get(i)), headers()));
        }
      }
      default -> answers.add(service.post(Fhir.bundle(way, both)));
    }
    for (HttpResponse<String> answer : answers) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).doesNotContain("\"error\"");
    }
  }

  private List<String> open(String id) {
    return service
        .record()
        .queryForList(
            "SELECT kind FROM support_task WHERE is_open = 1 AND patient IN"
                + " (SELECT id FROM patient WHERE primary_key LIKE ?)",
            String.class,
            "%|Patient/" + id);
  }

  // Every published sample.

  static List<Path> samples() throws IOException {
    if (!Files.isDirectory(SAMPLES)) {
      return List.of(Path.of("none"));
    }
    List<Path> found = new ArrayList<>();
    for (String set : List.of("bars-api", "bars-ig")) {
      try (Stream<Path> files = Files.list(SAMPLES.resolve(set))) {
        files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(found::add);
      }
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everySampleIsAnswered(Path sample) throws IOException {
    if (!Files.exists(sample)) {
      assertThat(System.getenv("CI")).as("no samples at " + SAMPLES).isNotEqualTo("true");
      assumeTrue(false, "no samples at " + SAMPLES + ": set samples.dir");
    }
    String json = Files.readString(sample);
    JsonNode tree = JSON.readTree(json);
    String type = tree.path("resourceType").asText();
    if (type.equals("Bundle") && tree.path("type").asText().equals("message")) {
      Map<String, String> headers = headers();
      HttpResponse<String> answer = send(json, headers);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode header = JSON.readTree(answer.body()).at("/entry/0/resource");
      assertThat(header.at("/response/code").asText()).isEqualTo("ok");
      assertThat(header.at("/response/identifier").asText()).isEqualTo(tree.path("id").asText());
      assertThat(header.path("eventCoding")).isEqualTo(tree.at("/entry/0/resource/eventCoding"));
      HttpResponse<String> again = send(json, headers);
      assertThat(again.statusCode()).isEqualTo(409);
      assertThat(issue(again).path("code").asText()).isEqualTo("duplicate");
    } else if (type.equals("Bundle")) {
      // What a server found is no message, and no transaction.
      HttpResponse<String> answer = service.post(json);
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(issue(answer).at("/expression/0").asText()).isEqualTo("Bundle.type");
      assertThat(send(json, headers()).statusCode()).isEqualTo(422);
    } else {
      alone(type, tree, json);
    }
  }

  private void alone(String type, JsonNode tree, String json) throws IOException {
    HttpResponse<String> answer = service.put(type, tree.path("id").asText(), json);
    if (type.equals("Task")) {
      assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400).isLessThan(500);
    } else if (facts(tree.path("id").asText()) == 0) {
      // A published example whose subject is an entry of another message, or that has no start.
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
      assertThat(issue(answer).at("/expression/0").asText()).startsWith(type + ".");
    } else {
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    }
  }

  private long facts(String id) {
    Long count =
        service
            .record()
            .queryForObject(
                "SELECT count(*) FROM fact WHERE key_text LIKE ?",
                Long.class,
                "%/" + (id.startsWith("a-") ? id : "%" + id));
    return count == null ? 0 : count;
  }
}
