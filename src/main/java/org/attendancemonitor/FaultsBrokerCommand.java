package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.ClusterConnectionConfiguration;
import org.apache.activemq.artemis.core.config.ha.SharedStoreBackupPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.SharedStorePrimaryPolicyConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.ActivateCallback;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.fault.Stage;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.QueueSenders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One broker of a pair that shares a journal, for {@code faults nodes}. */
@Command(name = "faults-broker", hidden = true)
final class FaultsBrokerCommand implements Callable<Integer> {
  private static final int JOURNAL_BUFFER_NANOS = 100_000;
  private static final String CONNECTOR = "here";
  private static final String OTHER = "other";

  @Option(names = "--journal", required = true)
  Path journal;

  @Option(names = "--name", required = true)
  String name;

  @Option(names = "--port", required = true)
  int port;

  @Option(names = "--other", required = true)
  String other;

  @Option(names = "--backup")
  boolean backup;

  @Option(names = "--passwords", required = true)
  Path passwords;

  @Override
  public Integer call() throws Exception {
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    broker.setConfiguration(configuration());
    broker.setSecurityManager(security());
    broker.createActiveMQServer();
    broker
        .getActiveMQServer()
        .registerActivateCallback(
            new ActivateCallback() {
              @Override
              public void activationComplete() {
                say("the broker is active");
              }
            });
    broker.start();
    say("the broker waits");
    new CountDownLatch(1).await();
    return 0;
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private ConfigurationImpl configuration() throws Exception {
    FeedSettings feeds = Configuration.load(Folders.CONFIG).settings(FeedSettings.class);
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration.setName(name);
    configuration.setJournalDirectory(journal.resolve("journal").toString());
    configuration.setBindingsDirectory(journal.resolve("bindings").toString());
    configuration.setLargeMessagesDirectory(journal.resolve("large-messages").toString());
    configuration.setPagingDirectory(journal.resolve("paging").toString());
    configuration.setJournalType(JournalType.NIO);
    configuration.setJournalBufferTimeout_NIO(JOURNAL_BUFFER_NANOS);
    configuration.setSecurityEnabled(true);
    configuration.setPopulateValidatedUser(true);
    configuration.setJMXManagementEnabled(false);
    configuration.setClusterUser("pair");
    configuration.setClusterPassword(Files.readAllLines(passwords).get(0));
    configuration.addAcceptorConfiguration(
        new TransportConfiguration(
            NettyAcceptorFactory.class.getName(),
            java.util.Map.of(
                TransportConstants.HOST_PROP_NAME, "127.0.0.1",
                TransportConstants.PORT_PROP_NAME, port,
                TransportConstants.PROTOCOLS_PROP_NAME, "CORE,AMQP"),
            "tcp"));
    configuration.addConnectorConfiguration(CONNECTOR, connector(name, port));
    String[] there = other.split(":");
    configuration.addConnectorConfiguration(OTHER, connector(there[0], Integer.parseInt(there[1])));
    configuration.addClusterConfiguration(
        new ClusterConnectionConfiguration()
            .setName("pair")
            .setConnectorName(CONNECTOR)
            .setStaticConnectors(List.of(OTHER)));
    configuration.setHAPolicyConfiguration(
        backup
            ? new SharedStoreBackupPolicyConfiguration()
                .setAllowFailBack(true)
                .setRestartBackup(true)
            : new SharedStorePrimaryPolicyConfiguration().setFailoverOnServerShutdown(true));
    BrokerQueues.add(configuration, Duration.ofDays(7), new QueueSenders(feeds));
    return configuration;
  }

  private static TransportConfiguration connector(String host, int port) {
    return new TransportConfiguration(
        NettyConnectorFactory.class.getName(),
        java.util.Map.of(
            TransportConstants.HOST_PROP_NAME, host, TransportConstants.PORT_PROP_NAME, port));
  }

  private ActiveMQJAASSecurityManager security() throws IOException {
    List<String> words = Files.readAllLines(passwords);
    SecurityConfiguration users = new SecurityConfiguration();
    users.addUser(Stage.MONITOR, words.get(0));
    users.addRole(Stage.MONITOR, EmbeddedBroker.INTERNAL);
    users.addUser(Stage.FEED, words.get(1));
    users.addRole(Stage.FEED, BrokerSecurity.FEED);
    return new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users);
  }
}
