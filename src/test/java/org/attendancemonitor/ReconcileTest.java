package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.DebianChromium.Window;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.record.AuditEntries;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list of the record system's appointments is compared, and nothing changes by it. */
class ReconcileTest {
  private static final Instant NOW = Instant.parse("2026-11-12T09:00:00Z");
  private static final Instant NINE = Instant.parse("2026-11-10T09:00:00Z");
  private static final String PASSWORD = "a long enough password";

  @TempDir private Path folder;
  private Path data;
  private Path lists;
  private WholeMonitor service;

  @BeforeEach
  void start() throws Exception {
    data = folder.resolve("data");
    lists = Files.createDirectory(folder.resolve("lists"));
    Path config = Files.createTempDirectory(folder, "config");
    try (Stream<Path> shipped = Files.list(Path.of("config"))) {
      for (Path file : shipped.filter(Files::isRegularFile).toList()) {
        Files.copy(file, config.resolve(file.getFileName()));
      }
    }
    Path feeds = config.resolve("feeds.yaml");
    String list =
        "    list: {folder: {path: '%s', done: rename, pollEvery: 200ms}}\n".formatted(lists);
    Files.writeString(
        feeds,
        Files.readString(feeds)
            .replaceFirst("    expectedEvery: 1d\n", "    expectedEvery: 1d\n" + list));
    service =
        WholeMonitor.start(
            Configuration.load(
                config,
                Map.of(),
                Map.of(
                    "attendance.data",
                    data.toString(),
                    "attendance.broker.port",
                    Integer.toString(ScratchHome.freePort()))),
            Map.of(),
            new SetClock(NOW));
    service
        .monitor()
        .part(Users.class)
        .add(new User("otto", new Passwords().hash(PASSWORD), Set.of("operator"), null, null));
    for (String told :
        List.of("same fulfilled", "seen noshow", "moved booked", "only booked", "gone cancelled")) {
      String[] words = told.split(" ");
      put(words[0], words[1], NINE);
    }
    put("later", "booked", NINE.plus(Duration.ofDays(9)));
    put("visit", "booked", NINE);
    service.put(
        "Encounter",
        "e1",
        """
        {"resourceType": "Encounter", "id": "e1", "status": "finished",
         "meta": {"lastUpdated": "2026-11-10T10:00:00Z"}, "class": {"code": "AMB"},
         "subject": {"reference": "Patient/p-visit"},
         "appointment": [{"reference": "Appointment/visit"}]}""");
    service.queue(
        List.of(
            "MSH|^~\\&|PAS|RXX|AM|RXX|20261109080000||SIU^S12|W1|P|2.4\r"
                + "SCH||F77^DIARY|||||||30|min|^^30^202611101400||||||||||||||BOOKED\r"
                + "PID|1||HP1^^^RXX^PI||Fall^Zephyrine||19500317|F\r"));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(count("fact WHERE key_text LIKE '%/F77'")).isEqualTo(1));
  }

  @AfterEach
  void stop() throws IOException {
    System.clearProperty("attendance.data");
    service.close();
  }

  private void put(String id, String status, Instant start) {
    assertThat(
            service
                .put("Appointment", id, Fhir.appointment(id, "p-" + id, status, start, NINE))
                .statusCode())
        .as(id)
        .isLessThan(300);
  }

  private int count(String what) {
    Integer count = service.record().queryForObject("SELECT count(*) FROM " + what, Integer.class);
    return count == null ? 0 : count;
  }

  private static final String LIST =
      """
      appointment,start,status
      same,2026-11-10T09:00:00,5
      seen,10/11/2026 09:00,fulfilled
      moved,2026-11-10 10:30,booked
      visit,2026-11-10 09:00,5
      lost-1,2026-11-10 11:00,noshow
      F77,2026-11-10 14:00,booked
      broken,2026-13-45 09:00,booked
      """;

  private Path list(String text) throws IOException {
    return Files.writeString(folder.resolve("list.csv"), text);
  }

  private record Run(int code, String out) {}

  private Run run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    PrintStream errors = System.err;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      int code =
          AttendanceMonitor.run(
              Stream.concat(
                      Stream.of("reconcile"),
                      Stream.concat(Stream.of(args), Stream.of("--data", data.toString())))
                  .toArray(String[]::new));
      return new Run(code, out.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
      System.setErr(errors);
    }
  }

  @Test
  void whatIsMissingExtraOrDifferentIsToldAndNothingChanges() throws Exception {
    List<String> facts = facts();
    Run run = run(list(LIST).toString());
    assertThat(run.code()).as(run.out()).isEqualTo(1);
    assertThat(run.out().replaceAll(" +", " "))
        .contains("feed default, appointments of 2026-11-10 to 2026-11-10")
        .contains(" 6 listed", " 3 the same here", " 1 missing here", " 1 only here")
        .contains(" 2 differing: 1 in time, 1 in outcome", " 1 could not be read")
        .contains("line 8: This is no date and time in a form that is read.")
        .contains("Ask the sender to send those again", "Nothing was changed here")
        .doesNotContain("lost-1", "F77", "Zephyrine");
    assertThat(facts()).as("neither a fact nor a task").isEqualTo(facts);

    Path ids = data.resolve("reconciliations/default.csv");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ids)))
        .isEqualTo("rw-------");
    assertThat(Files.readAllLines(ids))
        .containsExactlyInAnyOrder(
            "what,appointment,listed start,start here,listed outcome,outcome here",
            "differing,seen,2026-11-10T09:00:00Z,2026-11-10T09:00:00Z,attended,dna",
            "differing,moved,2026-11-10T10:30:00Z,2026-11-10T09:00:00Z,not_recorded,not_recorded",
            "missing,lost-1,2026-11-10T11:00:00Z,,dna,",
            "extra,only,,2026-11-10T09:00:00Z,,not_recorded");
    assertThat(
            service
                .monitor()
                .part("readTrail", AuditEntries.class)
                .search(
                    new AuditEntries.Question(null, "reconciliation", Set.of(), null, null, null),
                    10,
                    0))
        .singleElement()
        .satisfies(
            kept ->
                assertThat(kept.entry().items())
                    .containsExactly("missing 1", "extra 1", "differing 2"));

    service.monitor().part(LiveState.class).refresh();
    assertThat(service.management("/prometheus").body())
        .contains(
            "attendance_feed_reconciliation{feed=\"default\",kind=\"missing\"} 1.0",
            "attendance_feed_reconciliation{feed=\"default\",kind=\"agreeing\"} 3.0",
            "attendance_feed_reconciliation{feed=\"community\",kind=\"missing\"} 0.0",
            "attendance_feed_reconciled_timestamp_seconds{feed=\"community\"} 0.0");
    try (DebianChromium chromium = DebianChromium.start();
        Window window = chromium.window(320, true)) {
      String base = "http://127.0.0.1:" + service.monitor().port();
      window.signIn(base, "otto", PASSWORD);
      Page page = window.page();
      page.navigate(base + "/feeds");
      assertThat(page.textContent("#feed-default"))
          .contains("Differs", "7 listed: 3 the same here, 1 missing here, 1 only here", "2 with")
          .doesNotContain("lost-1");
      assertThat(window.inaccessible()).isEmpty();
      assertThat(window.overflows()).isFalse();
    }
  }

  private List<String> facts() {
    return service
        .record()
        .queryForList(
            "SELECT key_text || ' ' || effective || ' ' || hash FROM fact UNION ALL"
                + " SELECT id || ' ' || status || ' ' || version FROM support_task ORDER BY 1",
            String.class);
  }

  @Test
  void whatIsTheSameIsSaidAndWhatCannotBeComparedIsNot() throws Exception {
    String same =
        "appointment,start,status\n"
            + "same,2026-11-10 09:00,5\nseen,2026-11-10 09:00,noshow\n"
            + "moved,2026-11-10 09:00,booked\nvisit,2026-11-10 09:00,\n"
            + "only,2026-11-10 09:00,booked\nF77,2026-11-10 14:00,booked\n";
    Run run = run(list(same).toString(), "--format", "json");
    assertThat(run.code()).as(run.out()).isZero();
    assertThat(run.out()).contains("\"agreeing\" : 6", "\"extra\" : 0");
    // Once cancelled ones are listed, those that are not are extra.
    assertThat(run(list(same + "gone,2026-11-10 09:00,cancelled\n").toString()).code()).isZero();
    assertThat(run(list(same + "x,2026-11-10 09:00,cancelled\n").toString()).out())
        .contains("1  missing here", "1  only here");
    // A list from before all that: it says nothing of it.
    Path old = list(same.replace("only,2026-11-10 09:00,booked\n", ""));
    Files.setLastModifiedTime(old, FileTime.from(NOW.minusSeconds(60)));
    assertThat(run(old.toString()).out()).contains("5  not compared", "0  only here");

    String fhir =
        Fhir.appointment("same", "p-same", "fulfilled", NINE, NINE).replaceAll("\\s+", " ");
    Path ndjson = folder.resolve("list.ndjson");
    Files.writeString(ndjson, fhir + "\n{\"resourceType\": \"Appointment\"}\n");
    assertThat(run(ndjson.toString()).out())
        .contains("1  the same here", "1  could not be read", "line 2: ");

    assertThat(run(list("number,start\n1,2026-11-10\n").toString()))
        .satisfies(wrong -> assertThat(wrong.code()).isEqualTo(2))
        .satisfies(wrong -> assertThat(wrong.out()).contains("no column appointment, status"));
    assertThat(run(list(same + "far,2062-11-10 09:00,booked\n").toString()))
        .satisfies(wrong -> assertThat(wrong.code()).isEqualTo(2))
        .satisfies(wrong -> assertThat(wrong.out()).contains("Look for a wrong date"));
    assertThat(run(list(same).toString(), "--feed", "none").code()).isEqualTo(2);
  }

  @Test
  void aListThatIsDroppedIsComparedAndAWrongOneIsPutAside() throws Exception {
    Path part = lists.resolve("night.csv.part");
    Files.writeString(part, LIST);
    Files.move(part, lists.resolve("night.csv"));
    Files.writeString(lists.resolve("wrong.csv"), "a,b\n1,2\n");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(lists.resolve("archive/night.csv.report.json")).exists();
              assertThat(lists.resolve("refused/wrong.csv.report.json")).exists();
            });
    assertThat(Files.readString(lists.resolve("archive/night.csv.report.json")))
        .contains("\"missing\" : 1", "\"result\" : \"compared\"")
        .doesNotContain("lost-1");
    assertThat(Files.readString(lists.resolve("refused/wrong.csv.report.json")))
        .contains("no column appointment, start, status");
    assertThat(count("list_comparison WHERE missing = 1 AND extra = 1 AND differing = 2"))
        .isEqualTo(1);
    assertThat(count("fact WHERE key_text LIKE '%lost-1%'")).isZero();
    assertThat(data.resolve("reconciliations/default.csv")).exists();
  }
}
