package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.core.client.impl.ClientSessionFactoryInternal;
import org.apache.activemq.artemis.core.client.impl.ClientSessionInternal;
import org.apache.activemq.artemis.core.protocol.core.CoreRemotingConnection;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.ReattachSessionMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.ReattachSessionResponseMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.GroupStatus;
import org.attendancemonitor.feed.QueueSenders;
import org.attendancemonitor.feed.SourceTime;
import org.attendancemonitor.intake.QueueDoor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

class EmbeddedBrokerTest {
  private static final QueueSenders SENDERS = new QueueSenders(feeds());
  private static final String OF_COMMUNITY = QueueSenders.queue("community");

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
            new ServerSettings.Broker(
                true,
                "127.0.0.1",
                port,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            null,
            Duration.ofDays(7),
            SENDERS,
            new BrokerSecurity(new Names(), SENDERS, "internal password"));
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aJavaOnWhichItsJournalWouldFailIsRefused() {
    assertThatCode(() -> EmbeddedBroker.checkJava(23)).doesNotThrowAnyException();
    for (int java : new int[] {24, 25}) {
      assertThatThrownBy(() -> EmbeddedBroker.checkJava(java))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "the broker cannot run on Java %d, where its journal fails as soon as it is"
                  + " compacted; use Java 17",
              java);
    }
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

  /** Ten attempts are the broker's own limit: a service that crashes often would reach it. */
  @Test
  void anEventThatComesAgainAfterEachCrashStaysAnEvent() throws Exception {
    send(producer -> {}, "an event");

    try (ActiveMQConnectionFactory inside = new ActiveMQConnectionFactory("vm://0");
        Connection connection =
            inside.createConnection(BrokerSecurity.INTERNAL_USER, "internal password");
        Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
      connection.start();
      var consumer = session.createConsumer(session.createQueue(EmbeddedBroker.EVENTS));
      for (int crash = 1; crash <= 25; crash++) {
        assertThat(consumer.receive(2_000)).as("after %d crashes", crash - 1).isNotNull();
        session.rollback();
      }
    }
    assertThat(broker.waiting(EmbeddedBroker.EVENTS)).isEqualTo(1);
    assertThat(broker.waiting(EmbeddedBroker.DEAD)).isZero();
  }

  /** Artemis up to 2.56 asks the stranger for no sign-in. */
  @Test
  void aStrangerCannotTakeOverASessionWhoseNameItKnows() throws Exception {
    try (var locator =
            ActiveMQClient.createServerLocator("tcp://127.0.0.1:" + port)
                .setConfirmationWindowSize(1 << 20);
        var factory = locator.createSessionFactory();
        var session =
            (ClientSessionInternal)
                factory.createSession("feed", "right", false, true, true, false, 0);
        var strange = ActiveMQClient.createServerLocator("tcp://127.0.0.1:" + port);
        var stranger = (ClientSessionFactoryInternal) strange.createSessionFactory()) {
      var answer =
          (ReattachSessionResponseMessage)
              ((CoreRemotingConnection) stranger.getConnection())
                  .getChannel(1, -1)
                  .sendBlocking(
                      new ReattachSessionMessage(session.getName(), -1),
                      PacketImpl.REATTACH_SESSION_RESP);
      assertThat(answer.isReattached()).isFalse();
      assertThat(session.isClosed()).isFalse();
      session.queueQuery(SimpleString.of(EmbeddedBroker.EVENTS));
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

  /** Over both protocols: what a sign-in may send is not a matter of the client. */
  private interface Client {
    ConnectionFactory at(int port);
  }

  static List<Named<Client>> clients() {
    return List.of(
        Named.of("core", port -> new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port)),
        Named.of("AMQP 1.0", port -> new JmsConnectionFactory("amqp://127.0.0.1:" + port)));
  }

  private void sendAs(Client client, String user, String queue, String feed) throws JMSException {
    try (Connection connection = client.at(port).createConnection(user, "right");
        Session session = connection.createSession();
        MessageProducer producer = session.createProducer(session.createQueue(queue))) {
      var message = session.createTextMessage("an event");
      if (feed != null) {
        message.setStringProperty(QueueDoor.FEED, feed);
      }
      producer.send(message);
    }
  }

  private void refused(Client client, String user, String queue, String feed) {
    assertThatThrownBy(() -> sendAs(client, user, queue, feed))
        .as(user + " to " + queue + " as " + feed)
        .isInstanceOf(JMSException.class);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aSignInSendsToTheQueueOfItsOwnFeedOnly(Client client) throws Exception {
    sendAs(client, "community-feed", OF_COMMUNITY, null);
    sendAs(client, "engine", OF_COMMUNITY, "community");
    refused(client, "feed", OF_COMMUNITY, null);
    refused(client, "feed", OF_COMMUNITY, "default");
    refused(client, "nobody's", OF_COMMUNITY, null);
    refused(client, "feed", QueueSenders.queue("no-such-feed"), null);

    assertThat(broker.waiting(OF_COMMUNITY)).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void inTheCommonQueueNobodySpeaksForAnotherFeed(Client client) throws Exception {
    sendAs(client, "feed", EmbeddedBroker.EVENTS, null);
    sendAs(client, "feed", EmbeddedBroker.EVENTS, "default");
    sendAs(client, "nobody's", EmbeddedBroker.EVENTS, null);
    refused(client, "feed", EmbeddedBroker.EVENTS, "community");
    refused(client, "nobody's", EmbeddedBroker.EVENTS, "community");
    refused(client, "community-feed", EmbeddedBroker.EVENTS, null);
    refused(client, "community-feed", EmbeddedBroker.EVENTS, "misspelt");
    assertThat(broker.waiting(EmbeddedBroker.EVENTS)).isEqualTo(3);
    assertThat(broker.waiting(OF_COMMUNITY)).isZero();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void whatNamesItsFeedInTheCommonQueueWaitsInTheQueueOfThatFeed(Client client) throws Exception {
    sendAs(client, "community-feed", EmbeddedBroker.EVENTS, "community");
    sendAs(client, "engine", EmbeddedBroker.EVENTS, "community");
    sendAs(client, "engine", EmbeddedBroker.EVENTS, "default");

    assertThat(broker.waiting(OF_COMMUNITY)).isEqualTo(2);
    assertThat(broker.waiting(EmbeddedBroker.EVENTS)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void ofATransactionWithAForeignMessageNothingIsTaken(Client client) {
    assertThatThrownBy(
            () -> {
              try (Connection connection = client.at(port).createConnection("feed", "right");
                  Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
                MessageProducer producer =
                    session.createProducer(session.createQueue(EmbeddedBroker.EVENTS));
                producer.send(session.createTextMessage("mine"));
                var foreign = session.createTextMessage("not mine");
                foreign.setStringProperty(QueueDoor.FEED, "community");
                producer.send(foreign);
                session.commit();
              }
            })
        .isInstanceOf(JMSException.class);

    assertThat(broker.waiting(EmbeddedBroker.EVENTS)).isZero();
    assertThat(broker.waiting(OF_COMMUNITY)).isZero();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void nobodyButThisProcessTakesFromAQueueOfEvents(Client client) throws Exception {
    sendAs(client, "community-feed", OF_COMMUNITY, null);
    for (String queue : List.of(EmbeddedBroker.EVENTS, OF_COMMUNITY)) {
      for (String user : List.of("feed", "community-feed", "engine")) {
        assertThatThrownBy(
                () -> {
                  try (Connection connection = client.at(port).createConnection(user, "right");
                      Session session = connection.createSession()) {
                    connection.start();
                    session.createConsumer(session.createQueue(queue)).receive(500);
                  }
                })
            .as(user + " from " + queue)
            .isInstanceOf(JMSException.class);
      }
    }
    assertThat(broker.waiting(OF_COMMUNITY)).isEqualTo(1);
  }

  private static FeedSettings feeds() {
    return new FeedSettings(
        Map.of(
            "default", feed("epr", "feed"), "community", feed("community-epr", "community-feed")),
        new FeedSettings.Meanings(Map.of(), Map.of(), Set.of(), Set.of(), Optional.empty()),
        new FeedSettings.Limits(5_000_000, 64));
  }

  private static FeedSettings.Feed feed(String source, String user) {
    return new FeedSettings.Feed(
            source,
            List.of(user),
            SourceTime.USE,
            GroupStatus.UNKNOWN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty())
        .sentBy("engine");
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
      if (!Set.of("feed", "community-feed", "engine", "nobody's").contains(attempt.getName())
          || !"right".equals(attempt.getCredentials())) {
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
