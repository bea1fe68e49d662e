package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One feed floods; the other is served as before, and of neither is anything lost. */
class FloodTest {
  private static final String NOISY = "community-feed";
  private static final int PER_SECOND = 40;
  private static final int BURST = 20;
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static WholeMonitor monitor;
  private static int broker;
  private static int noisyPort;
  private static int quietPort;

  @BeforeAll
  static void start() throws Exception {
    noisyPort = ScratchHome.freePort();
    quietPort = ScratchHome.freePort();
    broker = ScratchHome.freePort();
    Path dropped = Files.createDirectory(folder.resolve("dropped"));
    Path config = ShippedConfig.withExtract(folder, dropped);
    Path feeds = config.resolve("feeds.yaml");
    String limit = "limits: {perSecond: %d, burst: %d}\n".formatted(PER_SECOND, BURST);
    Files.writeString(
        feeds,
        Files.readString(feeds)
            .replaceFirst(
                "    expectedEvery: 1d\n",
                "    expectedEvery: 1d\n    mllp: {address: 127.0.0.1, port: " + quietPort + "}\n")
            .replaceFirst(
                "    expectedEvery: 3d\n",
                "    expectedEvery: 3d\n    mllp: {address: 127.0.0.1, port: "
                    + noisyPort
                    + "}\n    "
                    + limit)
            .replaceFirst("    folder:\n", "    " + limit + "    folder:\n"));
    monitor =
        WholeMonitor.start(
            Configuration.load(
                config,
                Map.of(),
                Map.of(
                    "attendance.data",
                    folder.resolve("data").toString(),
                    "attendance.broker.port",
                    Integer.toString(broker))),
            Map.of(),
            Clock.systemUTC());
    monitor
        .monitor()
        .part(Users.class)
        .add(
            new User(
                NOISY,
                new Passwords().hash(WholeMonitor.PASSWORD),
                java.util.Set.of("feed"),
                null,
                null));
  }

  @AfterAll
  static void stop() throws IOException {
    monitor.close();
  }

  private static String patient(String id) {
    return "{\"resourceType\": \"Patient\", \"id\": \"" + id + "\", \"gender\": \"female\"}";
  }

  private static long known(String prefix) {
    return monitor
        .record()
        .queryForObject(
            "SELECT count(DISTINCT key_text) FROM patient_key WHERE key_text LIKE ?",
            Long.class,
            "%|Patient/" + prefix + "-%");
  }

  private static double accepted(String feed) {
    return java.util.regex.Pattern.compile(
            "attendance_feed_events_total\\{feed=\""
                + feed
                + "\",mode=\"[a-z]+\",result=\"[a-z]+\"} (\\S+)")
        .matcher(monitor.management("/prometheus").body())
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1)))
        .sum();
  }

  /** Waits until what this feed sent in other tests is worked off. */
  private static void rested() {
    long until = System.nanoTime() + Duration.ofSeconds(2).toNanos();
    await().atMost(SOON).until(() -> System.nanoTime() > until);
  }

  private static void queue(String user, String feed, List<String> messages) throws JMSException {
    try (ActiveMQConnectionFactory factory =
            new ActiveMQConnectionFactory("tcp://127.0.0.1:" + broker);
        Connection connection = factory.createConnection(user, WholeMonitor.PASSWORD);
        Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
      var producer = session.createProducer(session.createQueue("attendance.events"));
      for (String text : messages) {
        var message = session.createTextMessage(text);
        message.setStringProperty("feed", feed);
        producer.send(message);
      }
      session.commit();
    }
  }

  private static List<String> patients(String prefix, int number) {
    return IntStream.range(0, number).mapToObj(i -> patient(prefix + "-" + i)).toList();
  }

  private static double seconds(long from) {
    return (System.nanoTime() - from) / 1e9;
  }

  /** The slowest of a hundred; each is answered after its commit. */
  private static double slowest(String prefix) {
    double slowest = 0;
    for (int i = 0; i < 100; i++) {
      long from = System.nanoTime();
      HttpResponse<String> answer =
          monitor.put("Patient", prefix + "-" + i, patient(prefix + "-" + i));
      assertThat(answer.statusCode()).isBetween(200, 201);
      slowest = Math.max(slowest, seconds(from));
    }
    return slowest;
  }

  @Test
  void over_the_queue_a_feed_with_a_limit_waits_alone_and_nothing_is_lost() throws Exception {
    rested();
    slowest("warm");
    double before = accepted("community") + accepted("default");
    int flood = 300;
    queue(NOISY, "community", patients("noisy", flood));
    long from = System.nanoTime();

    queue(WholeMonitor.FEED, "default", patients("behind", 100));
    await().atMost(Duration.ofSeconds(5)).until(() -> known("behind") == 100);
    assertThat(known("noisy")).as("still waiting").isLessThan(flood);
    double slowest = slowest("quiet");
    assertThat(slowest).isLessThan(2);

    await().atMost(SOON).until(() -> known("noisy") == flood);
    assertThat(seconds(from)).isGreaterThan((flood - 2.0 * BURST) / PER_SECOND);
    assertThat(known("quiet")).isEqualTo(100);
    await()
        .atMost(SOON)
        .until(() -> accepted("community") + accepted("default") == before + flood + 200);
  }

  @Test
  void without_a_limit_too_a_backlog_of_one_feed_does_not_hold_up_the_other() throws Exception {
    slowest("warmer");
    queue(WholeMonitor.FEED, "default", patients("backlog", 10_000));

    List<Double> times = new ArrayList<>();
    try (Socket socket = new Socket("127.0.0.1", noisyPort)) {
      socket.setSoTimeout(30_000);
      for (int i = 0; i < 8; i++) {
        long from = System.nanoTime();
        assertThat(Hl7Calls.send(socket, Hl7Calls.booking("Q" + i, "beside" + i)))
            .contains("\rMSA|AA|Q" + i);
        times.add(seconds(from));
      }
    }
    assertThat(known("backlog")).as("not worked off yet").isLessThan(10_000);
    assertThat(times).allSatisfy(time -> assertThat(time).isLessThan(3));
    await().atMost(SOON).until(() -> known("backlog") == 10_000);
  }

  @Test
  void over_http_it_is_told_when_to_come_again_and_then_it_is_taken() throws Exception {
    rested();
    HttpResponse<String> refused = null;
    int sent = 0;
    while (refused == null && sent < 2_000) {
      HttpResponse<String> answer =
          monitor.send(NOISY, "PUT", "/fhir/Patient/h-" + sent, patient("h-" + sent));
      if (answer.statusCode() == 429) {
        refused = answer;
      } else {
        assertThat(answer.statusCode()).isEqualTo(200);
        sent++;
      }
    }
    assertThat(refused).as("one was refused").isNotNull();
    assertThat(refused.body()).contains("OperationOutcome", "throttled", "nothing was recorded");
    int wait = Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow());
    assertThat(wait).isBetween(1, 5);
    assertThat(known("h")).isEqualTo(sent);
    assertThat(monitor.put("Patient", "q", patient("q")).statusCode()).isEqualTo(200);

    Thread.sleep(wait * 1_000L);
    assertThat(
            monitor
                .send(NOISY, "PUT", "/fhir/Patient/h-" + sent, patient("h-" + sent))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void over_mllp_it_waits_for_its_answers_and_gets_every_one() throws Exception {
    rested();
    int messages = 80;
    try (Socket noisy = new Socket("127.0.0.1", noisyPort);
        Socket quiet = new Socket("127.0.0.1", quietPort)) {
      long from = System.nanoTime();
      // It does not even wait for one answer before it sends the next.
      for (int i = 0; i < messages; i++) {
        Hl7Calls.write(noisy, Hl7Calls.booking("N" + i, "n" + i));
      }
      double slowest = 0;
      for (int i = 0; i < 20; i++) {
        long sent = System.nanoTime();
        assertThat(Hl7Calls.send(quiet, Hl7Calls.booking("L" + i, "l" + i)))
            .contains("\rMSA|AA|L" + i);
        slowest = Math.max(slowest, seconds(sent));
      }
      assertThat(slowest).isLessThan(2);
      for (int i = 0; i < messages; i++) {
        assertThat(Hl7Calls.answer(noisy)).contains("\rMSA|AA|N" + i + "\r");
      }
      // Each booking is an appointment and a patient.
      assertThat(seconds(from)).isGreaterThan((messages - 2.0 * BURST) / PER_SECOND);
    }
  }

  @Test
  void a_folder_is_read_no_faster() throws Exception {
    int lines = 150;
    StringBuilder file = new StringBuilder();
    patients("dropped", lines).forEach(line -> file.append(line).append('\n'));
    long from = System.nanoTime();
    for (int part = 0; part < 3; part++) {
      Path target = folder.resolve("dropped").resolve("part" + part + ".ndjson");
      Files.writeString(target, file.toString().replace("dropped-", "dropped-" + part + "-"));
      Files.createFile(folder.resolve("dropped").resolve("part" + part + ".ndjson.done"));
    }

    await().atMost(SOON).until(() -> known("dropped") == 3 * lines);
    // The first part is let in at once; the other two wait until it is worked off.
    assertThat(seconds(from)).isGreaterThan((2.0 * lines - BURST) / PER_SECOND);
  }
}
