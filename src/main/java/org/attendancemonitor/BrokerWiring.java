package org.attendancemonitor;

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jms.JmsComponent;
import org.attendancemonitor.access.SignIn;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.QueueSenders;
import org.attendancemonitor.intake.FeedRates;
import org.attendancemonitor.intake.JmsBatchComponent;
import org.attendancemonitor.intake.QueueDoor;
import org.attendancemonitor.intake.StepTimes;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jms.connection.CachingConnectionFactory;

/** The broker, inside this process or elsewhere, and what speaks to it. */
@Configuration(proxyBeanMethods = false)
@Profile(Monitor.WHOLE_PROFILE)
class BrokerWiring {
  /** Sent ahead to each consumer: a whole batch of usual messages, two bytes a character. */
  private static final int WINDOW_BYTES = 3 * 1024 * 1024;

  /** How this process reaches its broker. */
  record BrokerLink(ConnectionFactory connections, EmbeddedBroker embedded)
      implements AutoCloseable {

    /** Messages that wait in a queue; unknown, and so 0, for a broker elsewhere. */
    long waiting(String queue) {
      return embedded == null ? 0 : embedded.waiting(queue);
    }

    @Override
    public void close() {
      if (embedded != null) {
        embedded.close();
      }
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

  private static ConnectionFactory external(ServerSettings.Broker broker) throws IOException {
    String password =
        broker.passwordFile().isEmpty()
            ? null
            : Files.readString(broker.passwordFile().get()).strip();
    return new ActiveMQConnectionFactory(
        broker.url().orElseThrow(), broker.user().orElse(null), password);
  }

  @Bean("jms-batch-component")
  JmsBatchComponent jmsBatchComponent(BrokerLink broker, FeedRates rates) {
    return new JmsBatchComponent(broker.connections(), rates);
  }

  /** For sending only: one connection and one session, kept open. */
  @Bean("jms-component")
  JmsComponent jmsComponent(BrokerLink broker) {
    return JmsComponent.jmsComponent(new CachingConnectionFactory(broker.connections()));
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
