package org.attendancemonitor.simulation;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Sends to the queue of events. The broker's word is the answer: what cannot be used becomes a dead
 * letter at the receiver, of which a sender hears nothing.
 */
public final class QueueSender implements Outlet {
  private final ActiveMQConnectionFactory factory;
  private final Connection connection;
  private final Session session;
  private final MessageProducer producer;
  private final Pace pace;
  private long accepted;

  /**
   * Connects.
   *
   * @param broker for example {@code tcp://127.0.0.1:61616}
   * @param signIn who sends; one sign-in for all feeds
   * @param perSecond most messages a second, above 0
   * @throws IOException where the broker is not there or does not let the sender in
   */
  public QueueSender(String broker, FhirSender.SignIn signIn, double perSecond) throws IOException {
    this.pace = new Pace(perSecond);
    try {
      this.factory = new ActiveMQConnectionFactory(broker);
      this.connection = factory.createConnection(signIn.user(), signIn.password());
      this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      this.producer = session.createProducer(session.createQueue(BenchSender.QUEUE));
    } catch (JMSException refused) {
      throw new IOException("the broker did not let the sender in", refused);
    }
  }

  @Override
  public void send(Told message) throws IOException {
    pace.await();
    try {
      TextMessage text = session.createTextMessage(message.text());
      text.setStringProperty("feed", message.feed());
      producer.send(text);
      accepted++;
    } catch (JMSException refused) {
      throw new IOException("the broker did not take a message", refused);
    }
  }

  @Override
  public Tally finish() throws IOException {
    try {
      connection.close();
      factory.close();
    } catch (JMSException lost) {
      throw new IOException("the connection to the broker was lost", lost);
    }
    return new Tally(accepted, 0, 0);
  }
}
