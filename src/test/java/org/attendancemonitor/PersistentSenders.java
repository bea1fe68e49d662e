package org.attendancemonitor;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Two senders as hospitals have them, one to the queue (persistent messages, each send waits for
 * the broker) and one over HTTP. Both repeat a message until it is acknowledged, and only then
 * write it into their log. A part of the outcomes is corrected by a later message.
 */
final class PersistentSenders implements AutoCloseable {
  private static final int PEOPLE = 300;
  private static final int CORRECTED_EVERY = 5;
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration BETWEEN = Duration.ofMillis(3);

  private final ScratchHome home;
  private final Map<String, Said> log = new ConcurrentHashMap<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Thread queue = new Thread(() -> run("q"), "sender-queue");
  private final Thread http = new Thread(() -> run("h"), "sender-http");
  private volatile boolean wanted = true;
  private volatile RuntimeException failure;
  private Connection connection;
  private Session session;
  private MessageProducer producer;

  /**
   * What the service has acknowledged about one appointment.
   *
   * @param outcome of the newest version
   * @param versions how many, with different content
   */
  record Said(String outcome, int versions) {}

  PersistentSenders(ScratchHome home) {
    this.home = home;
    queue.start();
    http.start();
  }

  /** Messages acknowledged so far. */
  long acknowledged() {
    if (failure != null) {
      throw failure;
    }
    return acknowledged.get();
  }

  /** The log, by id of the appointment. */
  Map<String, Said> log() {
    return Map.copyOf(log);
  }

  /** The id of the person an appointment is for. */
  static String patientOf(String appointment) {
    int number = Integer.parseInt(appointment.substring(appointment.lastIndexOf('-') + 1));
    return "person-" + number % PEOPLE;
  }

  /** Ends after the message under way is acknowledged. */
  void finish() throws InterruptedException {
    wanted = false;
    queue.join();
    http.join();
    if (failure != null) {
      throw failure;
    }
  }

  private void run(String way) {
    try {
      for (int number = 0; wanted; number++) {
        String id = "apt-" + way + "-" + number;
        String status = number % 3 == 0 ? "fulfilled" : "noshow";
        deliver(way, id, json(id, status, 1));
        log.put(id, new Said(status.equals("noshow") ? "dna" : "attended", 1));
        if (number % CORRECTED_EVERY == 1 && status.equals("noshow")) {
          deliver(way, id, json(id, "fulfilled", 2));
          log.put(id, new Said("attended", 2));
        }
      }
    } catch (RuntimeException stopped) {
      failure = stopped;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** A real sender does not give up; the service is away for as long as it starts. */
  private void deliver(String way, String id, String json) throws InterruptedException {
    while (!(way.equals("q") ? sent(json) : put(id, json))) {
      LockSupport.parkNanos(PAUSE.toNanos());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    acknowledged.incrementAndGet();
    LockSupport.parkNanos(BETWEEN.toNanos());
  }

  private boolean sent(String json) {
    try {
      if (connection == null) {
        connection =
            new ActiveMQConnectionFactory(home.broker() + "?reconnectAttempts=0")
                .createConnection(ScratchHome.FEED, ScratchHome.PASSWORD);
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        producer = session.createProducer(session.createQueue("attendance.events"));
        producer.setDeliveryMode(DeliveryMode.PERSISTENT);
      }
      producer.send(session.createTextMessage(json));
      return true;
    } catch (JMSException away) {
      disconnect();
      return false;
    }
  }

  private void disconnect() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (JMSException gone) {
      // It was killed: nothing is left to close.
    }
    connection = null;
  }

  private boolean put(String id, String json) throws InterruptedException {
    String sign = ScratchHome.FEED + ":" + ScratchHome.PASSWORD;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(home.fhir() + "/Appointment/" + id))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/fhir+json")
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(sign.getBytes(StandardCharsets.UTF_8)))
            .PUT(HttpRequest.BodyPublishers.ofString(json))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 == 4 && answer.statusCode() != 429) {
        throw new IllegalStateException(
            "a good message was refused: " + answer.statusCode() + " " + answer.body());
      }
      return answer.statusCode() / 100 == 2;
    } catch (IOException away) {
      return false;
    }
  }

  private static String json(String id, String status, int version) {
    int number = Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
    Instant start =
        Instant.now()
            .truncatedTo(ChronoUnit.DAYS)
            .minus(1 + number % 10, ChronoUnit.DAYS)
            .plus(10, ChronoUnit.HOURS);
    return """
        {"resourceType": "Appointment", "id": "%s",
         "meta": {"lastUpdated": "%s"}, "status": "%s",
         "serviceType": [{"coding": [{"system": "http://snomed.info/sct", "code": "722140001"}]}],
         "start": "%s", "end": "%s",
         "participant": [{"actor": {"reference": "Patient/%s"}, "status": "accepted"}]}"""
        .formatted(
            id,
            start.plus(version, ChronoUnit.HOURS),
            status,
            start,
            start.plus(30, ChronoUnit.MINUTES),
            patientOf(id));
  }

  @Override
  public void close() {
    wanted = false;
    queue.interrupt();
    http.interrupt();
    try {
      queue.join();
      http.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    disconnect();
  }
}
