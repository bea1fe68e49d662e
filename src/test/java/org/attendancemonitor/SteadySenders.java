package org.attendancemonitor;

import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Two senders that never give up, one over HTTP and one to the queue, beside a fault: each repeats
 * a message until it is acknowledged, and only then writes it down. Whatever else they are told
 * must tell them to come again.
 */
final class SteadySenders {
  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final Duration BETWEEN = Duration.ofMillis(20);
  private static final int PEOPLE = 40;
  private static final Instant MISSED =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(14, ChronoUnit.HOURS);

  private final WholeMonitor service;
  private final ActiveMQConnectionFactory connections;
  private final String run = "r" + RUNS.incrementAndGet();
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final Set<String> refusals = new ConcurrentSkipListSet<>();
  private final Thread http;
  private final Thread queue;
  private volatile boolean wanted = true;
  private volatile String wrong;
  private Connection connection;
  private Session session;
  private MessageProducer producer;

  /**
   * @param broker address of the broker, with its options; null for none
   */
  SteadySenders(WholeMonitor service, String broker) {
    this.service = service;
    this.connections = broker == null ? null : new ActiveMQConnectionFactory(broker);
    this.http = new Thread(() -> send("h"), "steady-http");
    this.queue = new Thread(() -> send("q"), "steady-queue");
    http.start();
    if (broker != null) {
      queue.start();
    }
  }

  /** Outcomes by appointment, as acknowledged. */
  Map<String, String> log() {
    return new TreeMap<>(acknowledged);
  }

  /** What the senders were told while they were refused. */
  Set<String> refusals() {
    return refusals;
  }

  /** The start of the ids of everything sent. */
  String run() {
    return run + "-";
  }

  long acknowledged(String way) {
    return acknowledged.keySet().stream().filter(id -> id.startsWith(run() + way)).count();
  }

  /** Waits until so many more of a way are acknowledged. */
  void awaitMore(String way, int more) {
    long before = acknowledged(way);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              if (wrong != null) {
                throw new IllegalStateException(wrong);
              }
              org.assertj.core.api.Assertions.assertThat(acknowledged(way))
                  .as("acknowledged over " + way)
                  .isGreaterThanOrEqualTo(before + more);
            });
  }

  private void send(String way) {
    for (int number = 0; wanted; number++) {
      String id = run() + way + number;
      String status = number % 3 == 0 ? "fulfilled" : "noshow";
      String json =
          Fhir.appointment(
              id, "person-" + run + number % PEOPLE, status, MISSED, MISSED.plusSeconds(60));
      while (wanted && !(way.equals("h") ? put(id, json) : queued(json))) {
        LockSupport.parkNanos(BETWEEN.toNanos() * 5);
      }
      if (wanted) {
        acknowledged.put(id, status.equals("noshow") ? "dna" : "attended");
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
  }

  private boolean put(String id, String json) {
    HttpResponse<String> answer = service.put("Appointment", id, json);
    if (answer.statusCode() / 100 == 2) {
      return true;
    }
    boolean again = answer.headers().firstValue("Retry-After").isPresent();
    refusals.add(answer.statusCode() + (again ? " with Retry-After" : " " + answer.body()));
    if (answer.statusCode() != 503 || !again) {
      wrong = "a good message was answered " + answer.statusCode() + " " + answer.body();
    }
    return false;
  }

  private boolean queued(String json) {
    try {
      if (connection == null) {
        connection = connections.createConnection(WholeMonitor.FEED, WholeMonitor.PASSWORD);
        session = connection.createSession(true, Session.SESSION_TRANSACTED);
        producer = session.createProducer(session.createQueue("attendance.events"));
      }
      producer.send(session.createTextMessage(json));
      session.commit();
      return true;
    } catch (JMSException away) {
      refusals.add(away.getClass().getSimpleName());
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
      // Its broker is away.
    }
    connection = null;
  }

  /** Ends; what was not acknowledged by then may or may not be in the record. */
  void finish() throws InterruptedException {
    wanted = false;
    http.join();
    queue.join();
    disconnect();
    if (connections != null) {
      connections.close();
    }
    if (wrong != null) {
      throw new IllegalStateException(wrong);
    }
  }
}
