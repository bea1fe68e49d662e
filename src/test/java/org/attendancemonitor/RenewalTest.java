package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.attendancemonitor.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Certificates are replaced while the service runs: MLLP, broker and HTTPS, each with its own. */
@ExtendWith(OutputCaptureExtension.class)
class RenewalTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static Certificates mllp;
  private static Certificates broker;
  private static Certificates web;
  private static int mllpPort;
  private static int brokerPort;
  private static WholeMonitor monitor;

  @BeforeAll
  static void start() throws Exception {
    mllp = Certificates.make(Files.createDirectory(folder.resolve("mllp")));
    broker = Certificates.make(Files.createDirectory(folder.resolve("broker")));
    web = Certificates.make(Files.createDirectory(folder.resolve("web")));
    mllpPort = ScratchHome.freePort();
    brokerPort = ScratchHome.freePort();
    Path config = Files.createDirectory(folder.resolve("config"));
    try (Stream<Path> shipped = Files.list(Path.of("config"))) {
      for (Path file : shipped.filter(Files::isRegularFile).toList()) {
        Files.copy(file, config.resolve(file.getFileName()));
      }
    }
    Path feeds = config.resolve("feeds.yaml");
    Files.writeString(
        feeds,
        Files.readString(feeds)
            .replace(
                "    expectedEvery: 1d\n",
                "    expectedEvery: 1d\n    mllp: {address: 127.0.0.1, port: "
                    + mllpPort
                    + ", tls: "
                    + mllp.settings()
                    + "}\n"));
    Configuration configuration =
        Configuration.load(
            config,
            Map.of(),
            Map.of(
                "attendance.data",
                folder.resolve("data").toString(),
                "attendance.broker.port",
                Integer.toString(brokerPort),
                "attendance.broker.tls.keyStore",
                broker.service().toString(),
                "attendance.broker.tls.trustStore",
                broker.senders().toString(),
                "attendance.broker.tls.passwordFile",
                broker.password().toString()));
    String bundle = "spring.ssl.bundle.jks.web.";
    monitor =
        WholeMonitor.start(
            configuration,
            Map.of(
                "server.ssl.bundle",
                "web",
                "server.ssl.client-auth",
                "need",
                bundle + "keystore.location",
                "file:" + web.service(),
                bundle + "keystore.password",
                Certificates.PASSWORD,
                bundle + "truststore.location",
                "file:" + web.senders(),
                bundle + "truststore.password",
                Certificates.PASSWORD,
                bundle + "reload-on-update",
                true,
                "spring.ssl.bundle.watch.file.quiet-period",
                "500ms"),
            Clock.systemUTC());
  }

  @AfterAll
  static void stop() throws IOException {
    monitor.close();
  }

  private static SSLSocket connect(int port, Certificates certificates) throws Exception {
    SSLContext known = Certificates.context(certificates.sender());
    return (SSLSocket) known.getSocketFactory().createSocket("127.0.0.1", port);
  }

  private static String shown(int port, Certificates certificates) throws Exception {
    try (SSLSocket socket = connect(port, certificates)) {
      return Certificates.shown(socket);
    }
  }

  /** Replaced twice, once by nonsense; whoever is connected stays connected all the while. */
  private static void renewed(
      String name, int port, Certificates certificates, CapturedOutput output, Beat beat)
      throws Exception {
    assertThat(shown(port, certificates)).isEqualTo("CN=service.p12");
    beat.goesOn();

    certificates.renew("renewed-" + name);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(shown(port, certificates)).isEqualTo("CN=renewed-" + name));
    beat.goesOn();

    int before = output.getAll().length();
    certificates.spoil();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(output.getAll().substring(before)).containsPattern("ERROR|WARN"));
    Instant until = Instant.now().plusSeconds(6);
    await().atMost(SOON).until(() -> Instant.now().isAfter(until));
    assertThat(shown(port, certificates)).isEqualTo("CN=renewed-" + name);
    beat.goesOn();

    certificates.renew("again-" + name);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(shown(port, certificates)).isEqualTo("CN=again-" + name));
    beat.goesOn();
  }

  /** Something an open connection goes on doing. */
  private interface Beat {
    void goesOn() throws Exception;
  }

  @Test
  void mllp(CapturedOutput output) throws Exception {
    try (SSLSocket open = connect(mllpPort, mllp)) {
      int[] number = {0};
      renewed(
          "mllp",
          mllpPort,
          mllp,
          output,
          () -> {
            String id = "R" + number[0]++;
            assertThat(Hl7Calls.send(open, Hl7Calls.booking(id, "P" + id)))
                .contains("\rMSA|AA|" + id + "\r");
          });
    }
    assertThat(output).contains("The new certificate of mllp-default cannot be used");
  }

  @Test
  void broker(CapturedOutput output) throws Exception {
    String store =
        "?sslEnabled=true&trustAll=true&verifyHost=false&keyStoreType=PKCS12&keyStorePath="
            + broker.sender()
            + "&keyStorePassword="
            + Certificates.PASSWORD;
    try (ActiveMQConnectionFactory factory =
            new ActiveMQConnectionFactory("tcp://127.0.0.1:" + brokerPort + store);
        Connection connection = factory.createConnection(WholeMonitor.FEED, WholeMonitor.PASSWORD);
        Session session = connection.createSession()) {
      var producer = session.createProducer(session.createQueue("attendance.events"));
      renewed(
          "broker",
          brokerPort,
          broker,
          output,
          () -> producer.send(session.createTextMessage("{\"resourceType\": \"Basic\"}")));
    }
    assertThat(output).contains("The new certificate of broker cannot be used");
    JmsConnectionFactory amqp =
        new JmsConnectionFactory(
            "amqps://127.0.0.1:"
                + brokerPort
                + "?transport.trustAll=true&transport.verifyHost=false&transport.keyStoreType=PKCS12"
                + "&transport.keyStoreLocation="
                + broker.sender()
                + "&transport.keyStorePassword="
                + Certificates.PASSWORD);
    try (Connection connection = amqp.createConnection(WholeMonitor.FEED, WholeMonitor.PASSWORD);
        Session session = connection.createSession()) {
      session
          .createProducer(session.createQueue("attendance.events.default"))
          .send(session.createTextMessage("{}"));
    }
    String without = store.replaceAll("&keyStore[A-Za-z]+=[^&]*", "");
    try (ActiveMQConnectionFactory factory =
        new ActiveMQConnectionFactory("tcp://127.0.0.1:" + brokerPort + without)) {
      assertThatThrownBy(
              () -> factory.createConnection(WholeMonitor.FEED, WholeMonitor.PASSWORD).close())
          .isInstanceOf(JMSException.class);
    }
  }

  @Test
  void https(CapturedOutput output) throws Exception {
    int port = monitor.monitor().port();
    try (SSLSocket open = connect(port, web)) {
      renewed(
          "https",
          port,
          web,
          output,
          () -> {
            open.getOutputStream()
                .write("GET /fhir/metadata HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
            assertThat(Hl7Calls.headers(open)).startsWith("HTTP/1.1 200");
          });
    }
    SSLContext stranger = Certificates.context(mllp.sender());
    try (SSLSocket socket =
        (SSLSocket) stranger.getSocketFactory().createSocket("127.0.0.1", port)) {
      assertThatThrownBy(
              () -> {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
                if (socket.getInputStream().read() < 0) {
                  throw new IOException("closed");
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  /** The management port has the certificate of the pages, as Spring Boot does it. */
  @Test
  void until_when_each_counts_is_told_with_the_health() throws Exception {
    try (SSLSocket socket = connect(monitor.monitor().managementPort(), web)) {
      socket.getOutputStream().write("GET /actuator/health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
      assertThat(Hl7Calls.headers(socket).split("\"validityEnds\"")).hasSize(4);
    }
  }
}
