package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

class EmbeddedBrokerTest {
  @TempDir private Path folder;
  private final List<String> addresses = Collections.synchronizedList(new ArrayList<>());
  private int port;
  private EmbeddedBroker broker;

  @BeforeEach
  void start() throws Exception {
    port = port == 0 ? freePort() : port;
    broker =
        EmbeddedBroker.start(
            folder,
            "127.0.0.1",
            port,
            Duration.ofDays(7),
            new BrokerSecurity(new Names(), "internal password"));
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void anEventThatWasTakenOutlivesARestartEvenIfItsSenderDidNotAskForIt() throws Exception {
    send(producer -> producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT), "an event");
    stop();
    start();

    assertThat(broker.waiting(EmbeddedBroker.EVENTS)).isEqualTo(1);
  }

  @Test
  void anEventThatWasTakenDoesNotExpire() throws Exception {
    send(producer -> producer.setTimeToLive(1), "an event");

    try (ActiveMQConnectionFactory inside = new ActiveMQConnectionFactory("vm://0");
        Connection connection =
            inside.createConnection(BrokerSecurity.INTERNAL_USER, "internal password");
        Session session = connection.createSession()) {
      connection.start();
      var consumer = session.createConsumer(session.createQueue(EmbeddedBroker.EVENTS));
      long sent = System.nanoTime();
      await().until(() -> System.nanoTime() - sent > 50_000_000);
      assertThat(consumer.receive(2_000)).isNotNull();
    }
  }

  @Test
  void anEventTooLargeToBeReadIsRefusedBeforeItIsTaken() {
    assertThatThrownBy(() -> send(producer -> {}, "x".repeat(17 * 1024 * 1024)))
        .isInstanceOf(JMSException.class);
    assertThat(broker.waiting(EmbeddedBroker.EVENTS)).isZero();
  }

  @Test
  void aSignInIsTriedWithTheMachineItComesFrom() throws Exception {
    send(producer -> {}, "an event");

    assertThat(addresses).isNotEmpty().containsOnly("127.0.0.1");
  }

  @Test
  void aFeedMaySendEventsAndNothingElse() throws Exception {
    try (ActiveMQConnectionFactory factory = factory();
        Connection connection = factory.createConnection("feed", "right");
        Session session = connection.createSession()) {
      for (String closed :
          List.of(EmbeddedBroker.TASKS, EmbeddedBroker.DEAD, "activemq.management", "new.queue")) {
        assertThatThrownBy(
                () ->
                    session
                        .createProducer(session.createQueue(closed))
                        .send(session.createTextMessage("x")))
            .as(closed)
            .isInstanceOf(JMSException.class);
      }
      assertThatThrownBy(() -> session.createConsumer(session.createQueue(EmbeddedBroker.EVENTS)))
          .isInstanceOf(JMSSecurityException.class);
    }
    assertThatThrownBy(() -> factory().createConnection("feed", "wrong"))
        .isInstanceOf(JMSException.class);
    assertThatThrownBy(() -> factory().createConnection()).isInstanceOf(JMSException.class);
    assertThatThrownBy(() -> factory().createConnection(BrokerSecurity.INTERNAL_USER, "right"))
        .isInstanceOf(JMSException.class);
  }

  /** What a sender sets on its producer. */
  private interface Wish {
    void of(MessageProducer producer) throws JMSException;
  }

  private void send(Wish wish, String text) throws JMSException {
    try (ActiveMQConnectionFactory factory = factory();
        Connection connection = factory.createConnection("feed", "right");
        Session session = connection.createSession();
        MessageProducer producer =
            session.createProducer(session.createQueue(EmbeddedBroker.EVENTS))) {
      wish.of(producer);
      producer.send(session.createTextMessage(text));
    }
  }

  private ActiveMQConnectionFactory factory() {
    ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
    factory.setBlockOnNonDurableSend(true);
    return factory;
  }

  /** Knows the user feed, and remembers where it came from. */
  private final class Names implements AuthenticationProvider {
    @Override
    public Authentication authenticate(Authentication attempt) {
      if (attempt.getDetails() instanceof WebAuthenticationDetails details) {
        addresses.add(details.getRemoteAddress());
      } else {
        addresses.add("nowhere");
      }
      if (!"feed".equals(attempt.getName()) || !"right".equals(attempt.getCredentials())) {
        throw new BadCredentialsException("no");
      }
      return UsernamePasswordAuthenticationToken.authenticated(
          attempt.getName(), null, AuthorityUtils.createAuthorityList("ROLE_FEED"));
    }

    @Override
    public boolean supports(Class<?> type) {
      return true;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
