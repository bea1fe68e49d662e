package org.attendancemonitor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.files.FileStoreMonitor.FileStoreMonitorType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.feed.QueueSenders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker inside the process: the queue that feeds send to and the queues that others follow.
 * Senders may send to their queue and nothing else.
 */
final class EmbeddedBroker implements AutoCloseable {
  private static final int FIRST_JAVA_THAT_STOPS_IT = 24;
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  static final String EVENTS = QueueSenders.COMMON;
  static final String TASKS = "attendance.tasks";
  static final String FLAGS = "attendance.flags";
  static final String DEAD = "attendance.dead";

  /** Role of this process itself. */
  static final String INTERNAL = "internal";

  private static final long JOURNAL_BUFFER_NANOS = 100_000;

  private static final long MEGABYTE = 1024 * 1024;
  private static final long LEAST_ROOM_BYTES = 24 * MEGABYTE;
  private static final long BETWEEN_TRIES_MILLIS = 2_000;

  private final Path folder;
  private final Callable<Configuration> configuration;
  private final ActiveMQSecurityManager security;
  private final String tls;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile EmbeddedActiveMQ broker;

  private EmbeddedBroker(
      Path folder,
      Callable<Configuration> configuration,
      ActiveMQSecurityManager security,
      String tls)
      throws Exception {
    checkJava(Runtime.version().feature());
    this.folder = folder;
    this.configuration = configuration;
    this.security = security;
    this.tls = tls;
    this.broker = begun();
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
    String tls = certificate == null ? null : BrokerSslContexts.known(certificate);
    return new EmbeddedBroker(
        folder, () -> configuration(folder, listens, tls, expiry, senders), security, tls);
  }

  /**
   * Starts one that nobody outside of this process can reach, to look into its queues or fill them.
   *
   * @param folder where its journal lies
   */
  static EmbeddedBroker startClosed(
      Path folder, Duration expiry, QueueSenders senders, ActiveMQSecurityManager security)
      throws Exception {
    return new EmbeddedBroker(folder, () -> configuration(folder, expiry, senders), security, null);
  }

  private EmbeddedActiveMQ begun() throws Exception {
    BrokerJournal journal = new BrokerJournal(folder);
    journal.checkNothingSetAside();
    EmbeddedActiveMQ begun = new EmbeddedActiveMQ();
    begun.setSecurityManager(security);
    begun.setConfiguration(configuration.call());
    begun.start();
    if (!begun.getActiveMQServer().isActive()) {
      begun.stop();
      throw new IllegalStateException(journal.unreadable());
    }
    try {
      journal.checkNothingSetAside();
    } catch (IllegalStateException damaged) {
      begun.stop();
      throw damaged;
    }
    begun
        .getActiveMQServer()
        .registerIOCriticalErrorListener((cause, message, file) -> goOnWhenThereIsRoom());
    tellWhenFull(begun);
    return begun;
  }

  /**
   * A disk that fails, for want of room above all, stops the broker for good; its process lives.
   */
  private void goOnWhenThereIsRoom() {
    Thread revival = new Thread(this::beginAgain, "broker-revival");
    revival.setDaemon(true);
    revival.start();
  }

  private void beginAgain() {
    LOG.error("The broker has stopped, for its disk failed; it is started again when it can be");
    try {
      while (!closed.await(BETWEEN_TRIES_MILLIS, TimeUnit.MILLISECONDS)) {
        if (folder.toFile().getUsableSpace() >= LEAST_ROOM_BYTES && beganAgain()) {
          LOG.info("The broker takes messages again");
          return;
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean beganAgain() {
    try {
      broker.stop();
      if (closed.getCount() > 0) {
        broker = begun();
      }
      return true;
    } catch (Exception still) {
      LOG.warn("The broker cannot be started again yet: {}", Monitor.reason(still));
      return false;
    }
  }

  /**
   * From Java 24 on Netty frees memory by another way, which refuses the buffers of Artemis's
   * journal ("Cannot clean arbitrary ByteBuffer instances", Netty 4.2.17, Artemis 2.55): the broker
   * would run until it first compacts its journal, and then stop as if its disk had failed.
   *
   * @param java its version, for example 17
   * @throws IllegalStateException where the broker would stop
   */
  static void checkJava(int java) {
    if (java >= FIRST_JAVA_THAT_STOPS_IT) {
      throw new IllegalStateException(
          "the broker cannot run on Java "
              + java
              + ", where its journal fails as soon as it is compacted; use Java 17");
    }
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
    Configuration configuration = configuration(folder, expiry, senders);
    configuration.addAcceptorConfiguration(acceptor(listens, tls));
    return configuration;
  }

  private static Configuration configuration(Path folder, Duration expiry, QueueSenders senders)
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
    configuration.registerBrokerPlugin(new EventGate(senders));
    configuration.setIncomingInterceptorClassNames(List.of(NoReattaching.class.getName()));
    BrokerQueues.add(configuration, expiry, senders);
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

  /** Hands out nothing more of a queue until {@link #resume}, or until this process ends. */
  void pause(String queue) {
    queue(queue).ifPresent(Queue::pause);
  }

  /** Hands out again. */
  void resume(String queue) {
    queue(queue).ifPresent(Queue::resume);
  }

  /** Messages that were handed out, and are neither acknowledged nor given back. */
  int onTheirWay(String queue) {
    return queue(queue).map(Queue::getDeliveringCount).orElse(0);
  }

  private Optional<Queue> queue(String name) {
    return Optional.ofNullable(broker.getActiveMQServer().locateQueue(SimpleString.of(name)));
  }

  /** Messages that wait in a queue. */
  long waiting(String queue) {
    return queue(queue).map(Queue::getMessageCount).orElse(0L);
  }

  /** What keeps it from taking messages: one sentence; empty where nothing does. */
  Optional<String> trouble() {
    if (!broker.getActiveMQServer().isActive()) {
      return Optional.of(
          "the broker has stopped, for its disk failed; it is started again when it can be");
    }
    return broker.getActiveMQServer().getPagingManager().isDiskFull()
        ? Optional.of("the disk of the broker is nearly full: nothing is taken until there is room")
        : Optional.empty();
  }

  /** Its own words for it are not written down: one line when it begins, and one when it ends. */
  private static void tellWhenFull(EmbeddedActiveMQ broker) {
    AtomicBoolean told = new AtomicBoolean();
    ((ActiveMQServerImpl) broker.getActiveMQServer())
        .getMonitor()
        .addCallback(
            (usable, total, roomy, kind) -> {
              if (kind == FileStoreMonitorType.MaxDiskUsage && told.compareAndSet(roomy, !roomy)) {
                if (roomy) {
                  LOG.info("The broker takes messages again: there is room on its disk");
                } else {
                  LOG.error(
                      "The broker takes no messages: {} MB of {} MB are left on its disk",
                      usable / MEGABYTE,
                      total / MEGABYTE);
                }
              }
            });
  }

  @Override
  public synchronized void close() {
    closed.countDown();
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
