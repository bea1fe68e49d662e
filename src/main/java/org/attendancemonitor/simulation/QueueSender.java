package org.attendancemonitor.simulation;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Sends to the queue of events, each feed with its own sign-in. The broker's word is the answer:
 * what cannot be used becomes a dead letter at the receiver, of which a sender hears nothing.
 */
public final class QueueSender implements Outlet {
  private final ActiveMQConnectionFactory factory;
  private final Map<String, FhirSender.SignIn> signIns;
  private final Map<String, Line> lines = new HashMap<>();
  private final Pace pace;
  private long accepted;

  /** An open connection of one feed. */
  private record Line(Connection connection, Session session, MessageProducer producer) {}

  /**
   * A sender; connects when it sends first.
   *
   * @param broker for example {@code tcp://127.0.0.1:61616}
   * @param signIns by feed; a feed without one sends none
   * @param perSecond most messages a second, above 0
   */
  public QueueSender(String broker, Map<String, FhirSender.SignIn> signIns, double perSecond) {
    this.pace = new Pace(perSecond);
    this.factory = new ActiveMQConnectionFactory(broker);
    this.signIns = Map.copyOf(signIns);
  }

  @Override
  public void send(Told message) throws IOException {
    pace.await();
    try {
      Line line = lines.get(message.feed());
      if (line == null) {
        line = open(signIns.getOrDefault(message.feed(), new FhirSender.SignIn("", "")));
        lines.put(message.feed(), line);
      }
      TextMessage text = line.session().createTextMessage(message.text());
      text.setStringProperty("feed", message.feed());
      line.producer().send(text);
      accepted++;
    } catch (JMSException refused) {
      throw new IOException("the broker refused: " + refused.getMessage(), refused);
    }
  }

  private Line open(FhirSender.SignIn signIn) throws JMSException {
    Connection connection = factory.createConnection(signIn.user(), signIn.password());
    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    return new Line(
        connection, session, session.createProducer(session.createQueue(BenchSender.QUEUE)));
  }

  @Override
  public Tally finish() throws IOException {
    try {
      for (Line line : lines.values()) {
        line.connection().close();
      }
    } catch (JMSException lost) {
      throw new IOException("the connection to the broker was lost", lost);
    } finally {
      factory.close();
    }
    return new Tally(accepted, 0, 0);
  }
}
