package org.attendancemonitor;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.doctor.Rule;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.QueueSenders;

/**
 * The queue as a sender would use it, up to the first message.
 *
 * @param feeds who may send
 * @param feed that is meant
 */
record QueueSignIn(FeedSettings feeds, String feed) {

  /** Signs in and opens the queue. */
  void look(
      String way,
      String host,
      ServerSettings.Broker broker,
      TriedSignIn signIn,
      org.attendancemonitor.doctor.Connection found) {
    try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url(host, broker));
        Connection connection = factory.createConnection(signIn.user(), signIn.password());
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      session.createProducer(session.createQueue(QueueSenders.queue(feed))).close();
      // The broker asks who may send with the first message only; it asks the same list.
      new QueueSenders(feeds)
          .objection(signIn.user(), feed)
          .ifPresent(objection -> found.found(Rule.SIGN_IN_FEED, way, objection));
    } catch (JMSSecurityException refused) {
      found.found(Rule.SIGN_IN_REFUSED, way, "");
    } catch (JMSException | IOException odd) {
      found.found(
          Rule.ODD_ANSWER, way, "The queue " + QueueSenders.queue(feed) + " cannot be opened.");
    }
  }

  private static String url(String host, ServerSettings.Broker broker) throws IOException {
    String name = host.contains(":") ? "[" + host + "]" : host;
    String url = "tcp://" + name + ":" + broker.port() + "?reconnectAttempts=0&callTimeout=5000";
    if (broker.tls().isEmpty()) {
      return url;
    }
    ServerSettings.Tls tls = broker.tls().get();
    return url
        + "&sslEnabled=true&trustStoreType=PKCS12&trustStorePath="
        + encoded(tls.keyStore().toAbsolutePath().toString())
        + "&trustStorePassword="
        + encoded(Files.readString(tls.passwordFile()).strip());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
