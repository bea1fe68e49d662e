package org.attendancemonitor.fault;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** To the queue of events: persistent messages, of which each send waits for the broker. */
public final class QueueWay implements Way {
  private static final String QUEUE = "attendance.events";

  private final String name;
  private final String broker;
  private final SignIn signIn;
  private Connection connection;
  private Session session;
  private MessageProducer producer;

  /**
   * A way that connects when it sends first, and again after each failure.
   *
   * @param name a short one of its own
   * @param broker for example {@code tcp://127.0.0.1:61616}; without options of its own it is not
   *     the library but the sender who tries again
   */
  public QueueWay(String name, String broker, SignIn signIn) {
    this.name = name;
    this.broker = broker.contains("?") ? broker : broker + "?reconnectAttempts=0";
    this.signIn = signIn;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean deliver(String id, String json) {
    try {
      if (connection == null) {
        connect();
      }
      producer.send(session.createTextMessage(json));
      return true;
    } catch (JMSException away) {
      close();
      return false;
    }
  }

  private void connect() throws JMSException {
    connection =
        new ActiveMQConnectionFactory(broker).createConnection(signIn.user(), signIn.password());
    session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    producer = session.createProducer(session.createQueue(QUEUE));
    producer.setDeliveryMode(DeliveryMode.PERSISTENT);
  }

  @Override
  public void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (JMSException gone) {
      // It was killed: nothing is left to close.
    }
    connection = null;
  }
}
