package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.record.AuditEntries;
import org.attendancemonitor.record.AuditEntry;
import org.attendancemonitor.record.DeadLetter;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.LetterQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a wrong configuration rejected is mended by a replay, from the queue and from MLLP. */
class DeadLettersTest {
  private static final Instant NOW = Instant.parse("2026-11-12T09:00:00Z");
  private static final Instant MISSED = Instant.parse("2026-11-11T09:00:00Z");
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String CANARY = "Zephyrine";

  @TempDir private Path folder;
  private Path data;
  private int mllp;
  private WholeMonitor service;

  @BeforeEach
  void start() throws IOException {
    data = folder.resolve("data");
    service = start(data, true, NOW);
  }

  @AfterEach
  void stop() throws IOException {
    System.clearProperty("attendance.data");
    service.close();
  }

  /** Wrong: too small a limit, and a word of the sender's that nobody mapped. */
  private WholeMonitor start(Path record, boolean wrong, Instant now) throws IOException {
    mllp = ScratchHome.freePort();
    Path config = Files.createTempDirectory(folder, "config");
    try (Stream<Path> shipped = Files.list(Path.of("config"))) {
      for (Path file : shipped.filter(Files::isRegularFile).toList()) {
        Files.copy(file, config.resolve(file.getFileName()));
      }
    }
    Path feeds = config.resolve("feeds.yaml");
    String mapped =
        "    mllp: {address: 127.0.0.1, port: %d}\n    hl7: {systems: {}, statuses: {%s: waitlist}}\n"
            .formatted(mllp, wrong ? "OTHER" : "WLIST");
    String text =
        Files.readString(feeds)
            .replace("    expectedEvery: 3d\n", "    expectedEvery: 3d\n" + mapped);
    Files.writeString(feeds, wrong ? text.replaceAll("maxBytes: \\d+", "maxBytes: 1024") : text);
    return WholeMonitor.start(
        Configuration.load(
            config,
            Map.of(),
            Map.of(
                "attendance.data",
                record.toString(),
                "attendance.broker.port",
                Integer.toString(ScratchHome.freePort()))),
        Map.of(),
        new SetClock(now));
  }

  private static String fhir(int i) {
    return Fhir.appointment("q" + i, "qp" + i, "noshow", MISSED, MISSED.plusSeconds(60))
        .replace(
            "\"status\": \"noshow\"",
            "\"status\": \"noshow\", \"comment\": \"%s\"".formatted((CANARY + " ").repeat(110)));
  }

  private static String hl7(int i) {
    return "MSH|^~\\&|PAS|RXX|AM|RXX|20261112081500||SIU^S12|W%d|P|2.4||||||8859/1\r".formatted(i)
        + "SCH||F%d^DIARY|||||||30|min|||||||||||||||WLIST\r".formatted(i)
        + "PID|1||HP%d^^^RXX^PI||Fäll^%s||19500317|F\r".formatted(i, CANARY);
  }

  /** Ten by the queue and ten by MLLP. */
  private void send(WholeMonitor to, int port) throws Exception {
    List<String> messages = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      messages.add(fhir(i));
      try (Socket socket = new Socket("127.0.0.1", port)) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x0b);
        frame.write(hl7(i).getBytes(StandardCharsets.ISO_8859_1));
        frame.write(0x1c);
        frame.write(0x0d);
        socket.getOutputStream().write(frame.toByteArray());
        assertThat(socket.getInputStream().read()).isEqualTo(0x0b);
      }
    }
    to.queue(messages);
  }

  private void allRejected() throws Exception {
    send(service, mllp);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(letters().count(LetterQuery.WAITING)).isEqualTo(20));
  }

  private void mended() throws IOException {
    service.close();
    service = start(data, false, NOW.plus(Duration.ofHours(2)));
  }

  private DeadLetters letters() {
    return service.monitor().part(DeadLetters.class);
  }

  /** Every fact and every task, whatever numbers people have. */
  private static List<String> known(WholeMonitor of) {
    List<String> known =
        new ArrayList<>(
            of.record()
                .queryForList(
                    "SELECT f.key_text || ' ' || f.kind || ' ' || f.feed || ' ' || f.effective"
                        + " || ' ' || f.received || ' ' || f.historic || ' ' || f.hash"
                        + " FROM fact f ORDER BY 1",
                    String.class));
    known.addAll(
        of.record()
            .queryForList(
                "SELECT p.primary_key || ' ' || t.kind || ' ' || t.status || ' ' || t.priority"
                    + " || ' ' || t.due FROM support_task t JOIN patient p ON p.id = t.patient"
                    + " ORDER BY 1",
                String.class));
    return known;
  }

  private record Run(int code, String out) {}

  private Run run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      int code =
          AttendanceMonitor.run(
              Stream.concat(Stream.of(args), Stream.of("--data", data.toString()))
                  .toArray(String[]::new));
      return new Run(code, out.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
    }
  }

  @Test
  void aReplayMakesWhatWouldHaveBeenAndDoesNothingTwice() throws Exception {
    allRejected();
    Run list = run("dead-letters", "list", "--reason", "too-large", "--since", "2026-11-12");
    assertThat(list.out())
        .contains("feed default", "10 of 10", "waiting, incomplete: 10", "waiting, too-large: 10")
        .doesNotContain(CANARY);
    Run json =
        run("dead-letters", "list", "--feed", "community", "--format", "json", "--limit", "2");
    assertThat(json.out()).contains("\"way\":\"mllp\"", "\"state\":\"waiting\"");
    assertThat(run("dead-letters", "list", "--since", "2026-11-13").out()).contains("0 of 0");
    assertThat(run("dead-letters", "replay", "--all").code()).as("nothing is mended").isEqualTo(1);
    assertThat(letters().list(LetterQuery.WAITING, 0, 100))
        .hasSize(20)
        .allMatch(letter -> letter.attempts() == 2);

    mended();
    Run dry = run("dead-letters", "replay", "--reason", "too-large", "--dry-run");
    assertThat(dry.code()).isZero();
    assertThat(dry.out())
        .contains("dry run, nothing was changed: 10 dead letters, 10 readable")
        .contains("It can be read now: Appointment.")
        .doesNotContain(CANARY);
    assertThat(letters().count(LetterQuery.WAITING)).isEqualTo(20);

    Run first = run("dead-letters", "replay", "--reason", "too-large", "--rate", "1000");
    assertThat(first.code()).as(first.out()).isZero();
    assertThat(first.out()).contains("10 dead letters, 10 repaired").doesNotContain(CANARY);
    assertThat(letters().countByReason()).isEqualTo(Map.of("incomplete", 10L));
    assertThat(run("dead-letters", "replay", "--feed", "community").out())
        .contains("10 dead letters, 10 repaired");

    List<String> before = known(service);
    service.close();
    try (WholeMonitor reference = start(folder.resolve("right"), false, NOW)) {
      send(reference, mllp);
      await().atMost(SOON).untilAsserted(() -> assertThat(known(reference)).isEqualTo(before));
    }
    service = start(data, false, NOW.plus(Duration.ofHours(2)));
    assertThat(before).anyMatch(line -> line.contains("support-attendance"));
    assertThat(run("dead-letters", "replay", "--all").out()).contains("0 dead letters");
    long id = letters().list(LetterQuery.ALL, 0, 1).get(0).id();
    Run warned = run("dead-letters", "replay", Long.toString(id));
    assertThat(warned.out()).contains("repaired by a replay already; nothing was done");
    assertThat(letters().show(id).orElseThrow().attempts()).isEqualTo(3);
    assertThat(run("dead-letters", "replay", Long.toString(id), "--again").out())
        .contains("It held nothing new");
    assertThat(known(service)).isEqualTo(before);
    assertThat(letters().count(LetterQuery.ALL)).as("no letter of a letter").isEqualTo(20);
    assertThat(entries("changeTrail", "replay"))
        .isNotEmpty()
        .allMatch(entry -> entry.actor().equals("command:" + System.getProperty("user.name")));
  }

  @Test
  void whatIsCutOffGoesOnAndAPoisonStays() throws Exception {
    allRejected();
    mended();
    List<DeadLetter> all = letters().list(LetterQuery.WAITING, 0, 100);
    long poison = all.get(7).id();
    service
        .tampering()
        .execute(
            "CREATE TRIGGER cut BEFORE UPDATE ON dead_letter WHEN NEW.state = 'repaired' AND NEW.id >= "
                + poison
                + " BEGIN SELECT RAISE(ABORT, 'cut off by a test'); END");
    Run cut = run("dead-letters", "replay", "--all");
    assertThat(cut.code()).isEqualTo(1);
    assertThat(letters().count(LetterQuery.WAITING)).isEqualTo(13);
    assertThat(letters().show(poison).orElseThrow().reason()).isEqualTo("failed");
    assertThat(
            service
                .record()
                .queryForObject(
                    "SELECT count(DISTINCT patient) FROM fact WHERE kind = 3", Integer.class))
        .as("a fact is kept with its letter or not at all")
        .isEqualTo(7);
    service.tampering().execute("DROP TRIGGER cut");
    service.close();
    Run alone = run("dead-letters", "replay", Long.toString(poison), "--feed", "x");
    assertThat(alone.code()).as("one choice only").isEqualTo(2);
    service = start(data, false, NOW.plus(Duration.ofHours(3)));
    assertThat(run("dead-letters", "replay", "--all").out())
        .contains("13 dead letters, 13 repaired");
  }

  @Test
  void withoutAServiceItRunsAlone() throws Exception {
    allRejected();
    service.close();
    Run alone = run("dead-letters", "replay", "--reason", "too-large");
    assertThat(alone.out()).contains("10 dead letters, 10 repaired");
    assertThat(alone.code()).isZero();
    Run still = run("dead-letters", "replay", "--feed", "community");
    assertThat(still.out()).contains("10 dead letters, 10 rejected");
    assertThat(still.code()).isEqualTo(1);
    assertThat(run("dead-letters", "replay", "99").code()).isEqualTo(1);
    service = start(data, false, NOW.plus(Duration.ofHours(2)));
  }

  @Test
  void theBodyIsShownOnlyWhereItIsAskedForAndThatIsWrittenDown() throws Exception {
    allRejected();
    String id = Long.toString(letters().list(LetterQuery.ALL, 0, 1).get(0).id());
    assertThat(run("dead-letters", "show", id).out()).contains("attempts 1").doesNotContain(CANARY);
    assertThat(run("dead-letters", "show", id, "--body").out()).contains(CANARY);
    assertThat(entries("readTrail", "letter-body"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.actor()).isEqualTo("command:" + System.getProperty("user.name"));
              assertThat(entry.items()).containsExactly(id);
            });
  }

  private List<AuditEntry> entries(String trail, String kind) {
    return service
        .monitor()
        .part(trail, AuditEntries.class)
        .search(new AuditEntries.Question(null, kind, java.util.Set.of(), null, null, null), 100, 0)
        .stream()
        .map(AuditEntries.Kept::entry)
        .toList();
  }
}
