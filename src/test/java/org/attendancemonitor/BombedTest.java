package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.feed.Bombs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in is sent what was made to do harm; it says no, and goes on. */
class BombedTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int ZEROS = 300_000_000;

  @TempDir static Path folder;
  private static WholeMonitor monitor;
  private static int broker;
  private static int mllp;
  private static int good;

  @BeforeAll
  static void start() throws Exception {
    broker = ScratchHome.freePort();
    mllp = ScratchHome.freePort();
    Path config =
        ShippedConfig.withExtract(folder, Files.createDirectory(folder.resolve("dropped")));
    Path feeds = config.resolve("feeds.yaml");
    Files.writeString(
        feeds,
        Files.readString(feeds)
            .replaceFirst(
                "    expectedEvery: 1d\n",
                "    expectedEvery: 1d\n    mllp: {address: 127.0.0.1, port: " + mllp + "}\n"));
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
  }

  @AfterAll
  static void stop() throws IOException {
    monitor.close();
  }

  /** Whatever came before, the next one is served: by HTTP, the queue and MLLP. */
  @AfterEach
  void the_service_still_answers() throws Exception {
    String id = "good-" + good++;
    assertThat(monitor.put("Patient", id, patient(id)).statusCode()).isEqualTo(200);
    monitor.queue(List.of(patient(id + "-q")));
    await().atMost(SOON).until(() -> known(id + "-q"));
    try (Socket socket = new Socket("127.0.0.1", mllp)) {
      assertThat(Hl7Calls.send(socket, Hl7Calls.booking(id, id))).contains("\rMSA|AA|" + id);
    }
    assertThat(monitor.management("/health/readiness").statusCode()).isEqualTo(200);
  }

  private static String patient(String id) {
    return "{\"resourceType\": \"Patient\", \"id\": \"" + id + "\", \"gender\": \"female\"}";
  }

  private static boolean known(String id) {
    return monitor
            .record()
            .queryForObject(
                "SELECT count(*) FROM patient_key WHERE key_text LIKE ?",
                Long.class,
                "%|Patient/" + id)
        > 0;
  }

  private static long letters() {
    return monitor.record().queryForObject("SELECT count(*) FROM dead_letter", Long.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Grows to a thousand times of what is sent. */
  private static byte[] zipped(String head) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(bytes(head));
      byte[] some = new byte[1 << 20];
      Arrays.fill(some, (byte) ' ');
      for (int written = 0; written < ZEROS; written += some.length) {
        zip.write(some);
      }
    }
    assertThat(bytes.size()).isLessThan(ZEROS / 900);
    return bytes.toByteArray();
  }

  private static int post(String user, String path, String type, byte[] body, String... headers)
      throws Exception {
    String pair = user + ":" + WholeMonitor.PASSWORD;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + monitor.monitor().port() + path))
            .timeout(SOON)
            .header("Content-Type", type)
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes(pair)))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return HttpClient.newHttpClient()
          .send(request.build(), HttpResponse.BodyHandlers.ofString())
          .statusCode();
    } catch (IOException closed) {
      // Whoever goes on sending after the answer may find the connection closed: a no, too.
      assertThat(body.length).isGreaterThan(2_000_000);
      return 413;
    }
  }

  @Test
  void over_http() throws Exception {
    Bombs.json()
        .forEach(
            (what, bomb) -> {
              HttpResponse<String> answer = monitor.put("Patient", "b", bomb);
              assertThat(answer.statusCode()).as(what).isIn(400, 413, 422);
              assertThat(answer.body())
                  .as(what)
                  .contains("OperationOutcome")
                  .hasSizeLessThan(2_000);
            });
    Bombs.costly()
        .forEach(
            (what, bomb) ->
                assertThat(monitor.put("Patient", "c", bomb).statusCode())
                    .as(what)
                    .isLessThan(500));
    byte[] zip = zipped("{\"resourceType\": \"Patient\"");
    for (String path : List.of("/fhir", "/fhir/Patient", "/fhir/$process-message")) {
      assertThat(post(WholeMonitor.FEED, path, "application/json", zip, "Content-Encoding", "gzip"))
          .as(path)
          .isEqualTo(413);
    }
    byte[] xml = bytes(Bombs.json().get("entities of entities"));
    for (String type : List.of("application/fhir+xml", "application/xml", "text/xml")) {
      assertThat(post(WholeMonitor.FEED, "/fhir/Patient", type, xml)).as(type).isEqualTo(415);
    }
  }

  @Test
  void calls_of_hooks() throws Exception {
    String services = monitor.get(WholeMonitor.FEED, "/cds-services").body();
    String service =
        "/cds-services/" + services.replaceAll("(?s).*?\"id\"\\s*:\\s*\"([a-z-]+)\".*", "$1");
    for (Map.Entry<String, String> bomb : Bombs.json().entrySet()) {
      assertThat(post(WholeMonitor.FEED, service, "application/json", bytes(bomb.getValue())))
          .as(bomb.getKey())
          .isIn(400, 413);
    }
    assertThat(
            post(
                WholeMonitor.FEED,
                service,
                "application/json",
                zipped("{"),
                "Content-Encoding",
                "gzip"))
        .isEqualTo(413);
  }

  @Test
  void forms() throws Exception {
    byte[] much = bytes("username=" + "x".repeat(20_000_000));
    StringBuilder many = new StringBuilder("username=x");
    for (int i = 0; i < 100_000; i++) {
      many.append("&p").append(i).append("=1");
    }
    String form = "application/x-www-form-urlencoded";
    for (String path :
        List.of("/sign-in", "/worklist", "/feeds/dead-letters", "/fhir/Task/_search")) {
      assertThat(post(WholeMonitor.CLINICIAN, path, form, much)).as(path).isBetween(400, 499);
      assertThat(post(WholeMonitor.CLINICIAN, path, form, bytes(many.toString())))
          .as(path)
          .isBetween(300, 499);
    }
  }

  private static void send(ConnectionFactory factory, String text) throws JMSException {
    try (Connection connection =
            factory.createConnection(WholeMonitor.FEED, WholeMonitor.PASSWORD);
        Session session = connection.createSession()) {
      session
          .createProducer(session.createQueue("attendance.events"))
          .send(session.createTextMessage(text));
    }
  }

  @Test
  void over_the_queue() throws Exception {
    JmsConnectionFactory amqp = new JmsConnectionFactory("amqp://127.0.0.1:" + broker);
    try (ActiveMQConnectionFactory core =
        new ActiveMQConnectionFactory("tcp://127.0.0.1:" + broker)) {
      long before = letters();
      for (String bomb : Bombs.json().values()) {
        send(core, bomb);
        send(amqp, bomb);
      }
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(letters()).isEqualTo(before + 2L * Bombs.json().size()));
      for (String bomb : Bombs.costly().values()) {
        send(core, bomb);
      }
      String beyond = "x".repeat(40_000_000);
      assertThatThrownBy(() -> send(core, beyond)).isInstanceOf(JMSException.class);
      assertThatThrownBy(() -> send(amqp, beyond)).isInstanceOf(JMSException.class);
    }
    try (ActiveMQConnectionFactory small =
        new ActiveMQConnectionFactory(
            "tcp://127.0.0.1:" + broker + "?compressLargeMessage=true&minLargeMessageSize=10000")) {
      // A thousand times smaller on the wire, and in the queue.
      assertThatThrownBy(() -> send(small, "x".repeat(12_000_000)))
          .isInstanceOf(JMSException.class);
    }
    await().atMost(SOON).until(() -> monitor.waiting() == 0);
  }

  @Test
  void over_mllp() throws Exception {
    for (Map.Entry<String, String> bomb : Bombs.costly().entrySet()) {
      assertThat(mllp(bomb.getValue())).as(bomb.getKey()).containsPattern("MSA\\|A[AER]\\|");
    }
    for (Map.Entry<String, String> bomb : Bombs.json().entrySet()) {
      if (bomb.getValue().length() > 5_000_000) {
        // Over the limit of bytes there is no answer; the connection is closed.
        assertThat(mllp(bomb.getValue())).as(bomb.getKey()).isNull();
      } else {
        assertThat(mllp(bomb.getValue())).as(bomb.getKey()).containsPattern("MSA\\|A[ER]\\|");
      }
    }
  }

  private static String mllp(String message) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", mllp)) {
      socket.setSoTimeout(60_000);
      try {
        return Hl7Calls.send(socket, message);
      } catch (java.net.SocketException reset) {
        return null;
      }
    }
  }

  @Test
  void in_a_folder() throws Exception {
    Path dropped = folder.resolve("dropped");
    StringBuilder lines = new StringBuilder(patient("first")).append('\n');
    Bombs.json().values().forEach(bomb -> lines.append(bomb.replace('\n', ' ')).append('\n'));
    lines.append(patient("last")).append('\n');
    drop(dropped, "bombs.ndjson", bytes(lines.toString()));
    drop(dropped, "zip.ndjson.gz", zipped(patient("never")));
    drop(dropped, "wide.csv", bytes("A" + ",".repeat(4_000_000) + "\n\"" + "x".repeat(6_000_000)));

    await()
        .atMost(SOON)
        .until(
            () ->
                Files.exists(dropped.resolve("archive/bombs.ndjson.report.json"))
                    && Files.exists(dropped.resolve("refused/zip.ndjson.gz.report.json"))
                    && Files.exists(dropped.resolve("refused/wide.csv.report.json")));
    assertThat(Files.readString(dropped.resolve("archive/bombs.ndjson.report.json")))
        .contains("\"rejected\" : " + Bombs.json().size(), "\"accepted\" : 2");
    assertThat(known("first") && known("last")).isTrue();
    assertThat(known("never")).isFalse();
  }

  private static void drop(Path folder, String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
    Files.createFile(folder.resolve(name + ".done"));
  }
}
