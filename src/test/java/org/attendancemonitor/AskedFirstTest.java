package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submission;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole service, asked before something happens. */
class AskedFirstTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PODIATRY = "310087009";
  private static final String PHYSIOTHERAPY = "722140001";
  private static final String CHECK = "/fhir/ServiceRequest%s/$discharge-check";
  private static final String LIST = "/fhir/ServiceRequest/$waiting-list";
  private static WholeMonitor whole;

  @BeforeAll
  static void tellOfEverybody(@TempDir Path folder) throws IOException {
    whole =
        WholeMonitor.start(
            folder.resolve("data"), Map.of(), new SetClock(Instant.parse("2026-10-06T09:00:00Z")));
    put(patient("p1", "9000000009", "bfi"));
    put(need("n1", "p1", "prefers-mornings"));
    put(need("n2", "p1", "no-voicemail"));
    put(referral("r1", "p1", PODIATRY, "routine", "2026-08-03"));
    put(appointment("a1", "p1", PODIATRY, "r1", "noshow", "2026-10-05T09:30:00Z"));
    put(referral("r2", "p1", PHYSIOTHERAPY, "routine", "2026-09-01"));
    put(appointment("a2", "p1", PHYSIOTHERAPY, "r2", "booked", "2026-10-20T09:30:00Z"));
    put(encounter("e1", "p1", "a1"));

    put(patient("p2", "9000000017", "en"));
    put(need("n3", "p2", "domestic-abuse"));
    put(referral("r3", "p2", PODIATRY, "urgent", "2026-09-10"));
    put(appointment("a3", "p2", PODIATRY, "r3", "noshow", "2026-10-05T10:30:00Z"));

    put(patient("p3", "9000000025", "en"));
    put(referral("r4", "p3", PODIATRY, "routine", "2026-07-01"));
    put(patient("p4", "9000000033", "en"));
    put(referral("r5", "p4", PODIATRY, "routine", "2026-06-01"));
    inCommunity(patient("p4", "9000000050", "en"));
    put(appointment("a5", "p4", PODIATRY, "r5", "fulfilled", "2026-10-01T10:30:00Z"));
  }

  @AfterAll
  static void stop() throws IOException {
    whole.close();
  }

  @Test
  void beforeADischargeWhatWasNotOfferedAndWhatIsMissingIsShown() {
    List<String> cards = cards(hook("discharge-check", discharge("p1", "e1")));

    assertThat(cards).hasSize(4);
    assertThat(cards.get(0))
        .startsWith(
            "warning Missing before a discharge after a missed appointment (Podiatry): how it was"
                + " communicated, contact attempts, ");
    assertThat(cards.get(1))
        .startsWith("warning Support not yet offered (Podiatry): ")
        .contains("Interpreter booked and named in the reminder");
    assertThat(cards.get(2))
        .isEqualTo(
            "info Recorded needs: Needs a British Sign Language interpreter; Prefers mornings.");
    assertThat(cards.get(3))
        .startsWith("info Open support tasks: Podiatry: Get in touch after the missed appointment");
  }

  @Test
  void theDetailHoldsEverythingThatIsMissing() {
    JsonNode missing = tree(hook("discharge-check", discharge("p1", "e1"))).path("cards").path(0);

    assertThat(missing.path("detail").asText())
        .startsWith("**Missing before a discharge after a missed appointment (Podiatry)**\n\n- ")
        .contains("0 attempts on 0 channels")
        .contains("\n- Not stated yes, no or unknown: capacity.")
        .containsIgnoringCase("second registered clinician");
  }

  @Test
  void onlyTheReferralThatIsAboutToEndIsChecked() {
    assertThat(cards(hook("referral-close", close("p1", "r2"))))
        .noneMatch(card -> card.contains("(Podiatry)"))
        .noneMatch(card -> card.contains("Missing before"))
        .anyMatch(card -> card.startsWith("info Support not yet offered (Physiotherapy): "));
    assertThat(cards(hook("referral-close", close("p1", "ServiceRequest/r1"))))
        .anyMatch(card -> card.contains("(Podiatry)"));
  }

  @Test
  void whereItCannotBeToldWhichReferralEndsAllThatAreLiveAreChecked() {
    List<String> all = cards(hook("discharge-check", discharge("p1", "unheard-of")));

    assertThat(all)
        .isEqualTo(cards(hook("referral-close", close("p1", "unheard-of"))))
        .anyMatch(card -> card.startsWith("warning Support not yet offered (Podiatry): "));
  }

  @Test
  void anEncounterSentAlongTellsWhichReferralEnds() {
    String call =
        discharge("p1", "e7")
            .replaceFirst(
                "\"context\"",
                "\"prefetch\":{\"patient\":null,\"encounter\":{\"resourceType\":\"Encounter\",\"id\":\"e7\","
                    + "\"status\":\"in-progress\",\"class\":{\"code\":\"AMB\"},"
                    + "\"subject\":{\"reference\":\"Patient/p1\"},"
                    + "\"basedOn\":[{\"reference\":\"ServiceRequest/r2\"}]}},\"context\"");

    assertThat(cards(hook("discharge-check", call)))
        .noneMatch(card -> card.contains("(Podiatry)"))
        .anyMatch(card -> card.contains("(Physiotherapy)"));
  }

  @Test
  void whatForbidsADischargeIsCriticalAndTellsNothingOfSafeguarding() {
    HttpResponse<String> answer = hook("discharge-check", discharge("p2", "e9"));

    assertThat(cards(answer).get(0))
        .startsWith("critical Stops a discharge (Podiatry): Safeguarding: check record; ")
        .endsWith("The referral is urgent.");
    assertThat(answer.body()).doesNotContainIgnoringCase("domestic").doesNotContain("abuse");
  }

  @Test
  void atBookingTheNeedsAreShown() {
    List<String> expected =
        List.of(
            "warning For every contact: Leave no voicemail.",
            "warning Needs a British Sign Language interpreter. Prefers mornings.",
            "info Support that fits: Translated letter; Interpreter booked and named in the"
                + " reminder; Choice of time.");
    List<String> ofOpenTask =
        expected.stream()
            .map(card -> card.replace("fits: ", "fits: A reminder call by a person; "))
            .toList();
    assertThat(cards(hook("appointment-book", book("p1", PODIATRY)))).isEqualTo(ofOpenTask);
    assertThat(cards(hook("appointment-book", book("Patient/p1", "unknown")))).isEqualTo(expected);
    assertThat(cards(hook("appointment-book", book("p3", PODIATRY)))).isEmpty();
  }

  @Test
  void aPatientKnownByAnotherIdIsFoundByTheNhsNumberSentAlong() {
    String call = book("unheard-of", PODIATRY);
    assertThat(cards(hook("appointment-book", call))).isEmpty();
    assertThat(
            cards(hook("appointment-book", with(patient("unheard-of", "9000000009", "en"), call))))
        .hasSize(3);
    assertThat(
            cards(hook("appointment-book", with(patient("unheard-of", "9000000041", "en"), call))))
        .isEmpty();
  }

  @Test
  void whereThePatientCouldNotBeSentAndIsNotKnownByIdTheAnswerIs412() {
    String failed = "{\"resourceType\":\"OperationOutcome\"}";
    HttpResponse<String> answer =
        hook("appointment-book", with(failed, book("unheard-of", PODIATRY)));

    assertThat(answer.statusCode()).isEqualTo(412);
    assertThat(tree(answer).path("issue").path(0).path("expression").path(0).asText())
        .isEqualTo("prefetch.patient");
    assertThat(cards(hook("appointment-book", with(failed, book("p1", PODIATRY))))).hasSize(3);
  }

  @Test
  void anIdOfTwoPeopleInTwoSourcesNeedsThePatientSentAlong() {
    String call = book("p4", PODIATRY);
    assertThat(whole.hook(WholeMonitor.CLINICIAN, "appointment-book", call).statusCode())
        .isEqualTo(412);
    assertThat(
            whole
                .hook(
                    WholeMonitor.CLINICIAN,
                    "appointment-book",
                    with(patient("p4", "9000000033", "en"), call))
                .statusCode())
        .isEqualTo(200);
    assertThat(cards(hook("appointment-book", call))).as("the feed means its own").isEmpty();
  }

  @Test
  void aReferralIsCheckedByTheSendersIdOrByItsPatient() {
    JsonNode byId = tree(whole.get(WholeMonitor.FEED, CHECK.formatted("/r1")));
    assertThat(values(byId, "complete")).containsExactly("false");
    assertThat(values(byId, "after-miss")).containsExactly("true");
    assertThat(values(byId, "service")).containsExactly("podiatry");
    assertThat(codes(byId, "missing")).contains("gate-2-attempts", "gate-9-told");
    assertThat(codes(byId, "stops")).isEmpty();
    assertThat(codes(byId, "not-yet-offered")).contains("S07", "S08", "S10");
    assertThat(codes(byId, "needs")).containsExactly("interpreter", "prefers-mornings");
    assertThat(values(byId, "open-task"))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allMatch(it -> it.contains("\"reference\":\"Task/"));

    assertThat(tree(whole.get(WholeMonitor.CLINICIAN, CHECK.formatted("/r1")))).isEqualTo(byId);
    assertThat(tree(whole.get(WholeMonitor.FEED, CHECK.formatted("") + "?patient=p1&referral=r1")))
        .isEqualTo(byId);
    assertThat(
            tree(
                whole.get(
                    WholeMonitor.FEED, CHECK.formatted("") + "?patient=Patient/p1&referral=UBr1")))
        .isEqualTo(byId);
    assertThat(
            tree(
                whole.send(
                    WholeMonitor.FEED,
                    "POST",
                    CHECK.formatted(""),
                    """
                    {"resourceType":"Parameters","parameter":[
                      {"name":"patient","valueIdentifier":{
                        "system":"https://fhir.nhs.uk/Id/nhs-number","value":"9000000009"}},
                      {"name":"referral","valueIdentifier":{
                        "system":"https://fhir.nhs.uk/Id/UBRN","value":"UBr1"}}]}""")))
        .isEqualTo(byId);
  }

  @Test
  void allLiveReferralsOfAPatientAreChecked() {
    JsonNode all = tree(whole.get(WholeMonitor.FEED, CHECK.formatted("") + "?patient=p1"));

    assertThat(all.path("parameter"))
        .extracting(it -> it.path("name").asText() + " " + text(it.path("part"), "service"))
        .containsExactly("check podiatry", "check physiotherapy");
  }

  @ParameterizedTest
  @CsvSource({
    "/none, 404",
    "/p1, 404",
    "?patient=nobody, 404",
    "?patient=Patient/, 404",
    "?patient=%20/%20, 404",
    "?patient=am-999999999999999999, 404",
    "?patient=p1&referral=none, 404",
    "'', 400",
    "?patient=, 400",
    "?patient=p1&patient=p2, 400",
    "?patient.identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9000000009, 400",
    "?patient=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9000000009, 400",
    "?patient=a%00b, 400"
  })
  void whatCannotBeFoundOrReadIsNeverAFaultOfOurs(String address, int status) {
    String path = "/fhir/ServiceRequest";
    String query = address.startsWith("?") ? address : "";
    String id = address.startsWith("/") ? address : "";
    HttpResponse<String> answer =
        whole.get(WholeMonitor.FEED, path + id + "/$discharge-check" + query);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).doesNotContain("9000000009");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "{\"resourceType\":\"Patient\"}",
        "{\"resourceType\":\"Parameters\"}",
        "{\"resourceType\":\"Parameters\",\"parameter\":7}",
        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"person\",\"valueId\":\"p1\"}]}",
        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"patient\"}]}",
        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"patient\",\"valueIdentifier\":{\"value\":\"1\"}}]}",
        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"patient\",\"valueString\":\"a\\u0000\"}]}"
      })
  void parametersThatCannotBeUsedAreRefused(String body) {
    HttpResponse<String> answer = whole.send(WholeMonitor.FEED, "POST", CHECK.formatted(""), body);

    assertThat(answer.statusCode()).as(answer.body()).isIn(400, 422);
    assertThat(answer.body()).contains("OperationOutcome");
  }

  @Test
  void whoWaitsForAServiceIsListedInOrderWithReasons() {
    JsonNode list = list("?service=podiatry");

    assertThat(values(list, "total")).containsExactly("3");
    assertThat(list.path("parameter"))
        .filteredOn(it -> it.path("name").asText().equals("place"))
        .extracting(
            it ->
                text(it.path("part"), "position")
                    + " "
                    + part(it.path("part"), "referral").path("identifier").path("value").asText()
                    + " "
                    + text(it.path("part"), "urgency")
                    + " since "
                    + text(it.path("part"), "since"))
        .containsExactly(
            "1 r3 urgent since 2026-09-10",
            "2 r4 routine since 2026-07-01",
            "3 r1 routine since 2026-08-03");
    assertThat(list.toString())
        .contains("Waits for the podiatry service since 1 July 2026.")
        .contains("\"reference\":\"Patient/am-")
        .doesNotContain("r5");

    assertThat(list("?service=podiatry&_count=1&_offset=1").toString())
        .contains("\"r4\"", "\"name\":\"position\",\"valueInteger\":2")
        .doesNotContain("\"r3\"", "\"r1\"");
    assertThat(values(list("?service=none"), "total")).containsExactly("0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?service=",
        "?service=podiatry&_count=0",
        "?service=podiatry&_offset=-1",
        "?service=podiatry&_count=many",
        "?service=podiatry&_count=99999999999"
      })
  void aListThatIsAskedForWronglyIsAnswered400(String query) {
    assertThat(whole.get(WholeMonitor.CLINICIAN, LIST + query).statusCode()).isEqualTo(400);
  }

  private static JsonNode list(String query) {
    HttpResponse<String> answer = whole.get(WholeMonitor.CLINICIAN, LIST + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return tree(answer);
  }

  private static JsonNode value(JsonNode parameter) {
    return parameter.properties().stream()
        .filter(it -> it.getKey().startsWith("value"))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static JsonNode part(JsonNode parts, String name) {
    for (JsonNode part : parts) {
      if (part.path("name").asText().equals(name)) {
        return value(part);
      }
    }
    throw new AssertionError(name);
  }

  private static String text(JsonNode parts, String name) {
    return part(parts, name).asText();
  }

  private static List<String> values(JsonNode parameters, String name) {
    List<String> values = new ArrayList<>();
    for (JsonNode parameter : parameters.path("parameter")) {
      if (parameter.path("name").asText().equals(name)) {
        JsonNode value = value(parameter);
        values.add(value.isValueNode() ? value.asText() : value.toString());
      }
    }
    return values;
  }

  private static List<String> codes(JsonNode parameters, String name) {
    List<String> codes = new ArrayList<>();
    for (JsonNode parameter : parameters.path("parameter")) {
      if (parameter.path("name").asText().equals(name)) {
        codes.add(text(parameter.path("part"), "code"));
      }
    }
    return codes;
  }

  private static String with(String patient, String call) {
    return call.replaceFirst(
        "\"context\"", "\"prefetch\":{\"patient\":" + patient + "},\"context\"");
  }

  private static HttpResponse<String> hook(String service, String call) {
    return whole.hook(WholeMonitor.FEED, service, call);
  }

  private static List<String> cards(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<String> cards = new ArrayList<>();
    for (JsonNode card : tree(answer).path("cards")) {
      assertThat(card.path("summary").asText()).hasSizeLessThan(140);
      assertThat(card.path("indicator").asText()).isIn("info", "warning", "critical");
      assertThat(card.path("source").path("label").asText()).isNotBlank();
      cards.add(card.path("indicator").asText() + " " + card.path("summary").asText());
    }
    return cards;
  }

  private static JsonNode tree(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String discharge(String patient, String encounter) {
    return """
        {"hook":"encounter-discharge","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
         "context":{"userId":"Practitioner/1","patientId":"%s","encounterId":"%s"}}"""
        .formatted(patient, encounter);
  }

  private static String close(String patient, String referral) {
    return """
        {"hook":"org.attendancemonitor.referral-close",
         "hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
         "context":{"userId":"Practitioner/1","patientId":"%s","referralId":"%s"}}"""
        .formatted(patient, referral);
  }

  private static String book(String patient, String service) {
    return """
        {"hook":"appointment-book","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
         "context":{"userId":"Practitioner/1","patientId":"%s","appointments":{
           "resourceType":"Bundle","entry":[{"resource":{"resourceType":"Appointment",
             "status":"proposed","serviceType":[{"coding":[
               {"system":"http://snomed.info/sct","code":"%s"}]}],
             "start":"2026-10-20T13:00:00Z","end":"2026-10-20T13:30:00Z"}}]}}}"""
        .formatted(patient, service);
  }

  private static void put(String resource) {
    JsonNode tree;
    try {
      tree = JSON.readTree(resource);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    HttpResponse<String> answer =
        whole.put(tree.path("resourceType").asText(), tree.path("id").asText(), resource);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
  }

  /** What the other record system tells. */
  private static void inCommunity(String resource) {
    Submission submission =
        Submission.of(
            whole.monitor().part(FeedReader.class).read(resource, "community"),
            "community",
            Intake.Lane.LIVE,
            Instant.parse("2026-10-06T09:00:00Z"));
    try {
      assertThat(
              whole
                  .monitor()
                  .part(RoutedIntake.class)
                  .submit(submission)
                  .get(60, TimeUnit.SECONDS)
                  .clean())
          .isTrue();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String patient(String id, String nhs, String language) {
    return """
        {"resourceType":"Patient","id":"%s","meta":{"lastUpdated":"2026-09-01T09:00:00Z"},
         "identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"%s"}],
         "birthDate":"1980-05-04","gender":"female",
         "telecom":[{"system":"phone","value":"07700900123","use":"mobile"}],
         "communication":[{"preferred":true,
           "language":{"coding":[{"system":"urn:ietf:bcp:47","code":"%s"}]}}]}"""
        .formatted(id, nhs, language);
  }

  private static String need(String id, String patient, String code) {
    return """
        {"resourceType":"Flag","id":"%s","meta":{"lastUpdated":"2026-09-01T09:00:00Z"},
         "status":"active","subject":{"reference":"Patient/%s"},
         "code":{"coding":[{"system":"urn:attendance-monitor:need","code":"%s"}]}}"""
        .formatted(id, patient, code);
  }

  private static String referral(
      String id, String patient, String service, String priority, String day) {
    return """
        {"resourceType":"ServiceRequest","id":"%s","meta":{"lastUpdated":"2026-09-12T09:00:00Z"},
         "identifier":[{"system":"https://fhir.nhs.uk/Id/UBRN","value":"UB%s"}],
         "status":"active","intent":"order","subject":{"reference":"Patient/%s"},
         "priority":"%s","authoredOn":"%s",
         "code":{"coding":[{"system":"http://snomed.info/sct","code":"%s"}]}}"""
        .formatted(id, id, patient, priority, day, service);
  }

  private static String appointment(
      String id, String patient, String service, String referral, String status, String start) {
    return """
        {"resourceType":"Appointment","id":"%s","meta":{"lastUpdated":"2026-10-05T16:00:00Z"},
         "status":"%s","start":"%s","end":"%s",
         "basedOn":[{"reference":"ServiceRequest/%s"}],
         "serviceType":[{"coding":[{"system":"http://snomed.info/sct","code":"%s"}]}],
         "participant":[{"actor":{"reference":"Patient/%s"},"status":"accepted"}]}"""
        .formatted(id, status, start, start, referral, service, patient);
  }

  private static String encounter(String id, String patient, String appointment) {
    return """
        {"resourceType":"Encounter","id":"%s","meta":{"lastUpdated":"2026-10-06T08:00:00Z"},
         "status":"planned","class":{"code":"AMB"},"subject":{"reference":"Patient/%s"},
         "appointment":[{"reference":"Appointment/%s"}]}"""
        .formatted(id, patient, appointment);
  }
}
