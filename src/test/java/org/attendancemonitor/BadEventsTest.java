package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.attendancemonitor.record.DeadLetter;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.LetterQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One bad event costs that event only: through the queue and over HTTP, on the real intake. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadEventsTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Instant YESTERDAY =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(14, ChronoUnit.HOURS);

  private WholeMonitor service;
  private Path data;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    data = folder.resolve("data");
    service = WholeMonitor.start(data, Map.of(), Clock.systemUTC());
  }

  @AfterAll
  void stop() throws Exception {
    service.close();
  }

  @AfterEach
  void forget() {
    System.clearProperty("attendance.data");
    service.tampering().execute("DROP TRIGGER IF EXISTS poisoned");
    service.tampering().update("DELETE FROM dead_letter");
  }

  @Test
  void aBadMessageOfTheQueueBecomesADeadLetterAndItsNeighboursAreRecorded() throws Exception {
    String cut = missed("queue-cut", 1).substring(0, 120);
    String impossible =
        missed("queue-impossible", 1).replace("\"start\": \"", "\"start\": \"9999-");
    service.queue(
        List.of(missed("queue-1", 1), cut, missed("queue-2", 1), impossible, missed("queue-3", 1)));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(recorded("queue-")).containsExactly("1", "2", "3"));
    await().atMost(SOON).untilAsserted(() -> assertThat(letters()).hasSize(2));
    // Several consumers take from the queue: which of them comes first is nobody's promise.
    DeadLetter unparsable = letter(it -> it.reason().equals("unparsable"));
    assertThat(unparsable.position()).isNotEmpty();
    assertThat(original(unparsable)).isEqualTo(cut.getBytes(StandardCharsets.UTF_8));
    DeadLetter other = letter(it -> !it.reason().equals("unparsable"));
    assertThat(other.position()).contains("start");
    assertThat(original(other)).isEqualTo(impossible.getBytes(StandardCharsets.UTF_8));

    String list = output("dead-letters", "list");
    assertThat(list)
        .contains("feed default", "unparsable", other.reason(), other.position(), other.text());
    assertThat(output("dead-letters", "show", Long.toString(other.id()), "--body"))
        .contains(other.reason(), other.position(), impossible);
    assertThat(output("dead-letters", "show", Long.toString(other.id())))
        .contains(other.reason(), other.position())
        .doesNotContain("queue-impossible", "resourceType");
  }

  @Test
  void anEventTheRecordCannotTakeStandsAloneInTheEnd() throws Exception {
    service
        .tampering()
        .execute(
            "CREATE TRIGGER poisoned BEFORE INSERT ON attendance"
                + " WHEN NEW.appointment LIKE '%poison-17'"
                + " BEGIN SELECT RAISE(ABORT, 'refused by a test'); END");
    List<String> messages = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      messages.add(missed("poison-" + i, i));
    }
    service.queue(messages);
    await().atMost(SOON).untilAsserted(() -> assertThat(recorded("poison-")).hasSize(39));
    await().atMost(SOON).untilAsserted(() -> assertThat(letters()).hasSize(1));
    assertThat(letters().get(0).reason()).isEqualTo("failed");
    assertThat(original(letters().get(0)))
        .isEqualTo(messages.get(16).getBytes(StandardCharsets.UTF_8));
    assertThat(recorded("poison-")).doesNotContain("17");
    await().atMost(SOON).untilAsserted(() -> assertThat(service.waiting()).isZero());
    assertThat(service.put("Appointment", "poison-99", missed("poison-99", 99)).statusCode())
        .as("the intake goes on")
        .isBetween(200, 201);
  }

  @Test
  void overHttpAnEventTheRecordCannotTakeIsAFaultOfTheContent() {
    service
        .tampering()
        .execute(
            "CREATE TRIGGER poisoned BEFORE INSERT ON attendance"
                + " WHEN NEW.appointment LIKE '%venom-1'"
                + " BEGIN SELECT RAISE(ABORT, 'refused by a test'); END");
    HttpResponse<String> answer = service.put("Appointment", "venom-1", missed("venom-1", 1));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(answer.body()).contains("OperationOutcome").doesNotContain("venom-1");
    assertThat(letters()).as("its sender was told").isEmpty();
  }

  @Test
  void aTransactionStandsOrFallsAsOne() {
    HttpResponse<String> answer =
        service.post(
            Fhir.bundle(
                "transaction",
                List.of(
                    missed("whole-1", 1),
                    missed("whole-2", 1).replace("\"start\": \"", "\"start\": \"9999-"),
                    missed("whole-3", 1))));
    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 422);
    assertThat(answer.body()).contains("Bundle.entry[1]").contains("start");
    assertThat(recorded("whole-")).isEmpty();
  }

  @Test
  void aTransactionWithAConflictInTheRecordIsRolledBackAndItsNeighboursStay() {
    String known = versioned("clash-1", "noshow");
    assertThat(service.put("Appointment", "clash-1", known).statusCode()).isBetween(200, 201);
    HttpResponse<String> answer =
        service.post(
            Fhir.bundle(
                "transaction", List.of(missed("clash-2", 1), versioned("clash-1", "fulfilled"))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
    assertThat(answer.body()).contains("Bundle.entry[1]");
    assertThat(recorded("clash-")).containsExactly("1");
  }

  @Test
  void inABatchEachEntryIsOnItsOwn() {
    HttpResponse<String> answer =
        service.post(
            Fhir.bundle(
                "batch",
                List.of(
                    missed("alone-1", 1),
                    missed("alone-2", 1).replace("\"start\": \"", "\"start\": \"9999-"),
                    missed("alone-3", 1))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).containsSubsequence("\"20", "\"4", "start", "\"20");
    assertThat(recorded("alone-")).containsExactly("1", "3");
  }

  private static String missed(String id, int person) {
    return Fhir.appointment(
        id,
        id.replaceAll("-.*", "") + "-p" + person,
        "noshow",
        YESTERDAY,
        YESTERDAY.plusSeconds(60));
  }

  private static String versioned(String id, String status) {
    return Fhir.appointment(id, "clash-p1", status, YESTERDAY, YESTERDAY.plusSeconds(60))
        .replace("\"meta\": {", "\"meta\": {\"versionId\": \"7\", ");
  }

  /** The ends of the ids of the appointments recorded. */
  private TreeSet<String> recorded(String start) {
    return new TreeSet<>(
        service
            .record()
            .queryForList(
                "SELECT appointment FROM attendance WHERE appointment LIKE ?",
                String.class,
                "%/" + start + "%")
            .stream()
            .map(key -> key.substring(key.lastIndexOf('-') + 1))
            .toList());
  }

  private byte[] original(DeadLetter letter) {
    return service.monitor().part(DeadLetters.class).original(letter.id()).orElseThrow();
  }

  /** The only one of a kind. */
  private DeadLetter letter(Predicate<DeadLetter> kind) {
    List<DeadLetter> found = letters().stream().filter(kind).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private List<DeadLetter> letters() {
    return service.monitor().part(DeadLetters.class).list(LetterQuery.WAITING, 0, 100);
  }

  private String output(String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--data", data.toString()));
    PrintStream before = System.out;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
      assertThat(AttendanceMonitor.run(all.toArray(String[]::new))).isZero();
    } finally {
      System.setOut(before);
    }
    return written.toString(StandardCharsets.UTF_8);
  }
}
