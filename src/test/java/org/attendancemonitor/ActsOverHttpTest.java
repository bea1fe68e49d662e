package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** People act on tasks through the front door of the whole service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActsOverHttpTest {
  private static final Instant NOW = Instant.parse("2026-10-06T09:00:00Z");
  private static final Instant MISSED = Instant.parse("2026-10-05T08:30:00Z");
  private static final List<String> USERS = List.of("amina", "bob", "cleo", "dan");
  private static final String EMPTY = parameters("");
  private static final String REACHED =
      "{'name':'channel','valueCode':'phone'},{'name':'reached','valueBoolean':true}";
  private static final String INTERPRETER =
      ",{'name':'needsAsked','valueBoolean':true},"
          + "{'name':'need','valueCoding':{'system':'http://snomed.info/sct','code':'315594003'}}";

  private WholeMonitor service;
  private int patients;
  private String patient;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    service = WholeMonitor.start(folder.resolve("data"), Map.of(), new SetClock(NOW));
    for (int i = 0; i < USERS.size(); i++) {
      service.user(USERS.get(i), "clinician", "HCPC:PH" + (10_000 + i));
    }
    service.user("mia", "manager", null);
    service.user("cora", "coordinator", null);
  }

  @AfterAll
  void stop() throws Exception {
    service.close();
  }

  @BeforeEach
  void nextPatient() {
    patient = "p" + ++patients;
  }

  @Test
  void aTaskGoesFromClaimToCompletion() {
    String task = missed("1980-05-04");

    HttpResponse<String> claimed =
        service.post("amina", task + "/$claim", EMPTY, "If-Match", tag(task));
    assertThat(claimed.statusCode()).as(claimed.body()).isEqualTo(200);
    assertThat(claimed.headers().firstValue("ETag")).contains(tag(task));
    assertThat(owner(claimed)).isEqualTo("amina");
    assertThat(((Task) parse(claimed)).getStatus().toCode()).isEqualTo("in-progress");

    HttpResponse<String> stale =
        service.post("amina", task + "/$release", EMPTY, "If-Match", "W/\"1\"");
    assertThat(stale.statusCode()).isEqualTo(409);
    assertThat(text(stale)).contains("amina claimed it on 6 October 2026");

    HttpResponse<String> contact =
        service.post(
            "amina",
            task + "/$record-contact",
            parameters(REACHED + ",{'name':'reason','valueCode':'R09'}"));
    assertThat(contact.statusCode()).as(contact.body()).isEqualTo(200);
    assertThat(((Task) parse(contact)).getOutput())
        .extracting(it -> it.getType().getCodingFirstRep().getCode())
        .contains("contact");

    HttpResponse<String> completed =
        service.post(
            "amina",
            task + "/$complete",
            parameters("{'name':'outcome','valueCode':'reason-known'}"));
    assertThat(completed.statusCode()).as(completed.body()).isEqualTo(200);
    assertThat(((Task) parse(completed)).getStatus().toCode()).isEqualTo("completed");
    assertThat(((Task) parse(completed)).getBusinessStatus().getCodingFirstRep().getCode())
        .isEqualTo("reason-known");

    HttpResponse<String> after = service.post("bob", task + "/$claim", EMPTY);
    assertThat(after.statusCode()).isEqualTo(409);
    assertThat(text(after)).contains("amina completed it as reason-known");
  }

  @Test
  void whatWasRecordedGoesOut() {
    String task = missed("1980-05-04");
    service.post(
        "bob",
        task + "/$record-contact",
        parameters(REACHED + ",{'name':'reason','valueCode':'R07'}" + INTERPRETER));

    Bundle contacts = bundle(service.get("cora", "/fhir/Communication?patient=" + patient));
    Bundle flags = bundle(service.get("cora", "/fhir/Flag?patient=" + patient));

    Communication contact = (Communication) contacts.getEntryFirstRep().getResource();
    assertThat(contact.getStatus().toCode()).isEqualTo("completed");
    assertThat(contact.getReasonCodeFirstRep().getCodingFirstRep().getCode()).isEqualTo("R07");
    assertThat(contact.getAboutFirstRep().getIdentifier().getValue()).isEqualTo("a-" + patient);
    assertThat(contact.getSender().getIdentifier().getValue()).isEqualTo("bob");
    assertThat(flags.getEntry())
        .extracting(it -> ((Flag) it.getResource()).getCode().getCodingFirstRep().getCode())
        .as("the need, and the flag it raises")
        .contains("315594003", "interpreter");
  }

  @Test
  void ofManyWhoClaimAtOnceOneWinsAndTheOthersAreToldWho() throws Exception {
    for (int round = 0; round < 5; round++) {
      nextPatient();
      String task = missed("1980-05-04");

      List<HttpResponse<String>> answers = atOnce(task + "/$claim", EMPTY);

      List<HttpResponse<String>> won =
          answers.stream().filter(it -> it.statusCode() == 200).toList();
      assertThat(won).hasSize(1);
      String winner = owner(won.get(0));
      assertThat(answers)
          .filteredOn(it -> it.statusCode() != 200)
          .hasSize(USERS.size() - 1)
          .allSatisfy(
              it -> {
                assertThat(it.statusCode()).as(it.body()).isEqualTo(409);
                assertThat(text(it)).contains(winner + " has claimed it already");
              });
      assertThat(owner(service.get("cora", task))).isEqualTo(winner);
    }
  }

  @Test
  void ofManyWhoCompleteAtOnceOneDoes() throws Exception {
    String task = missed("1980-05-04");
    service.post(
        "amina",
        task + "/$record-contact",
        parameters(REACHED + ",{'name':'reason','valueCode':'R09'}"));

    List<HttpResponse<String>> answers =
        atOnce(task + "/$complete", parameters("{'name':'outcome','valueCode':'reason-known'}"));

    assertThat(answers).filteredOn(it -> it.statusCode() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(it -> it.statusCode() != 200)
        .hasSize(USERS.size() - 1)
        .allSatisfy(
            it -> {
              assertThat(it.statusCode()).as(it.body()).isEqualTo(409);
              assertThat(text(it)).contains("completed it as reason-known");
            });
  }

  @Test
  void whatIsMissingIsToldItemByItem() {
    String child = missed("2018-05-04");

    HttpResponse<String> response =
        service.post(
            "amina",
            child + "/$complete",
            parameters("{'name':'outcome','valueCode':'no-concern-recorded'}"));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
    assertThat(((OperationOutcome) parse(response)).getIssue()).hasSizeGreaterThan(2);
    assertThat(text(response)).contains("safe: yes").contains("tell referrer");
  }

  @Test
  void whoMayNotIsToldSo() {
    String child = missed("2018-05-04");

    assertThat(service.post("mia", child + "/$claim", EMPTY).statusCode()).isEqualTo(403);
    HttpResponse<String> coordinator = service.post("cora", child + "/$claim", EMPTY);
    assertThat(coordinator.statusCode()).isEqualTo(403);
    assertThat(text(coordinator)).contains("Only a clinician");
    assertThat(service.post("amina", "/fhir/Task/none/$claim", EMPTY).statusCode()).isEqualTo(404);
  }

  @Test
  void aClinicianPlacesAReferralInTheOrderOfTheList() {
    service.put("ServiceRequest", "r-" + patient, referral());
    String place = "/fhir/ServiceRequest/r-" + patient + "/$place";
    String urgent = "{'name':'urgency','valueCode':'urgent'}";

    HttpResponse<String> done =
        service.post(
            "amina",
            place,
            parameters(urgent + ",{'name':'note','valueString':'She cannot sleep.'}"));
    HttpResponse<String> silent = service.post("amina", place, parameters(urgent));

    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    assertThat(silent.statusCode()).isEqualTo(422);
    assertThat(service.post("cora", place, parameters(urgent)).statusCode()).isEqualTo(403);
    assertThat(
            service.get("amina", "/fhir/ServiceRequest/$waiting-list?service=physiotherapy").body())
        .contains("urgent");
  }

  private List<HttpResponse<String>> atOnce(String path, String body) throws Exception {
    ExecutorService people = Executors.newFixedThreadPool(USERS.size());
    CountDownLatch go = new CountDownLatch(1);
    try {
      List<Future<HttpResponse<String>>> asked = new ArrayList<>();
      for (String user : USERS) {
        asked.add(
            people.submit(
                () -> {
                  go.await();
                  return service.post(user, path, body);
                }));
      }
      go.countDown();
      List<HttpResponse<String>> answers = new ArrayList<>();
      for (Future<HttpResponse<String>> one : asked) {
        answers.add(one.get(60, TimeUnit.SECONDS));
      }
      return answers;
    } finally {
      people.shutdownNow();
    }
  }

  /** The address of the task that a missed appointment opens. */
  private String missed(String birthDate) {
    service.put("Patient", patient, patient(birthDate));
    String id = "a-" + patient;
    HttpResponse<String> taken =
        service.put(
            "Appointment",
            id,
            Fhir.appointment(id, patient, "noshow", MISSED, MISSED.plusSeconds(3600)));
    assertThat(taken.statusCode()).as(taken.body()).isLessThan(300);
    Bundle tasks = bundle(service.get("cora", "/fhir/Task?patient=" + patient));
    return "/fhir/Task/" + tasks.getEntryFirstRep().getResource().getIdPart();
  }

  private String tag(String task) {
    return service.get("cora", task).headers().firstValue("ETag").orElseThrow();
  }

  private String patient(String birthDate) {
    return """
        {"resourceType": "Patient", "id": "%s", "meta": {"lastUpdated": "2026-10-01T09:00:00Z"},
         "birthDate": "%s", "gender": "female",
         "telecom": [{"system": "phone", "value": "07700 900123"}],
         "address": [{"use": "home", "postalCode": "XX1 1AA",
          "extension": [{"url": "urn:lsoa", "valueString": "E01000002"}]}]}"""
        .formatted(patient, birthDate);
  }

  private String referral() {
    return """
        {"resourceType": "ServiceRequest", "id": "r-%1$s", "status": "active", "intent": "order",
         "meta": {"lastUpdated": "2026-10-01T09:00:00Z"}, "authoredOn": "2026-10-01",
         "code": {"coding": [{"system": "http://snomed.info/sct", "code": "722140001"}]},
         "subject": {"reference": "Patient/%1$s"}}"""
        .formatted(patient);
  }

  private static String parameters(String list) {
    return "{'resourceType':'Parameters','parameter':[%s]}".formatted(list).replace('\'', '"');
  }

  private static String owner(HttpResponse<String> response) {
    return ((Task) parse(response)).getOwner().getIdentifier().getValue();
  }

  private static String text(HttpResponse<String> response) {
    return ((OperationOutcome) parse(response))
        .getIssue().stream().map(it -> it.getDetails().getText()).toList().toString();
  }

  private static Bundle bundle(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return (Bundle) parse(response);
  }

  private static Resource parse(HttpResponse<String> response) {
    return (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(response.body());
  }
}
