package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.attendancemonitor.simulation.FaultRates;
import org.attendancemonitor.simulation.Faults;
import org.attendancemonitor.simulation.Form;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.Simulation;
import org.attendancemonitor.simulation.Trust;
import org.attendancemonitor.simulation.TrustPlan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feed doctor over HTTP: says what check-feed says, and changes nothing. */
class ValidateFeedTest {
  private static final String ADDRESS = "/fhir/$validate-feed";

  @TempDir static Path folder;
  private static WholeMonitor monitor;

  @BeforeAll
  static void start() throws IOException {
    monitor = WholeMonitor.start(folder.resolve("data"), Map.of(), Clock.systemUTC());
  }

  @AfterAll
  static void stop() throws IOException {
    monitor.close();
  }

  private static Path told(Form form, String name) throws IOException {
    LocalDate today = LocalDate.now(Clock.systemUTC());
    Trust trust = new Trust(TrustPlan.of(60, 60, today, 3, Lsoa.read(LoadedTrust.AREAS)));
    Faults faults =
        new Faults(new FaultRates(0.02, 0, 0, 0, 0, 0.1, 0, 0), 3, trust.plan().historyEnd());
    Path file = folder.resolve(name);
    new Simulation(trust, faults).writeTo(file, form);
    return file;
  }

  private static HttpResponse<String> check(Path file, String type, String accept)
      throws IOException {
    return monitor.send(
        WholeMonitor.FEED,
        "POST",
        ADDRESS,
        Files.readString(file),
        "Accept",
        accept,
        "Content-Type",
        type);
  }

  /** Everything that is kept, in numbers. */
  private static Map<String, Long> kept() {
    Map<String, Long> kept = new TreeMap<>();
    for (String table :
        List.of("fact", "patient", "patient_key", "support_task", "dead_letter", "outbox")) {
      kept.put(table, monitor.record().queryForObject("SELECT count(*) FROM " + table, Long.class));
    }
    return kept;
  }

  @Test
  void it_says_what_the_command_says_and_changes_nothing() throws Exception {
    for (Form form : List.of(Form.FHIR, Form.HL7)) {
      boolean fhir = form == Form.FHIR;
      Path file = told(form, fhir ? "body.ndjson" : "body.hl7");
      Map<String, Long> before = kept();
      String counted = monitor.management("/prometheus").body();
      HttpResponse<String> answer =
          check(file, fhir ? "application/fhir+ndjson" : "x-application/hl7-v2+er7", "*/*");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(kept()).isEqualTo(before);
      assertThat(events(monitor.management("/prometheus").body())).isEqualTo(events(counted));
      Path report = folder.resolve(form + ".json");
      AttendanceMonitor.run(
          "check-feed", file.toString(), "--format", "json", "--out", report.toString());
      JsonNode byCommand = undated(Files.readString(report).replace(folder + "/", ""));
      assertThat(undated(answer.body())).isEqualTo(byCommand);
      assertThat(answer.body()).contains("\"no-patient\"", "\"unparsable\"", "missed");
      assertThat(answer.body()).doesNotContain("ZZTest", "99900");
    }
  }

  private static List<String> events(String metrics) {
    return metrics.lines().filter(line -> line.startsWith("attendance_feed_events")).toList();
  }

  private static JsonNode undated(String report) throws IOException {
    ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(report);
    ((ObjectNode) tree.path("meta")).remove("lastUpdated");
    return new ObjectMapper()
        .readTree(tree.toString().replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "then"));
  }

  @Test
  void people_read_it_as_a_page() throws Exception {
    Path file = told(Form.FHIR, "page.ndjson");
    HttpResponse<String> page = check(file, "application/fhir+ndjson", "text/html");
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    assertThat(page.body()).startsWith("<!DOCTYPE html>").contains("Events understood");
    assertThat(check(file, "application/fhir+ndjson", "text/plain").body())
        .contains("EVENTS UNDERSTOOD");
  }

  @Test
  void one_resource_and_nonsense_are_answered_too() {
    HttpResponse<String> one =
        monitor.post(WholeMonitor.FEED, ADDRESS, "{\"resourceType\": \"Patient\"");
    assertThat(one.statusCode()).isEqualTo(200);
    assertThat(one.body()).contains("\"unparsable\"", "body.json");
    assertThat(
            monitor
                .send(WholeMonitor.FEED, "POST", ADDRESS, "x", "Content-Type", "image/png")
                .statusCode())
        .isEqualTo(415);
    // Only here.
    assertThat(
            monitor
                .send(WholeMonitor.FEED, "POST", "/fhir", "MSH|", "Content-Type", "text/plain")
                .statusCode())
        .isEqualTo(415);
  }

  @Test
  void what_is_too_large_and_who_sends_for_no_feed_is_refused() {
    assertThat(monitor.post(WholeMonitor.FEED, ADDRESS, " ".repeat(30_000_000)).statusCode())
        .isEqualTo(413);
    assertThat(monitor.post(WholeMonitor.CLINICIAN, ADDRESS, "{}").statusCode()).isEqualTo(403);
    monitor.user("unnamed-feed", "feed", null);
    assertThat(monitor.post("unnamed-feed", ADDRESS, "{}").statusCode()).isEqualTo(403);
  }

  @Test
  void one_at_a_time() throws Exception {
    Path file = told(Form.FHIR, "many.ndjson");
    List<CompletableFuture<Integer>> asked =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            return check(file, "application/fhir+ndjson", "*/*").statusCode();
                          } catch (IOException failed) {
                            throw new java.io.UncheckedIOException(failed);
                          }
                        }))
            .limit(6)
            .toList();
    List<Integer> answers = asked.stream().map(CompletableFuture::join).toList();
    assertThat(answers).contains(200).allMatch(status -> status == 200 || status == 429);
    assertThat(check(file, "application/fhir+ndjson", "*/*").statusCode()).isEqualTo(200);
  }
}
