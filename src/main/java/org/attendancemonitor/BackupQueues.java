package org.attendancemonitor;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.attendancemonitor.BrokerWiring.BrokerLink;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.backup.QueueCopy;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.QueueSenders;
import org.attendancemonitor.record.AuditEntry;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.Store;

/**
 * The running service's share of a backup. What came in is copied before the record, so that an
 * event is in its queue or, if it has left it, in the record; in both it is a repeat, and recorded
 * once. What goes out is copied after the record, so that what the record believes to be sent is
 * there.
 */
final class BackupQueues {
  private static final List<String> OUT =
      List.of(EmbeddedBroker.TASKS, EmbeddedBroker.FLAGS, EmbeddedBroker.DEAD);

  private final BrokerLink broker;
  private final CamelContext camel;
  private final QueueSenders senders;
  private final AuditTrail changes;
  private final Clock clock;
  private final ReentrantLock one = new ReentrantLock();

  /**
   * What was copied.
   *
   * @param begun whatever was acknowledged before it is in the backup
   * @param broker whether the broker is ours to copy
   * @param messages how many by queue
   */
  record Copied(Instant begun, boolean broker, Map<String, Long> messages) {}

  BackupQueues(
      BrokerLink broker,
      CamelContext camel,
      FeedSettings feeds,
      Store store,
      DataFolder folder,
      Clock clock)
      throws java.io.IOException {
    this.broker = broker;
    this.camel = camel;
    this.senders = new QueueSenders(feeds);
    this.changes = AuditTrail.ofChanges(store, folder.auditChain());
    this.clock = clock;
  }

  /** What a backup is in the audit of changes, written before anything is copied. */
  static AuditEntry entry(Instant at, String user) {
    return new AuditEntry(
        at,
        "backup",
        "command:" + user,
        Set.of(),
        null,
        null,
        "backup",
        List.of(),
        null,
        AuditEntry.DONE,
        null);
  }

  /** Begins a backup: it is entered, and the queues that events come in by are copied. */
  Copied begin(Path root, String user) throws Exception {
    if (!one.tryLock()) {
      throw new CannotRunException("another backup is being made just now");
    }
    try {
      changes.append(List.of(entry(clock.instant(), user)));
      Instant begun = clock.instant();
      if (broker.embedded() == null) {
        return new Copied(begun, false, Map.of());
      }
      List<String> queues = BrokerQueues.ofEvents(senders);
      return QueuePause.during(
          broker.embedded(), camel, queues, () -> new Copied(begun, true, copy(queues, root)));
    } finally {
      one.unlock();
    }
  }

  /** Ends it: the queues that tasks, flags and references go out by are copied. */
  Copied end(Path root) throws Exception {
    return new Copied(
        clock.instant(),
        broker.embedded() != null,
        broker.embedded() == null ? Map.of() : copy(OUT, root));
  }

  private Map<String, Long> copy(List<String> queues, Path root) throws Exception {
    return copy(broker, queues, root);
  }

  /** Copies queues from which nobody takes. */
  static Map<String, Long> copy(BrokerLink broker, List<String> queues, Path root)
      throws Exception {
    QueueCopy copy = new QueueCopy(broker.connections());
    Map<String, Long> messages = new TreeMap<>();
    for (String queue : queues) {
      long before = broker.waiting(queue);
      long copied = copy.copy(queue, root);
      if (copied < before && !OUT.contains(queue)) {
        throw new CannotRunException(
            "of " + before + " messages in " + queue + " only " + copied + " could be read");
      }
      messages.put(queue, copied);
    }
    return messages;
  }

  /** All queues of a broker that nobody else uses. */
  static Map<String, Long> copyAll(BrokerLink broker, QueueSenders senders, Path root)
      throws Exception {
    Map<String, Long> messages = copy(broker, BrokerQueues.ofEvents(senders), root);
    messages.putAll(copy(broker, OUT, root));
    return messages;
  }
}
