package org.attendancemonitor.fault;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Puts many messages into the queue of events as fast as it takes them. */
final class Backlog {
  private static final String QUEUE = "attendance.events";
  private static final int TOGETHER = 500;

  private final String broker;
  private final SignIn signIn;
  private final LocalDate today;
  private final Acknowledged log = new Acknowledged();

  Backlog(String broker, SignIn signIn, LocalDate today) {
    this.broker = broker;
    this.signIn = signIn;
    this.today = today;
  }

  /**
   * Sends everything about some appointments, one after the other, and notes it.
   *
   * @param sender of {@link Visit}
   * @param from number of the first
   * @param to number after the last
   * @return how many messages; each version once, repetitions included
   */
  Sent send(String sender, int from, int to) {
    return send(letters(sender, from, to));
  }

  /**
   * The same, with other people's between what concerns one appointment or one person, as in a
   * hospital, where days lie between: nothing is gained by taking such messages together.
   */
  Sent sendApart(String sender, int from, int to) {
    List<Letter> letters = letters(sender, from, to);
    letters.sort(Comparator.comparingInt(Letter::step).thenComparingInt(it -> it.visit.turn()));
    return send(letters);
  }

  /** One message, as the how manieth about its visit; the same version may come again. */
  private record Letter(Visit visit, Visit.Version version, int step, boolean again) {}

  private static List<Letter> letters(String sender, int from, int to) {
    List<Letter> letters = new ArrayList<>();
    for (int number = from; number < to; number++) {
      Visit visit = new Visit(sender, number);
      Set<Visit.Version> told = new HashSet<>();
      int step = 0;
      for (Visit.Version version : visit.story()) {
        letters.add(new Letter(visit, version, step++, !told.add(version)));
      }
    }
    return letters;
  }

  private Sent send(List<Letter> letters) {
    int messages = 0;
    int versions = 0;
    try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker);
        Connection connection = factory.createConnection(signIn.user(), signIn.password());
        Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
      MessageProducer producer = session.createProducer(session.createQueue(QUEUE));
      producer.setDeliveryMode(DeliveryMode.PERSISTENT);
      for (Letter letter : letters) {
        producer.send(session.createTextMessage(letter.visit.json(letter.version, today)));
        log.add(letter.visit, letter.version, letter.again);
        versions += letter.again ? 0 : 1;
        if (++messages % TOGETHER == 0) {
          session.commit();
        }
      }
      session.commit();
    } catch (JMSException failed) {
      throw new FaultException("the broker did not take a backlog: " + failed.getMessage());
    }
    return new Sent(messages, versions);
  }

  /** What was sent until now. */
  Acknowledged log() {
    return log;
  }

  /**
   * What was sent.
   *
   * @param messages all of them
   * @param versions each once
   */
  record Sent(int messages, int versions) {}
}
