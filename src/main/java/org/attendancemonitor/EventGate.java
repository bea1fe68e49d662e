package org.attendancemonitor;

import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.attendancemonitor.feed.QueueSenders;
import org.attendancemonitor.intake.QueueDoor;

/**
 * What the broker looks at before it takes an event: that its sign-in may send for the feed, which
 * its sender is told at once; that it is not too large; and that it is kept until it is recorded,
 * whatever the sender thinks of its worth, because AMQP 1.0 messages are not durable unless their
 * header says so.
 *
 * @param senders who sends for which feed
 */
record EventGate(QueueSenders senders) implements ActiveMQServerPlugin {
  /** A larger one would be refused when it is read, if there were the memory to read it. */
  static final int LARGEST_BYTES = 16 * 1024 * 1024;

  @Override
  public void beforeSend(
      ServerSession session, Transaction tx, Message message, boolean direct, boolean noCreate)
      throws ActiveMQException {
    if (!isFor(message.getAddress())) {
      return;
    }
    String user = session.getUsername();
    if (!BrokerSecurity.INTERNAL_USER.equals(user)) {
      check(user, message, tx);
    }
    if (message.getWholeMessageSize() > LARGEST_BYTES) {
      throw new ActiveMQException("larger than " + LARGEST_BYTES + " bytes");
    }
    if (Boolean.TRUE.equals(message.getBooleanProperty(Message.HDR_LARGE_COMPRESSED))) {
      // What it grows to shows only when it has filled the memory.
      throw new ActiveMQException("send it uncompressed");
    }
    if (!message.isDurable() && message.isLargeMessage()) {
      // Its file was begun as one that may go.
      throw new ActiveMQException("send a large message as a durable one");
    }
    if (!message.isDurable()) {
      // Said of one that is durable already, it would have the broker write the message anew.
      message.setDurable(true);
    }
  }

  private void check(String user, Message message, Transaction tx) throws ActiveMQException {
    Object name = message.getObjectProperty(QueueDoor.FEED);
    String address = message.getAddress();
    String feed =
        address.equals(QueueSenders.COMMON)
            ? senders.named(name == null ? null : name.toString())
            : address.substring(QueueSenders.COMMON.length() + 1);
    Optional<String> objection = senders.objection(user, feed);
    if (objection.isPresent()) {
      ActiveMQException refusal = new ActiveMQSecurityException(objection.get());
      if (tx != null) {
        // Its sender does not wait for each message of a transaction: then none of it is taken.
        tx.markAsRollbackOnly(refusal);
      }
      throw refusal;
    }
  }

  private static boolean isFor(String address) {
    return address != null
        && (address.equals(QueueSenders.COMMON) || address.startsWith(QueueSenders.COMMON + "."));
  }
}
