package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.intake.Replayed;
import org.attendancemonitor.intake.Replaying;
import org.attendancemonitor.intake.RoutedIntake;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Files that are dropped in a folder: taken once, whole, and told of without naming anybody. */
class WatchedFolderTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-12T09:00:00Z"), ZoneOffset.UTC);

  @TempDir Path home;
  private Path dropped;
  private WholeMonitor monitor;

  @BeforeEach
  void copyWhatIsShipped() throws IOException {
    dropped = home.resolve("dropped");
    settings("marker");
  }

  @AfterEach
  void stop() throws IOException {
    if (monitor != null) {
      monitor.close();
    }
  }

  /** The feed of the shipped file that is commented out, put to use as the file says. */
  private void settings(String done) throws IOException {
    Path feeds = ShippedConfig.withExtract(home, dropped).resolve("feeds.yaml");
    Files.writeString(feeds, Files.readString(feeds).replace("done: marker", "done: " + done));
  }

  private void start() throws IOException {
    monitor =
        WholeMonitor.start(
            Configuration.load(
                home.resolve("config"),
                Map.of(),
                Map.of(
                    "attendance.data",
                    home.resolve("data").toString(),
                    "attendance.broker.port",
                    Integer.toString(ScratchHome.freePort()))),
            Map.of(),
            CLOCK);
  }

  private static void await(String what, Duration within, BooleanSupplier there) {
    Awaitility.await(what)
        .atMost(within)
        .pollInterval(Duration.ofMillis(50))
        .until(there::getAsBoolean);
  }

  private void drop(String name, String content) throws IOException {
    Files.writeString(dropped.resolve(name), content);
    Files.createFile(dropped.resolve(name + ".done"));
  }

  private JsonNode report(String place) throws IOException, InterruptedException {
    Path report = dropped.resolve(place + ".report.json");
    await(place, Duration.ofSeconds(25), () -> Files.exists(report));
    await(
        place, Duration.ofSeconds(5), () -> !Files.exists(dropped.resolve(bare(place) + ".done")));
    return new ObjectMapper().readTree(report.toFile());
  }

  private static String bare(String place) {
    return Path.of(place).getFileName().toString();
  }

  private static String patient(String id) {
    return "{\"resourceType\":\"Patient\",\"id\":\""
        + id
        + "\",\"meta\":{\"lastUpdated\":\"2026-11-01T09:00:00Z\"},\"birthDate\":\"1950-03-17\"}";
  }

  private static final String NOBODYS =
      "{\"resourceType\":\"Appointment\",\"id\":\"N\",\"status\":\"booked\","
          + "\"start\":\"2026-11-20T09:00:00Z\"}";

  private long count(String sql) {
    return monitor.record().queryForObject("SELECT count(*) FROM " + sql, Long.class);
  }

  private static void assertCounts(JsonNode report, int messages, int accepted, int duplicates) {
    assertThat(report.path("messages").asInt()).isEqualTo(messages);
    assertThat(report.path("accepted").asInt()).isEqualTo(accepted);
    assertThat(report.path("duplicates").asInt()).isEqualTo(duplicates);
  }

  private static String block(String page, String language) {
    int from = page.indexOf("```" + language + "\n") + language.length() + 4;
    return page.substring(from, page.indexOf("```", from));
  }

  @Test
  void the_example_of_the_page_does_what_the_page_says() throws Exception {
    start();
    String page = Files.readString(Path.of("docs/connecting-files.md"));
    drop("pas.csv", block(page, "csv"));
    ObjectNode report = (ObjectNode) report("archive/pas.csv");
    report.remove("finished");
    assertThat(report).isEqualTo(new ObjectMapper().readTree(block(page, "json")));
    long tasks = count("support_task");
    assertThat(tasks).as("two missed appointments").isGreaterThanOrEqualTo(2);
    assertThat(count("dead_letter WHERE position = 'line 5 column APPOINTMENT DATE'")).isOne();
    assertThat(Files.exists(dropped.resolve("pas.csv"))).isFalse();
    assertThat(Files.readString(dropped.resolve("archive/pas.csv"))).isEqualTo(block(page, "csv"));

    // The same again, and then a correction.
    drop("pas.csv", block(page, "csv"));
    JsonNode again = report("archive/pas.csv.2");
    assertThat(again.path("duplicates").asInt()).isEqualTo(3);
    assertThat(count("support_task")).isEqualTo(tasks);
    String header = block(page, "csv").lines().findFirst().orElseThrow();
    String line = block(page, "csv").lines().skip(3).findFirst().orElseThrow();
    drop("put-right.csv", header + "\n" + line.replace(",650,3,", ",650,5,").replace("T16", "T17"));
    assertCounts(report("archive/put-right.csv"), 1, 1, 0);
  }

  @Test
  void a_line_that_a_wrong_setting_refused_is_mended_by_a_replay() throws Exception {
    Path feeds = home.resolve("config/feeds.yaml");
    String right = Files.readString(feeds);
    Files.writeString(feeds, right.replace("date: [yyyy-MM-dd, dd/MM/yyyy]", "date: [yyyy-MM-dd]"));
    start();
    drop("pas.csv", block(Files.readString(Path.of("docs/connecting-files.md")), "csv"));
    report("archive/pas.csv");
    String refused = "dead_letter WHERE way = 'folder' AND position LIKE 'line 3 column%DATE%'";
    assertThat(count(refused)).isOne();
    long tasks = count("support_task");
    monitor.close();
    Files.writeString(feeds, right);
    start();
    Long letter = monitor.record().queryForObject("SELECT id FROM " + refused, Long.class);
    Replaying replaying = monitor.monitor().part(Replaying.class);
    assertThat(replaying.dryRun(List.of(letter), false).get(0).result())
        .isEqualTo(Replayed.Result.READABLE);
    assertThat(count("support_task")).isEqualTo(tasks);
    assertThat(replaying.replay(List.of(letter), false).get(0).result())
        .isEqualTo(Replayed.Result.REPAIRED);
    assertThat(count("fact WHERE key_text LIKE '%A1002%'")).isOne();
    assertThat(count("support_task")).as("for what it said was missed").isGreaterThan(tasks);
  }

  @Test
  void a_load_by_command_reads_every_form_too() throws Exception {
    start();
    Path files = Files.createDirectory(home.resolve("files"));
    String page = Files.readString(Path.of("docs/connecting-files.md"));
    Files.writeString(files.resolve("a.csv"), block(page, "csv"));
    Files.writeString(files.resolve("b.hl7"), hl7("M1", "ONE") + hl7("M2", "TWO"));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(files.resolve("c.ndjson.gz")))) {
      out.write((patient("G1") + "\n" + patient("G2")).getBytes(StandardCharsets.UTF_8));
    }
    StringWriter told = new StringWriter();
    Monitor running = monitor.monitor();
    FeedReader reader = running.part(FeedReader.class);
    try (IntakeLines lines =
            new IntakeLines(reader, running.part(RoutedIntake.class), CLOCK, "pas-extract", false);
        RejectedLines rejected = new RejectedLines(new PrintWriter(told, true), null)) {
      LoadTally tally =
          new FileLoad(
                  new FileParts(lines, reader.form("pas-extract"), () -> false),
                  new LoadPositions(home.resolve("loads"), "pas-extract|false"),
                  rejected,
                  read -> {})
              .load(List.of(files));
      assertThat(tally.someRejected()).isTrue();
    }
    assertThat(told.toString()).contains("a.csv", "5").doesNotContain("b.hl7", "c.ndjson");
    assertThat(count("fact WHERE key_text LIKE '%A1001%'")).isOne();
    assertThat(count("fact WHERE key_text LIKE '%Appointment%FM_%'")).isEqualTo(2);
    assertThat(count("fact WHERE key_text LIKE '%Patient/G_'")).isEqualTo(2);
  }

  @Test
  void every_form_is_read_and_a_report_names_nobody() throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.start();
    start();
    // Whatever another test of the same process made of the levels.
    Logger door = (Logger) LoggerFactory.getLogger(FolderDoor.class);
    door.setLevel(Level.INFO);
    root.addAppender(log);
    drop("a.ndjson", patient("Canary1") + "\n\n# not read\n" + NOBODYS + "\n{\"Canary\n");
    drop(
        "b.hl7",
        "FHS|^~\\&|PAS\rBHS|^~\\&|PAS\r"
            + hl7("M1", "CANARYONE")
            + hl7("M2", "CANARYTWO").replace("202611200900", "202613200900")
            + "BTS|2\rFTS|1\r");
    compressed("c.ndjson.gz", patient("Canary2") + "\n" + patient("Canary3") + "\n");
    assertCounts(report("archive/c.ndjson.gz"), 2, 2, 0);
    JsonNode lines = report("archive/a.ndjson");
    assertThat(lines.path("messages").asInt()).isEqualTo(3);
    assertThat(lines.at("/faults/0/line").asInt()).isEqualTo(4);
    assertThat(lines.at("/faults/1/reason").asText()).isEqualTo("unparsable");
    JsonNode messages = report("archive/b.hl7");
    assertThat(messages.path("messages").asInt()).isEqualTo(2);
    assertThat(messages.at("/faults/0/line").asInt()).isEqualTo(6);
    assertThat(messages.at("/faults/0/position").asText()).isEqualTo("SCH-11.4");
    root.detachAppender(log);
    door.setLevel(null);
    String said =
        log.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining());
    assertThat((lines + "" + messages + said).toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("canary", "9990000018");
    assertThat(said).contains("Feed pas-extract: a file of 3 messages was taken, 2 of them");
  }

  private static String hl7(String id, String name) {
    return "MSH|^~\\&|PAS|RXX|AM|RXX|20261111091500||SIU^S12|"
        + id
        + "|P|2.4\rSCH||F"
        + id
        + "^DIARY|||||||30|min|^^^202611200900\rPID|1||9990000018^^^NHS^NH||"
        + name
        + "^Ivy||19500317|F\r";
  }

  private void compressed(String name, String content) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(dropped.resolve(name)))) {
      out.write(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    Files.createFile(dropped.resolve(name + ".done"));
  }

  @Test
  void what_would_be_read_wrongly_is_refused_whole() throws Exception {
    start();
    String page = block(Files.readString(Path.of("docs/connecting-files.md")), "csv");
    drop("renamed.csv", page.replace("APPOINTMENT TIME", "APPT TIME"));
    JsonNode renamed = report("refused/renamed.csv");
    assertThat(renamed.path("result").asText()).isEqualTo("refused");
    assertThat(renamed.path("text").asText()).contains("no column APPOINTMENT TIME");
    compressed("bomb.ndjson.gz", (patient("P1") + "\n") + "\n".repeat(50_000_000));
    assertThat(report("refused/bomb.ndjson.gz").path("reason").asText()).isEqualTo("too-large");
    compressed("cut.ndjson.gz", (patient("P1") + "\n").repeat(100));
    byte[] whole = Files.readAllBytes(dropped.resolve("cut.ndjson.gz"));
    Files.write(dropped.resolve("cut.ndjson.gz"), java.util.Arrays.copyOf(whole, whole.length - 9));
    assertThat(report("refused/cut.ndjson.gz").path("reason").asText()).isEqualTo("unparsable");
    assertThat(count("patient_key")).isZero();
    assertThat(Files.exists(dropped.resolve("refused/bomb.ndjson.gz"))).isTrue();
  }

  @Test
  void a_file_that_is_not_finished_is_left_alone() throws Exception {
    settings("rename");
    start();
    Path part = dropped.resolve("night.ndjson.part");
    Files.writeString(part, patient("P1") + "\n");
    Path growing = dropped.resolve("growing.ndjson");
    for (int i = 0; i < 50; i++) {
      Files.writeString(
          growing,
          patient("G" + i) + "\n",
          java.nio.file.StandardOpenOption.CREATE,
          java.nio.file.StandardOpenOption.APPEND);
      Thread.sleep(100);
      assertThat(count("patient_key")).isZero();
    }
    assertCounts(report("archive/growing.ndjson"), 50, 50, 0);
    assertThat(Files.exists(part)).isTrue();
    Files.move(part, dropped.resolve("night.ndjson"), StandardCopyOption.ATOMIC_MOVE);
    assertCounts(report("archive/night.ndjson"), 1, 1, 0);
  }

  @Test
  void stopped_in_the_middle_it_goes_on_where_it_was() throws Exception {
    start();
    int lines = 6_000;
    drop(
        "long.ndjson",
        IntStream.rangeClosed(1, lines)
            .mapToObj(i -> i % 100 == 0 ? NOBODYS : patient("P" + i))
            .collect(Collectors.joining("\n")));
    await(
        "a part is settled",
        Duration.ofSeconds(25),
        () -> count("setting WHERE name LIKE 'file:%'") == 1);
    monitor.close();
    monitor = null;
    assertThat(dropped.resolve("long.ndjson")).exists();
    start();
    long settled =
        FileProgress.read(
                monitor
                    .record()
                    .queryForObject(
                        "SELECT value FROM setting WHERE name LIKE 'file:%'", String.class))
            .line();
    assertThat(settled).isBetween(1L, lines - 1L);
    JsonNode report = report("archive/long.ndjson");
    assertThat(report.path("messages").asInt()).isEqualTo(lines);
    assertThat(report.path("rejected").asInt()).isEqualTo(60);
    assertThat(report.path("accepted").asInt() + report.path("duplicates").asInt())
        .isEqualTo(lines - 60);
    assertThat(count("dead_letter")).isEqualTo(60);
    assertThat(count("patient_key WHERE key_text LIKE 'epr|Patient/P%'")).isEqualTo(lines - 60);
    await(
        "nothing is left behind",
        Duration.ofSeconds(5),
        () -> count("setting WHERE name LIKE 'file:%'") == 0);
  }

  @Test
  void a_long_file_does_not_hold_live_messages_up() throws Exception {
    start();
    drop(
        "long.ndjson",
        IntStream.rangeClosed(1, 10_000)
            .mapToObj(i -> patient("P" + i))
            .collect(Collectors.joining("\n")));
    await(
        "the file is being taken",
        Duration.ofSeconds(25),
        () -> count("setting WHERE name LIKE 'file:%'") == 1);
    List<Duration> took = new ArrayList<>();
    while (!Files.exists(dropped.resolve("archive/long.ndjson.report.json"))) {
      Instant sent = Instant.now();
      String id = "L" + took.size();
      assertThat(monitor.put("Patient", id, patient(id)).statusCode()).isBetween(200, 201);
      took.add(Duration.between(sent, Instant.now()));
    }
    assertCounts(report("archive/long.ndjson"), 10_000, 10_000, 0);
    assertThat(took).hasSizeGreaterThan(10);
    took.sort(null);
    // Nine of ten: a single one may have waited for the processor.
    assertThat(took.get(took.size() * 9 / 10)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void wrong_settings_are_told_with_their_line_before_anything_starts() throws IOException {
    Path feeds = home.resolve("config/feeds.yaml");
    String right = Files.readString(feeds);
    Files.writeString(
        feeds,
        right
            .replace("attended: ATTENDED", "atended: ATTENDED")
            .replace("done: marker", "done: sometime")
            .replace("time: [\"HH:mm\"]", "time: [\"HH:bb\"]"));
    assertThatThrownBy(this::start)
        .hasMessageContaining("feeds.pas-extract.csv.columns.atended")
        .hasMessageContaining("did you mean attended?")
        .hasMessageContaining("feeds.pas-extract.folder.done: found 'sometime'")
        .hasMessageContaining("feeds.pas-extract.csv.formats.time");
    Files.writeString(
        feeds, right.replaceAll("\n *(appointment|local-number|nhs-number): [A-Z ]+(?=\n)", ""));
    assertThatThrownBy(this::start)
        .hasMessageContaining("feeds.pas-extract.csv.columns")
        .hasMessageContaining("appointment, which appointments need");
  }

  @Test
  void a_folder_that_is_not_there_is_told_at_the_start() throws IOException {
    Files.delete(dropped);
    assertThatThrownBy(this::start)
        .hasMessageContaining("feed pas-extract cannot watch " + dropped);
  }
}
