package org.attendancemonitor;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.DivertConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ComponentConfigurationRoutingType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.QueueSenders;
import org.attendancemonitor.intake.QueueDoor;

/** The queues of a broker, inside the process or elsewhere, and who may do what with them. */
final class BrokerQueues {
  /**
   * What waits beyond this lies on disk, and comes back a little at a time: messages that wait in
   * memory grow old there, and only a full collection would clear them away.
   */
  private static final long EVENTS_IN_MEMORY_BYTES = 8L * 1024 * 1024;

  private static final int PAGE_BYTES = 2 * 1024 * 1024;

  private BrokerQueues() {}

  /**
   * Adds the queues, how long what waits in them is kept, and who may do what: what a broker
   * elsewhere needs, too.
   *
   * @param expiry of messages nobody takes
   * @param senders who sends for which feed; each has a queue of its own
   */
  static void add(ConfigurationImpl configuration, Duration expiry, QueueSenders senders) {
    configuration.addAddressSetting("#", closed());
    configuration.addAddressSetting(EmbeddedBroker.EVENTS, events());
    configuration.addAddressSetting(EmbeddedBroker.TASKS, lastValue(expiry));
    configuration.addAddressSetting(EmbeddedBroker.FLAGS, lastValue(expiry));
    configuration.addAddressSetting(
        EmbeddedBroker.DEAD, lastValue(expiry).setDefaultLastValueQueue(false));
    for (String queue :
        Set.of(
            EmbeddedBroker.EVENTS,
            EmbeddedBroker.TASKS,
            EmbeddedBroker.FLAGS,
            EmbeddedBroker.DEAD)) {
      configuration.addAddressConfiguration(address(queue));
    }
    for (String feed : senders.feeds().feeds().keySet()) {
      ownQueue(configuration, feed);
    }
    configuration.putSecurityRoles("#", Set.of(role(EmbeddedBroker.INTERNAL, true, true)));
    configuration.putSecurityRoles(
        EmbeddedBroker.EVENTS,
        Set.of(role(EmbeddedBroker.INTERNAL, true, true), role(BrokerSecurity.FEED, true, false)));
    for (String out : Set.of(EmbeddedBroker.TASKS, EmbeddedBroker.FLAGS)) {
      configuration.putSecurityRoles(
          out, Set.of(role(EmbeddedBroker.INTERNAL, true, true), role("clinician", false, true)));
    }
    configuration.putSecurityRoles(
        EmbeddedBroker.DEAD,
        Set.of(role(EmbeddedBroker.INTERNAL, true, true), role("operator", false, true)));
  }

  private static CoreAddressConfiguration address(String queue) {
    return new CoreAddressConfiguration()
        .setName(queue)
        .addRoutingType(RoutingType.ANYCAST)
        .addQueueConfiguration(declared(queue));
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
        queue,
        Set.of(
            role(EmbeddedBroker.INTERNAL, true, true),
            role(BrokerSecurity.roleOf(feed), true, false)));
    if (!feed.equals(FeedSettings.DEFAULT)) {
      configuration.addDivertConfiguration(
          new DivertConfiguration()
              .setName("to " + queue)
              .setAddress(EmbeddedBroker.EVENTS)
              .setForwardingAddress(queue)
              .setFilterString(QueueDoor.FEED + " = '" + feed + "'")
              .setRoutingType(ComponentConfigurationRoutingType.ANYCAST)
              .setExclusive(true));
    }
  }

  private static QueueConfiguration declared(String name) {
    QueueConfiguration queue =
        QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST).setDurable(true);
    return name.equals(EmbeddedBroker.TASKS) || name.equals(EmbeddedBroker.FLAGS)
        ? queue.setLastValue(true)
        : queue;
  }

  private static Role role(String name, boolean send, boolean consume) {
    boolean internal = name.equals(EmbeddedBroker.INTERNAL);
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

  /** The queues that events come in by. */
  static List<String> ofEvents(QueueSenders senders) {
    return Stream.concat(
            Stream.of(EmbeddedBroker.EVENTS),
            senders.feeds().feeds().keySet().stream().sorted().map(QueueSenders::queue))
        .toList();
  }
}
