package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.record.AuditEntries;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** One id finds the answer, the audit entries and the lines of the log of a request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class RequestIdTest {
  private static final Instant NOW = Instant.parse("2026-10-06T09:00:00Z");
  private static final Instant MISSED = Instant.parse("2026-10-05T08:30:00Z");
  private static final String GIVEN = "7f9c24e5-2f3a-4d0e-8b1a-0c9d8e7f6a5b";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  private WholeMonitor service;
  private String task;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    // Nobody answers there: a token then makes a line in the log.
    Map<String, String> overrides =
        Map.of(
            "attendance.tokens.issuer", OpenIdProvider.issuer(ScratchHome.freePort()),
            "attendance.tokens.audience", "us",
            "attendance.tokens.nameClaim", "sub",
            "attendance.tokens.rolesClaim", "scope",
            "attendance.tokens.roles.feed", "feed");
    service = WholeMonitor.start(folder.resolve("data"), overrides, new SetClock(NOW));
    service.put(
        "Patient",
        "p1",
        """
        {"resourceType": "Patient", "id": "p1", "meta": {"lastUpdated": "2026-10-01T09:00:00Z"},
         "name": [{"text": "Person p1"}], "birthDate": "1980-05-04"}""");
    service.put(
        "Appointment",
        "a1",
        Fhir.appointment("a1", "p1", "noshow", MISSED, MISSED.plusSeconds(60)));
    task = service.record().queryForObject("SELECT id FROM support_task", String.class);
  }

  @AfterAll
  void stop() throws Exception {
    service.close();
  }

  private String answered(String path, String... headers) {
    HttpResponse<String> answer = service.send(WholeMonitor.CLINICIAN, "GET", path, "", headers);
    List<String> ids = answer.headers().allValues("X-Request-Id");
    assertThat(ids).as(path).hasSize(1);
    return ids.get(0);
  }

  @Test
  void theCallersIdIsKeptWhereItIsOne() {
    for (String path : List.of("/fhir/Task", "/worklist", "/nothing", "/fhir/Patient/1")) {
      assertThat(answered(path, "X-Request-Id", GIVEN)).as(path).isEqualTo(GIVEN);
      assertThat(answered(path, "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"))
          .as(path)
          .isEqualTo(TRACE);
    }
  }

  @Test
  void whatMightBeSomethingElseIsReplaced() {
    for (String given :
        List.of("9434765919", "Person p1", "../../etc", "a", "0".repeat(65), GIVEN + "x", " ")) {
      assertThat(answered("/fhir/Task", "X-Request-Id", given)).as(given).matches(UUID);
    }
    assertThat(
            answered("/fhir/Task", "traceparent", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01"))
        .matches(UUID);
    assertThat(answered("/fhir/Task")).isNotEqualTo(answered("/fhir/Task")).matches(UUID);
  }

  @Test
  void auditEntriesOfLookingAndOfChangingCarryIt() {
    String looked = answered("/worklist/tasks/" + task);
    assertThat(kept(looked)).isEqualTo(1);
    HttpResponse<String> claimed =
        service.post(
            WholeMonitor.CLINICIAN,
            "/fhir/Task/" + task + "/$claim",
            "{\"resourceType\": \"Parameters\"}",
            "X-Request-Id",
            GIVEN.replace('7', '8'));
    assertThat(claimed.statusCode()).as(claimed.body()).isEqualTo(200);
    assertThat(service.record().queryForObject("SELECT body FROM change_event", String.class))
        .contains("\"request\":\"" + GIVEN.replace('7', '8') + "\"");
  }

  private long kept(String id) {
    return service
        .monitor()
        .part("readTrail", AuditEntries.class)
        .search(
            new AuditEntries.Question(WholeMonitor.CLINICIAN, null, Set.of(), null, null, null),
            100,
            0)
        .stream()
        .filter(kept -> id.equals(kept.entry().request()))
        .count();
  }

  @Test
  void aLineInTheLogNamesTheRequest(CapturedOutput output) throws Exception {
    String id = GIVEN.replace('7', '9');
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.monitor().port() + "/fhir/Task"))
                    .header("Authorization", "Bearer a.b.c")
                    .header("X-Request-Id", id)
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("X-Request-Id")).contains(id);
    assertThat(output.getOut().lines().filter(line -> line.contains("Tokens cannot be checked")))
        .singleElement()
        .asString()
        .contains(" [" + id + "] ");
    assertThat(output.getAll()).doesNotContain("[] ");
  }
}
