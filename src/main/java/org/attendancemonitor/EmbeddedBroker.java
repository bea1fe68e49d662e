package org.attendancemonitor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.DivertConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ComponentConfigurationRoutingType;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.QueueSenders;
import org.attendancemonitor.intake.QueueDoor;

/**
 * The broker inside the process: the queue that feeds send to and the queues that others follow.
 * Senders may send to their queue and nothing else.
 */
final class EmbeddedBroker implements AutoCloseable {
  static final String EVENTS = QueueSenders.COMMON;
  static final String TASKS = "attendance.tasks";
  static final String FLAGS = "attendance.flags";
  static final String DEAD = "attendance.dead";

  /** Role of this process itself. */
  static final String INTERNAL = "internal";

  private static final long JOURNAL_BUFFER_NANOS = 100_000;

  /**
   * What waits beyond this lies on disk, and comes back a little at a time: messages that wait in
   * memory grow old there, and only a full collection would clear them away.
   */
  private static final long EVENTS_IN_MEMORY_BYTES = 8L * 1024 * 1024;

  private static final int PAGE_BYTES = 2 * 1024 * 1024;

  private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();

  private final String tls;

  private EmbeddedBroker(SSLContext certificate) {
    tls = certificate == null ? null : BrokerSslContexts.known(certificate);
  }

  /**
   * Starts a broker.
   *
   * @param folder where its journal lies
   * @param listens where, for core and AMQP 1.0
   * @param certificate of it, as it is now; null for none
   * @param expiry of messages nobody takes
   * @param senders who sends for which feed; each has a queue of its own
   * @param security who may do what
   * @throws Exception when it cannot start, for example because the port is taken
   */
  static EmbeddedBroker start(
      Path folder,
      ServerSettings.Broker listens,
      SSLContext certificate,
      Duration expiry,
      QueueSenders senders,
      ActiveMQSecurityManager security)
      throws Exception {
    checkFree(listens.host(), listens.port());
    EmbeddedBroker embedded = new EmbeddedBroker(certificate);
    embedded.broker.setSecurityManager(security);
    embedded.broker.setConfiguration(configuration(folder, listens, embedded.tls, expiry, senders));
    embedded.broker.start();
    if (!embedded.broker.getActiveMQServer().isActive()) {
      embedded.close();
      throw new IllegalStateException("the broker could not start");
    }
    return embedded;
  }

  /** The broker would say it with a page of stack trace. */
  private static void checkFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException taken) {
      // Without its cause: "address in use" does not say which.
      throw new IllegalStateException(
          "port " + port + " of " + host + ", for the broker, is taken or cannot be had");
    }
  }

  private static Configuration configuration(
      Path folder, ServerSettings.Broker listens, String tls, Duration expiry, QueueSenders senders)
      throws Exception {
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration.setName("attendance-monitor");
    configuration.setJournalDirectory(folder.resolve("journal").toString());
    configuration.setBindingsDirectory(folder.resolve("bindings").toString());
    configuration.setLargeMessagesDirectory(folder.resolve("large-messages").toString());
    configuration.setPagingDirectory(folder.resolve("paging").toString());
    configuration.setJournalType(JournalType.NIO);
    // The default of 3.3 ms costs a factor of eight for anything sent one message at a time.
    configuration.setJournalBufferTimeout_NIO((int) JOURNAL_BUFFER_NANOS);
    configuration.setMessageExpiryScanPeriod(60_000);
    configuration.setSecurityEnabled(true);
    configuration.setJMXManagementEnabled(false);
    configuration.addAcceptorConfiguration("vm", "vm://0");
    configuration.addAcceptorConfiguration(acceptor(listens, tls));
    configuration.registerBrokerPlugin(new EventGate(senders));
    configuration.addAddressSetting("#", closed());
    configuration.addAddressSetting(EVENTS, events());
    configuration.addAddressSetting(TASKS, lastValue(expiry));
    configuration.addAddressSetting(FLAGS, lastValue(expiry));
    configuration.addAddressSetting(DEAD, lastValue(expiry).setDefaultLastValueQueue(false));
    for (String queue : Set.of(EVENTS, TASKS, FLAGS, DEAD)) {
      configuration.addAddressConfiguration(address(queue));
    }
    for (String feed : senders.feeds().feeds().keySet()) {
      ownQueue(configuration, feed);
    }
    configuration.putSecurityRoles("#", Set.of(role(INTERNAL, true, true)));
    configuration.putSecurityRoles(
        EVENTS, Set.of(role(INTERNAL, true, true), role(BrokerSecurity.FEED, true, false)));
    for (String out : Set.of(TASKS, FLAGS)) {
      configuration.putSecurityRoles(
          out, Set.of(role(INTERNAL, true, true), role("clinician", false, true)));
    }
    configuration.putSecurityRoles(
        DEAD, Set.of(role(INTERNAL, true, true), role("operator", false, true)));
    return configuration;
  }

  private static TransportConfiguration acceptor(ServerSettings.Broker listens, String tls) {
    Map<String, Object> how = new HashMap<>();
    how.put(TransportConstants.HOST_PROP_NAME, listens.host());
    how.put(TransportConstants.PORT_PROP_NAME, listens.port());
    how.put(TransportConstants.PROTOCOLS_PROP_NAME, "CORE,AMQP");
    if (tls != null) {
      how.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
      how.put(TransportConstants.SSL_CONTEXT_PROP_NAME, tls);
      how.put(
          TransportConstants.NEED_CLIENT_AUTH_PROP_NAME,
          listens.tls().flatMap(ServerSettings.Tls::trustStore).isPresent());
    }
    return new TransportConfiguration(
        NettyAcceptorFactory.class.getName(),
        how,
        "tcp",
        Map.of("amqpMinLargeMessageSize", Integer.toString(EventGate.LARGEST_BYTES)));
  }

  private static CoreAddressConfiguration address(String queue) {
    return new CoreAddressConfiguration()
        .setName(queue)
        .addRoutingType(RoutingType.ANYCAST)
        .addQueueConfiguration(queue(queue));
  }

  /**
   * The queue of one feed. What names the feed in the common queue is put there, too, so that a
   * feed that has to wait keeps nobody else waiting; what is for the feed {@code default} stays.
   */
  private static void ownQueue(ConfigurationImpl configuration, String feed) {
    String queue = QueueSenders.queue(feed);
    configuration.addAddressConfiguration(address(queue));
    configuration.addAddressSetting(queue, events());
    configuration.putSecurityRoles(
        queue, Set.of(role(INTERNAL, true, true), role(BrokerSecurity.roleOf(feed), true, false)));
    if (!feed.equals(FeedSettings.DEFAULT)) {
      configuration.addDivertConfiguration(
          new DivertConfiguration()
              .setName("to " + queue)
              .setAddress(EVENTS)
              .setForwardingAddress(queue)
              .setFilterString(QueueDoor.FEED + " = '" + feed + "'")
              .setRoutingType(ComponentConfigurationRoutingType.ANYCAST)
              .setExclusive(true));
    }
  }

  private static QueueConfiguration queue(String name) {
    QueueConfiguration queue =
        QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST).setDurable(true);
    return name.equals(TASKS) || name.equals(FLAGS) ? queue.setLastValue(true) : queue;
  }

  private static Role role(String name, boolean send, boolean consume) {
    boolean internal = name.equals(INTERNAL);
    return new Role(
        name, send, consume, internal, internal, internal, internal, internal, consume, internal,
        internal, internal, internal);
  }

  private static AddressSettings closed() {
    return new AddressSettings().setAutoCreateQueues(false).setAutoCreateAddresses(false);
  }

  /**
   * Delivery attempts are unlimited: repeated crashes must not dead-letter healthy messages. Nor
   * does an event expire: it would be gone though its sender was told that it arrived.
   */
  private static AddressSettings events() {
    return closed()
        .setNoExpiry(true)
        .setMaxDeliveryAttempts(-1)
        .setMaxSizeBytes(EVENTS_IN_MEMORY_BYTES)
        .setPageSizeBytes(PAGE_BYTES)
        .setMaxReadPageBytes(2 * PAGE_BYTES)
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE);
  }

  /** A queue nobody reads cannot fill the disk: one message per task or flag, and it expires. */
  private static AddressSettings lastValue(Duration expiry) {
    return closed()
        .setDefaultLastValueQueue(true)
        .setExpiryDelay(expiry.toMillis())
        .setMaxDeliveryAttempts(-1)
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE);
  }

  /** Messages that wait in a queue. */
  long waiting(String queue) {
    var found = broker.getActiveMQServer().locateQueue(SimpleString.of(queue));
    return found == null ? 0 : found.getMessageCount();
  }

  @Override
  public void close() {
    if (tls != null) {
      BrokerSslContexts.forget(tls);
    }
    try {
      broker.stop();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (Exception failure) {
      throw new IllegalStateException("the broker did not stop cleanly", failure);
    }
  }
}
