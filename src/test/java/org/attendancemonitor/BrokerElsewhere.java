package org.attendancemonitor;

import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** A broker that is not the service's own: as a hospital has one, with a journal on the disk. */
final class BrokerElsewhere implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final long mostBytes;
  private EmbeddedActiveMQ broker;

  /**
   * @param mostBytes what its queue of events holds before senders are refused
   */
  BrokerElsewhere(Path folder, int port, long mostBytes) throws Exception {
    this.folder = folder;
    this.port = port;
    this.mostBytes = mostBytes;
    start();
  }

  /** With what it had when it stopped. */
  void start() throws Exception {
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration.setName("elsewhere");
    configuration.setJournalDirectory(folder.resolve("journal").toString());
    configuration.setBindingsDirectory(folder.resolve("bindings").toString());
    configuration.setLargeMessagesDirectory(folder.resolve("large").toString());
    configuration.setPagingDirectory(folder.resolve("paging").toString());
    configuration.setJournalType(JournalType.NIO);
    configuration.setSecurityEnabled(false);
    configuration.setJMXManagementEnabled(false);
    configuration.setMaxDiskUsage(-1);
    configuration.addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port);
    configuration.addAddressSetting(
        "#",
        new AddressSettings()
            .setMaxDeliveryAttempts(-1)
            .setMaxSizeBytes(mostBytes)
            .setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL));
    for (String queue : new String[] {"attendance.events", "attendance.dead"}) {
      configuration.addAddressConfiguration(
          new CoreAddressConfiguration()
              .setName(queue)
              .addRoutingType(RoutingType.ANYCAST)
              .addQueueConfiguration(
                  QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST)));
    }
    broker = new EmbeddedActiveMQ();
    broker.setConfiguration(configuration);
    broker.start();
  }

  /** Messages that wait for the service. */
  long waiting() {
    return broker.getActiveMQServer().locateQueue("attendance.events").getMessageCount();
  }

  void stop() throws Exception {
    broker.stop();
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
