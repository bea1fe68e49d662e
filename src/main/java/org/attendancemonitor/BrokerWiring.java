package org.attendancemonitor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.attendancemonitor.access.SignIn;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.QueueSenders;
import org.attendancemonitor.intake.FeedRates;
import org.attendancemonitor.intake.JmsBatchComponent;
import org.attendancemonitor.intake.Lanes;
import org.attendancemonitor.intake.QueueDoor;
import org.attendancemonitor.intake.QueueLinks;
import org.attendancemonitor.intake.StepTimes;
import org.attendancemonitor.record.Store;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

/** The broker, inside this process or elsewhere, and what speaks to it. */
@Configuration(proxyBeanMethods = false)
@Profile(Monitor.WHOLE_PROFILE)
class BrokerWiring {
  /** Sent ahead to each consumer: a whole batch of usual messages, two bytes a character. */
  private static final int WINDOW_BYTES = 3 * 1024 * 1024;

  /**
   * A node that is silent for so long is given up by the broker, which gives its messages to
   * others; and a broker that is silent for so long by the node. The default of a minute is too
   * long to wait.
   */
  private static final long SILENT_MILLIS = 12_000;

  /**
   * An answer of the broker is waited for so long, that to a new connection too: what stands before
   * a pair of brokers may take a connection to the one that only waits, and never answer it. All
   * connections of a process wait for that one.
   */
  private static final long ANSWER_MILLIS = 8_000;

  /** How this process reaches its broker. */
  record BrokerLink(ConnectionFactory connections, EmbeddedBroker embedded)
      implements AutoCloseable {

    /** Messages that wait in a queue; unknown, and so 0, for a broker elsewhere. */
    long waiting(String queue) {
      return embedded == null ? 0 : embedded.waiting(queue);
    }

    /** What keeps the broker of this process from taking messages; empty where nothing does. */
    Optional<String> trouble() {
      return embedded == null ? Optional.empty() : embedded.trouble();
    }

    @Override
    public void close() {
      if (embedded != null) {
        embedded.close();
      }
    }
  }

  /** No sign-in but this process's own. */
  private record NobodyElse() implements AuthenticationProvider {
    @Override
    public Authentication authenticate(Authentication attempt) {
      throw new BadCredentialsException("this broker is closed");
    }

    @Override
    public boolean supports(Class<?> kind) {
      return true;
    }
  }

  @Bean
  CertificateWatch certificateWatch(SslBundleRegistry bundles) {
    return new CertificateWatch(bundles);
  }

  @Bean
  BrokerLink brokerLink(
      ServerSettings settings,
      DataFolder folder,
      SignIn signIn,
      FeedSettings feeds,
      CertificateWatch certificates)
      throws Exception {
    ServerSettings.Broker broker = settings.broker();
    if (!broker.embedded()) {
      return new BrokerLink(external(broker), null);
    }
    String password = ControlFile.newToken();
    EmbeddedBroker embedded =
        EmbeddedBroker.start(
            folder.path().resolve("broker"),
            broker,
            broker.tls().map(tls -> certificates.watch("broker", tls).context()).orElse(null),
            settings.queuesOut().expiry(),
            new QueueSenders(feeds),
            new BrokerSecurity(signIn, new QueueSenders(feeds), password));
    ActiveMQConnectionFactory inside =
        new ActiveMQConnectionFactory("vm://0", BrokerSecurity.INTERNAL_USER, password);
    inside.setConsumerWindowSize(WINDOW_BYTES);
    return new BrokerLink(inside, embedded);
  }

  /**
   * The broker of a data folder, for a command that looks into its queues or fills them: nobody
   * else reaches it.
   *
   * @param journal where it lies, or is to lie
   */
  static BrokerLink closed(Path journal, ServerSettings settings, QueueSenders senders)
      throws Exception {
    String password = ControlFile.newToken();
    EmbeddedBroker embedded =
        EmbeddedBroker.startClosed(
            journal,
            settings.queuesOut().expiry(),
            senders,
            new BrokerSecurity(new NobodyElse(), senders, password));
    return new BrokerLink(
        new ActiveMQConnectionFactory("vm://0", BrokerSecurity.INTERNAL_USER, password), embedded);
  }

  /** Connections to brokers elsewhere; what their URL says of times is left as it is. */
  static ActiveMQConnectionFactory external(ServerSettings.Broker broker) throws IOException {
    String password =
        broker.passwordFile().isEmpty()
            ? null
            : Files.readString(broker.passwordFile().get()).strip();
    ActiveMQConnectionFactory outside =
        new ActiveMQConnectionFactory(
            broker.url().orElseThrow(), broker.user().orElse(null), password);
    if (outside.getConnectionTTL() == ActiveMQClient.DEFAULT_CONNECTION_TTL) {
      outside.setConnectionTTL(SILENT_MILLIS);
      outside.setClientFailureCheckPeriod(SILENT_MILLIS);
    }
    if (outside.getCallTimeout() == ActiveMQClient.DEFAULT_CALL_TIMEOUT) {
      outside.setCallTimeout(ANSWER_MILLIS);
    }
    if (outside.getCallFailoverTimeout() == ActiveMQClient.DEFAULT_CALL_FAILOVER_TIMEOUT) {
      outside.setCallFailoverTimeout(ANSWER_MILLIS);
    }
    return outside;
  }

  @Bean("jms-batch-component")
  JmsBatchComponent jmsBatchComponent(
      BrokerLink broker, FeedRates rates, QueueLinks links, Lanes lanes, Store store) {
    return new JmsBatchComponent(
        broker.connections(), rates, links, () -> lanes.isOpen() && store.trouble().isEmpty());
  }

  @Bean
  QueueLinks queueLinks(MeterRegistry registry, BrokerLink broker) {
    Gauge.builder("attendance.broker.full", broker, it -> it.trouble().isPresent() ? 1 : 0)
        .description("1 while the broker of this process takes no messages, for want of disk")
        .register(registry);
    return new QueueLinks(registry);
  }

  /** Whether messages are taken, and can be taken from the queues. */
  @Bean
  HealthIndicator brokerHealthIndicator(BrokerLink broker, QueueLinks links) {
    return () ->
        broker
            .trouble()
            .or(links::trouble)
            .map(why -> Health.outOfService().withDetail("reason", why))
            .orElseGet(Health::up)
            .build();
  }

  /** For sending only: one connection and one session, kept open. */
  @Bean("jms-component")
  JmsComponent jmsComponent(BrokerLink broker) {
    return JmsComponent.jmsComponent(new CachingConnectionFactory(broker.connections()));
  }

  /**
   * The transaction of routes/tasks.camel.yaml: letters reach the broker together. One by one each
   * would wait for its disk, and each would have it look through everything that waits in a queue
   * of which only the last value is kept.
   */
  @Bean
  SpringTransactionPolicy oneDelivery(JmsComponent jms) {
    SpringTransactionPolicy policy = new SpringTransactionPolicy();
    policy.setTransactionManager(
        new JmsTransactionManager(jms.getConfiguration().getConnectionFactory()));
    return policy;
  }

  @Bean
  QueueDoor queueDoor(
      FeedReader reader,
      FeedSettings feeds,
      BrokerLink broker,
      FeedRates rates,
      StepTimes times,
      Clock clock) {
    boolean elsewhere = broker.embedded() == null;
    return new QueueDoor(reader, feeds, new QueueSenders(feeds), elsewhere, rates, times, clock);
  }

  /** A broker elsewhere has the queues it was given. */
  @Bean
  FeedQueues feedQueues(CamelContext camel, FeedSettings feeds, ServerSettings settings) {
    ServerSettings.Broker broker = settings.broker();
    return new FeedQueues(camel, feeds, broker.feedQueues().orElse(broker.embedded()));
  }
}
