package org.attendancemonitor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/**
 * The broker inside the process: the queue that feeds send to and the queues that others follow.
 * Senders may send to their queue and nothing else.
 */
final class EmbeddedBroker implements AutoCloseable {
  static final String EVENTS = "attendance.events";
  static final String TASKS = "attendance.tasks";
  static final String FLAGS = "attendance.flags";
  static final String DEAD = "attendance.dead";

  /** Role of this process itself. */
  static final String INTERNAL = "internal";

  private static final long JOURNAL_BUFFER_NANOS = 100_000;

  /** A larger one would be refused when it is read, if there were the memory to read it. */
  private static final long LARGEST_EVENT_BYTES = 16L * 1024 * 1024;

  /**
   * What waits beyond this lies on disk, and comes back a little at a time: messages that wait in
   * memory grow old there, and only a full collection would clear them away.
   */
  private static final long EVENTS_IN_MEMORY_BYTES = 8L * 1024 * 1024;

  private static final int PAGE_BYTES = 2 * 1024 * 1024;

  private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();

  private EmbeddedBroker() {}

  /**
   * Starts a broker.
   *
   * @param folder where its journal lies
   * @param host address to bind
   * @param port port for core and AMQP 1.0
   * @param expiry of messages nobody takes
   * @param security who may do what
   * @throws Exception when it cannot start, for example because the port is taken
   */
  static EmbeddedBroker start(
      Path folder, String host, int port, Duration expiry, ActiveMQSecurityManager security)
      throws Exception {
    checkFree(host, port);
    EmbeddedBroker embedded = new EmbeddedBroker();
    embedded.broker.setSecurityManager(security);
    embedded.broker.setConfiguration(configuration(folder, host, port, expiry));
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

  private static Configuration configuration(Path folder, String host, int port, Duration expiry)
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
    configuration.addAcceptorConfiguration(
        "tcp", "tcp://" + host + ":" + port + "?protocols=CORE,AMQP;amqpMinLargeMessageSize=-1");
    configuration.registerBrokerPlugin(new EventsAreKept());
    configuration.addAddressSetting("#", closed());
    configuration.addAddressSetting(EVENTS, events());
    configuration.addAddressSetting(TASKS, lastValue(expiry));
    configuration.addAddressSetting(FLAGS, lastValue(expiry));
    configuration.addAddressSetting(DEAD, lastValue(expiry).setDefaultLastValueQueue(false));
    for (String queue : Set.of(EVENTS, TASKS, FLAGS, DEAD)) {
      configuration.addAddressConfiguration(
          new CoreAddressConfiguration()
              .setName(queue)
              .addRoutingType(RoutingType.ANYCAST)
              .addQueueConfiguration(queue(queue)));
    }
    configuration.putSecurityRoles("#", Set.of(role(INTERNAL, true, true)));
    configuration.putSecurityRoles(
        EVENTS, Set.of(role(INTERNAL, true, true), role("feed", true, false)));
    for (String out : Set.of(TASKS, FLAGS)) {
      configuration.putSecurityRoles(
          out, Set.of(role(INTERNAL, true, true), role("clinician", false, true)));
    }
    configuration.putSecurityRoles(
        DEAD, Set.of(role(INTERNAL, true, true), role("operator", false, true)));
    return configuration;
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
   * What a sender was acknowledged is kept until it is recorded, whatever the sender thinks of its
   * worth: AMQP 1.0 messages are not durable unless their header says so.
   */
  private static final class EventsAreKept implements ActiveMQServerPlugin {
    @Override
    public void beforeSend(
        ServerSession session, Transaction tx, Message message, boolean direct, boolean noCreate)
        throws ActiveMQException {
      if (!EVENTS.equals(message.getAddress())) {
        return;
      }
      if (message.getWholeMessageSize() > LARGEST_EVENT_BYTES) {
        throw new ActiveMQException("larger than " + LARGEST_EVENT_BYTES + " bytes");
      }
      if (!message.isDurable() && message.isLargeMessage()) {
        // Its file was begun as one that may go.
        throw new ActiveMQException("send a large message as a durable one");
      }
      message.setDurable(true);
    }
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
    try {
      broker.stop();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (Exception failure) {
      throw new IllegalStateException("the broker did not stop cleanly", failure);
    }
  }
}
