package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.attendancemonitor.backup.BackupException;
import org.attendancemonitor.backup.MadeBackup;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.QueueSenders;
import org.attendancemonitor.record.Restored;
import org.attendancemonitor.record.Store;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A backup that is made while senders send, put back into an empty folder: what was acknowledged
 * before it is there, once, and what follows from it is what followed before.
 */
class BackupTest {
  private static final int WAITING = 20;
  private static final Instant DAY =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(14, ChronoUnit.HOURS);

  @TempDir private static Path folder;
  private static Path zip;
  private static BackupRun.Made made;
  private static final Set<String> before = new TreeSet<>();
  private static final Set<String> acknowledged = new ConcurrentSkipListSet<>();
  private static long patients;

  @BeforeAll
  static void aBackupUnderLoad() throws Exception {
    zip = folder.resolve("backup.zip");
    Path data = folder.resolve("data");
    Configuration configuration = WholeMonitor.configuration(data, Map.of());
    try (WholeMonitor service = WholeMonitor.start(configuration, Map.of(), Clock.systemUTC());
        Load load = new Load(service)) {
      awaitAcknowledged("h", 40);
      awaitAcknowledged("q", 40);
      // From here on what is sent to the queue waits there: the backup finds some of it in any
      // case.
      service.monitor().part(BrokerWiring.BrokerLink.class).embedded().pause("attendance.events");
      long now = acknowledged("q");
      awaitAcknowledged("q", now + WAITING);
      before.addAll(acknowledged);
      made = new BackupRun(configuration, Clock.systemUTC(), false).into(zip, "somebody");
      awaitAcknowledged("h", acknowledged("h") + 10);
      awaitAcknowledged("q", acknowledged("q") + 10);
      load.stop();
      await().atMost(Duration.ofSeconds(60)).until(() -> kept(service).containsAll(acknowledged));
      assertThat(kept(service)).as("the service itself goes on").isEqualTo(acknowledged);
      patients = max(service, "patient");
    }
  }

  @Test
  void whatWasAcknowledgedBeforeIsThereOnceAndSendersGoOn() throws Exception {
    Path data = folder.resolve("restored");
    try (MadeBackup backup = MadeBackup.open(zip)) {
      assertThat(backup.manifest().messages().get("attendance.events"))
          .isGreaterThanOrEqualTo(WAITING);
      restore(backup, data);
    }
    assertThat(Files.getPosixFilePermissions(zip))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (WholeMonitor service =
        WholeMonitor.start(
            WholeMonitor.configuration(data, Map.of()), Map.of(), Clock.systemUTC())) {
      await().atMost(Duration.ofSeconds(60)).until(() -> kept(service).containsAll(before));
      Set<String> since = new TreeSet<>(acknowledged);
      since.removeAll(before);
      assertThat(since).isNotEmpty();
      // Senders send again what they sent since the backup began, some of which is in it, too.
      for (String id : since) {
        assertThat(service.put("Appointment", id, json(id)).statusCode()).isBetween(200, 201);
      }
      await().atMost(Duration.ofSeconds(60)).until(() -> service.waiting() == 0);
      assertThat(kept(service)).isEqualTo(acknowledged);
      assertThat(
              service
                  .record()
                  .queryForList(
                      "SELECT key_text FROM fact GROUP BY key_text HAVING count(*) > 1",
                      String.class))
          .as("facts kept twice")
          .isEmpty();
      assertThat(
              service
                  .record()
                  .queryForObject(
                      "SELECT count(*) FROM support_task WHERE is_open = 1", Integer.class))
          .as("one task for each person, who has one miss each")
          .isEqualTo(acknowledged.size());
      assertThat(max(service, "patient"))
          .as("no number is given out that was given out after the backup")
          .isGreaterThan(patients + 10_000);
      assertThat(new Restored(service.monitor().part(Store.class)).unconfirmed())
          .as("records are not deleted by age before somebody looked at the holds")
          .contains(made.manifest().record());
      assertThat(
              service
                  .record()
                  .queryForList("SELECT kind FROM change_event ORDER BY at", String.class))
          .contains("backup", "restore");
    }
  }

  @Test
  void whatIsDerivedAgainIsWhatWasThere() throws Exception {
    StringWriter told = new StringWriter();
    assertThat(verified(zip, "verified", told)).as(told.toString()).isEmpty();
    assertThat(told.toString()).contains("support tasks").contains("the same");
  }

  @Test
  void whatDoesNotFollowFromTheFactsIsFound() throws Exception {
    Path tampered = unzipped("tampered");
    String file = "data/store/attendance.db";
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + tampered.resolve(file));
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("UPDATE attendance SET outcome = 'attended'"))
          .isPositive();
    }
    sumUp(tampered, file);
    assertThat(verified(tampered, "tampered-work", new StringWriter()))
        .anyMatch(fault -> fault.startsWith("appointments counted"));
  }

  @Test
  void whatWasDamagedIsNotPutBack() throws Exception {
    Path damaged = unzipped("damaged");
    Files.writeString(
        damaged.resolve("queues/attendance.events.jsonl"), "\n", StandardOpenOption.APPEND);
    assertRefused(damaged, "damaged-data", "SHA-256");
    Path lacking = unzipped("lacking");
    Files.delete(lacking.resolve("queues/attendance.events.jsonl"));
    assertRefused(lacking, "lacking-data", "is missing");
    Path more = unzipped("more");
    Files.writeString(more.resolve("data/control"), "x");
    assertRefused(more, "more-data", "does not name");
    Path cut = folder.resolve("cut.zip");
    byte[] whole = Files.readAllBytes(zip);
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> MadeBackup.open(cut)).hasMessageContaining("damaged or cut off");
  }

  @Test
  void aBackupOfANewerProgramIsNotPutBack() throws Exception {
    Path newer = unzipped("newer");
    ObjectMapper json = new ObjectMapper();
    Path manifest = newer.resolve("manifest.json");
    ObjectNode said = (ObjectNode) json.readTree(manifest.toFile());
    ((ObjectNode) said.get("schema")).put("record", "999");
    json.writeValue(manifest.toFile(), said);
    assertRefused(newer, "newer-data", "newer program");
  }

  @Test
  void onlyAnEmptyFolderIsFilledAndAServiceStartsOnNoHalfOfOne() throws Exception {
    Path data = Files.createDirectories(folder.resolve("full"));
    Files.writeString(data.resolve("something"), "x");
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    try (MadeBackup backup = MadeBackup.open(zip)) {
      assertThatThrownBy(() -> restore(backup, data)).hasMessageContaining("is not empty");
    }
    Path half = Files.createDirectories(folder.resolve("half").resolve("restore-under-way"));
    assertThatThrownBy(
            () ->
                Monitor.start(
                    WholeMonitor.configuration(half.getParent(), Map.of()),
                    Monitor.Extent.RECORD_ONLY,
                    Map.of()))
        .hasMessageContaining("was cut off");
  }

  private static void assertRefused(Path backup, String data, String why) throws Exception {
    Path into = folder.resolve(data);
    try (MadeBackup made = MadeBackup.open(backup)) {
      assertThatThrownBy(() -> restore(made, into))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining(why);
    }
    try (Stream<Path> left = Files.list(into)) {
      assertThat(left.map(it -> it.getFileName().toString()))
          .as("nothing is left behind but the lock")
          .containsExactly("owner");
    }
  }

  private static void restore(MadeBackup backup, Path data) throws Exception {
    Configuration configuration = WholeMonitor.configuration(data, Map.of());
    new RestoreRun(
            configuration.settings(ServerSettings.class),
            new QueueSenders(configuration.settings(FeedSettings.class)),
            Clock.systemUTC())
        .from(backup, "somebody");
  }

  private static List<String> verified(Path place, String work, StringWriter told)
      throws Exception {
    Configuration configuration =
        BenchConfiguration.of(
            WholeMonitor.configuration(folder.resolve("unused"), Map.of()), folder.resolve(work));
    try (MadeBackup backup = MadeBackup.open(place)) {
      return new VerifiedBackup(backup, configuration, new PrintWriter(told, true)).faults();
    }
  }

  private static Path unzipped(String name) throws Exception {
    Path into = folder.resolve(name);
    try (MadeBackup backup = MadeBackup.open(zip);
        var files = java.nio.file.FileSystems.newFileSystem(zip)) {
      backup.unpack(into);
      Files.copy(files.getPath("/manifest.json"), into.resolve("manifest.json"));
    }
    return into;
  }

  /** Has the manifest say what a file is now. */
  private static void sumUp(Path backup, String name) throws Exception {
    ObjectMapper json = new ObjectMapper();
    Path manifest = backup.resolve("manifest.json");
    ObjectNode said = (ObjectNode) json.readTree(manifest.toFile());
    byte[] content = Files.readAllBytes(backup.resolve(name));
    for (var part : said.get("files")) {
      if (part.get("name").asText().equals(name)) {
        ((ObjectNode) part)
            .put("bytes", content.length)
            .put(
                "sha256",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
      }
    }
    json.writeValue(manifest.toFile(), said);
  }

  private static void awaitAcknowledged(String way, long count) {
    await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged(way) >= count);
  }

  private static long acknowledged(String way) {
    return acknowledged.stream().filter(id -> id.startsWith(way)).count();
  }

  private static Set<String> kept(WholeMonitor service) {
    Set<String> kept = new TreeSet<>();
    service
        .record()
        .queryForList("SELECT appointment FROM attendance WHERE outcome = 'dna'", String.class)
        .forEach(key -> kept.add(key.substring(key.lastIndexOf('/') + 1)));
    return kept;
  }

  private static long max(WholeMonitor service, String name) {
    Long next =
        new JdbcTemplate(service.monitor().part(Store.class).reader())
            .queryForObject("SELECT next FROM numbering WHERE name = ?", Long.class, name);
    return next == null ? 0 : next;
  }

  private static String json(String id) {
    return Fhir.appointment(id, "person-" + id, "noshow", DAY, DAY.plusSeconds(60));
  }

  /** One sender over HTTP and one to the queue; each notes what was acknowledged. */
  private static final class Load implements AutoCloseable {
    private final Thread http;
    private final Thread queue;
    private volatile boolean wanted = true;

    private Load(WholeMonitor service) {
      http = new Thread(() -> http(service), "load-http");
      queue = new Thread(() -> queue(service), "load-queue");
      http.start();
      queue.start();
    }

    private void http(WholeMonitor service) {
      for (int i = 0; wanted; i++) {
        String id = "h" + i;
        if (service.put("Appointment", id, json(id)).statusCode() / 100 == 2) {
          acknowledged.add(id);
        }
      }
    }

    private void queue(WholeMonitor service) {
      try (WholeMonitor.QueueSender sender = service.sender()) {
        for (int i = 0; wanted; i++) {
          String id = "q" + i;
          sender.send(List.of(json(id)));
          acknowledged.add(id);
        }
      } catch (jakarta.jms.JMSException failure) {
        throw new IllegalStateException(failure);
      }
    }

    private void stop() throws InterruptedException {
      wanted = false;
      http.join();
      queue.join();
    }

    @Override
    public void close() throws IOException {
      wanted = false;
    }
  }
}
