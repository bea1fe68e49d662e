package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.attendancemonitor.access.AuditHeads;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Commands about one person, and about what is kept, beside the running service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersonCommandsTest {
  private static final Instant NOW = Instant.parse("2026-10-06T09:00:00Z");
  private static final String NHS = "9990000018";

  private Path data;
  private Path folder;
  private WholeMonitor service;

  @BeforeAll
  void twoPeopleWhoWereLookedAt(@TempDir Path folder) throws Exception {
    this.folder = folder;
    data = folder.resolve("data");
    service = WholeMonitor.start(data, Map.of(), new SetClock(NOW));
    service.user("amina", "clinician", "HCPC:PH10000");
    put("p1", NHS, "<Ann> Own", "2026-10-05T08:30:00Z");
    put("p2", "9990000026", "Bea Other", "2026-10-05T09:30:00Z");
    String list = service.get("amina", "/fhir/Task?_count=50").body();
    assertThat(list).contains(task(1), task(2));
    service.get("amina", "/fhir/Task/" + task(2));
    assertThat(service.get("amina", "/fhir/Task/" + task(1)).statusCode()).isEqualTo(200);
    assertThat(
            service
                .post(
                    "amina",
                    "/fhir/Task/" + task(1) + "/$claim",
                    "{\"resourceType\":\"Parameters\"}")
                .statusCode())
        .isEqualTo(200);
  }

  @AfterAll
  void stop() throws Exception {
    service.close();
    System.clearProperty("attendance.data");
  }

  private void put(String id, String nhs, String name, String missed) {
    String patient =
        """
        {"resourceType": "Patient", "id": "%s", "birthDate": "1980-05-04",
         "meta": {"lastUpdated": "2026-10-01T08:00:00Z"}, "name": [{"text": "%s"}],
         "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "%s"}]}"""
            .formatted(id, name, nhs);
    assertThat(service.put("Patient", id, patient).statusCode()).isLessThan(300);
    Instant start = Instant.parse(missed);
    String appointment = Fhir.appointment("a-" + id, id, "noshow", start, start.plusSeconds(3600));
    assertThat(service.put("Appointment", "a-" + id, appointment).statusCode()).isLessThan(300);
  }

  private String task(long patient) {
    return service
        .record()
        .queryForObject(
            "SELECT min(id) FROM support_task WHERE patient = ?", String.class, patient);
  }

  private record Ran(int exit, String told) {}

  private Ran run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", data.toString()));
    StringWriter told = new StringWriter();
    PrintWriter out = new PrintWriter(told, true);
    int exit =
        new CommandLine(new AttendanceMonitor())
            .setExecutionExceptionHandler(new PlainErrors())
            .setOut(out)
            .setErr(out)
            .execute(all.toArray(String[]::new));
    return new Ran(exit, told.toString());
  }

  private Ran withInput(String input, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream((input + "\n").getBytes(StandardCharsets.UTF_8)));
    try {
      return run(arguments);
    } finally {
      System.setIn(before);
    }
  }

  private static String content(Path zip, String name) throws Exception {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      return new String(
          file.getInputStream(file.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void onePersonsRecordIsWrittenWithWhoLookedAtItAndNobodyElses() throws Exception {
    Path zip = folder.resolve("own.zip");
    Ran ran = withInput("999 000 0018", "export-person", "--nhs-number-stdin", zip.toString());

    assertThat(ran.exit()).as(ran.told()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip)))
        .isEqualTo("rw-------");
    String json = content(zip, "record.json");
    JsonNode record = new ObjectMapper().readTree(json);
    assertThat(json)
        .contains("<Ann> Own", NHS, task(1), "2026-10-05T08:30:00Z")
        .doesNotContain("Bea Other", "9990000026", task(2));
    assertThat(record.get("said")).hasSize(3);
    assertThat(record.get("tasks").get(0).get("versions")).hasSizeGreaterThan(1);
    assertThat(record.get("whoLooked").findValuesAsText("kind"))
        .as("the list, the task, what the claim answered, and this very command")
        .containsExactly("list", "view", "view", "subject-access");
    assertThat(record.get("whoLooked").get(0).get("items")).hasSize(1);
    assertThat(record.get("whoChanged").findValuesAsText("actor")).containsExactly("amina");
    assertThat(content(zip, "record.html"))
        .contains("&lt;Ann&gt; Own", "Who looked at your record", "amina")
        .doesNotContain("<Ann>", "Bea Other", task(2));
    assertThat(ran.told()).doesNotContain(NHS, "Ann");

    assertThat(run("export-person", "--patient", "am-1", zip.toString()).exit())
        .as("nothing is written over")
        .isEqualTo(2);
    Path other = folder.resolve("by-id.zip");
    assertThat(run("export-person", "--patient", "am-2", other.toString()).exit()).isZero();
    assertThat(content(other, "record.json")).contains("Bea Other").doesNotContain("Ann");
  }

  @Test
  void whoCannotBeFoundIsToldWithoutTheNumber() {
    String out = folder.resolve("nobody.zip").toString();
    for (String input : List.of("", "12", "9990000034", "Ann Own")) {
      Ran ran = withInput(input, "export-person", "--nhs-number-stdin", out);
      assertThat(ran.exit()).isEqualTo(2);
      assertThat(ran.told()).doesNotContain("9990000034", "Ann");
    }
    assertThat(run("export-person", "--patient", "am-99", out).exit()).isEqualTo(2);
    assertThat(run("export-person", "--patient", NHS, out).exit()).isEqualTo(2);
    assertThat(run("export-person", out).exit()).isEqualTo(2);
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void aHoldIsBegunListedAndEndedByCommandAndEntered() {
    Ran added = run("retention", "hold", "add", "--patient", "am-1", "--reason", "a claim");
    assertThat(added.exit()).as(added.told()).isZero();
    assertThat(run("retention", "hold", "list").told()).contains("am-1  since", "a claim");
    assertThat(run("retention", "hold", "remove", "--patient", "am-1").exit()).isZero();
    assertThat(run("retention", "hold", "remove", "--patient", "am-1").exit()).isEqualTo(2);
    assertThat(run("retention", "hold", "list").told()).isEmpty();
    assertThat(
            service
                .record()
                .queryForObject(
                    "SELECT count(*) FROM change_event WHERE kind = 'hold' AND patient = 1",
                    Integer.class))
        .isEqualTo(2);
  }

  @Test
  void whatWouldGoIsCountedFirst() {
    Ran ran = run("retention", "--dry-run");
    assertThat(ran.exit()).as(ran.told()).isZero();
    assertThat(ran.told())
        .contains("0 people (not enforced: they stay)", "0 rejected messages")
        .contains("0 audit entries of changes");
    assertThat(run("retention").exit()).isEqualTo(2);
  }

  @Test
  void bothTrailsAreSoundBesideTheServiceThatNotesTheirEnds() {
    service.monitor().part(AuditHeads.class).exportWhenDue();
    Ran ran = run("audit", "verify");
    assertThat(ran.exit()).as(ran.told()).isZero();
    assertThat(ran.told()).contains("notes in", "reads ", "changes ", "sound");
  }
}
