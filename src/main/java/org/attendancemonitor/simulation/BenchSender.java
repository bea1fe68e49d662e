package org.attendancemonitor.simulation;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Sends a workload to the queue of a service, in transactions of its own, and writes down when each
 * message was sent. Meant for a process of its own, as the senders of a hospital are.
 */
public final class BenchSender {
  /** The queue that events come in by. */
  public static final String QUEUE = "attendance.events";

  /**
   * At a pace, a transaction is closed at least this often, so that no message waits for others.
   */
  private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /**
   * Messages of one transaction go to the broker in packets of several, at its commit at the
   * latest: one by one each would wake threads on both sides.
   */
  private static final String TOGETHER = "batchDelay=50";

  private final String brokerUrl;
  private final String user;
  private final String password;
  private final int batch;
  private final WaitingLimit limit;
  private final Clock clock;

  /**
   * A sender that sends without looking at what waits.
   *
   * @param brokerUrl of the service's broker
   * @param user empty where the broker asks for none
   * @param password of that user
   * @param batch messages in a transaction, at most
   * @param clock of this machine, as the receiver's
   */
  public BenchSender(String brokerUrl, String user, String password, int batch, Clock clock) {
    this(brokerUrl, user, password, batch, InputStream.nullInputStream(), 0, clock);
  }

  /**
   * A sender.
   *
   * @param brokerUrl of the service's broker
   * @param user empty where the broker asks for none
   * @param password of that user
   * @param batch messages in a transaction, at most
   * @param recorded tells how many messages are recorded, as longs, where they may not wait without
   *     limit
   * @param waiting messages that may wait at the most, at least a batch; 0 for any number
   * @param clock of this machine, as the receiver's
   */
  public BenchSender(
      String brokerUrl,
      String user,
      String password,
      int batch,
      InputStream recorded,
      int waiting,
      Clock clock) {
    this.brokerUrl = brokerUrl + (brokerUrl.contains("?") ? "&" : "?") + TOGETHER;
    this.user = user;
    this.password = password;
    this.batch = batch;
    this.limit = new WaitingLimit(recorded, waiting);
    this.clock = clock;
  }

  /**
   * Sends.
   *
   * @param events in their order
   * @param perSecond messages a second; 0 for as fast as the broker takes them
   * @param times is written: for each message, microseconds since 1970 when it was handed over, as
   *     longs
   * @throws JMSException where the broker is not there or does not take a message
   */
  public void send(Stream<EventFile.Prepared> events, double perSecond, Path times)
      throws JMSException, IOException {
    try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(brokerUrl);
        Connection connection =
            user.isEmpty() ? factory.createConnection() : factory.createConnection(user, password);
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue(QUEUE));
        DataOutputStream log =
            new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(times)))) {
      long started = System.nanoTime();
      long opened = started;
      int open = 0;
      long sent = 0;
      for (Iterator<EventFile.Prepared> each = events.iterator(); each.hasNext(); sent++) {
        EventFile.Prepared event = each.next();
        if (sent == 0) {
          // Making the first message loads classes: that is no backlog to catch up with.
          started = System.nanoTime();
        }
        if (perSecond > 0) {
          long due = started + (long) (sent * 1e9 / perSecond);
          if (open > 0 && due - opened > LONGEST_NANOS) {
            handOver(session, open, log);
            open = 0;
          }
          LockSupport.parkNanos(due - System.nanoTime());
        }
        if (open == 0) {
          limit.await(sent + batch);
          opened = System.nanoTime();
        }
        // A text message would be twice as long in Artemis's own protocol.
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(event.body());
        message.setStringProperty("feed", event.feed());
        producer.send(message);
        if (++open == batch) {
          handOver(session, open, log);
          open = 0;
        }
      }
      handOver(session, open, log);
    }
  }

  /** Before its transaction is committed a message is the sender's own: it is sent by that. */
  private void handOver(Session session, int messages, DataOutputStream log)
      throws JMSException, IOException {
    long now = micros(clock.instant());
    for (int i = 0; i < messages; i++) {
      log.writeLong(now);
    }
    session.commit();
  }

  static long micros(Instant at) {
    return TimeUnit.SECONDS.toMicros(at.getEpochSecond())
        + TimeUnit.NANOSECONDS.toMicros(at.getNano());
  }
}
