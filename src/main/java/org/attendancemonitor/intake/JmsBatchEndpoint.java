package org.attendancemonitor.intake;

import jakarta.jms.ConnectionFactory;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** The endpoint of {@link JmsBatchComponent}: a way in only. */
final class JmsBatchEndpoint extends DefaultEndpoint {
  private final ConnectionFactory connections;
  private final String queue;
  private final int size;
  private final int consumers;
  private final IntSupplier room;
  private final BooleanSupplier ready;

  JmsBatchEndpoint(
      String uri,
      JmsBatchComponent component,
      ConnectionFactory connections,
      String queue,
      int size,
      int consumers,
      IntSupplier room,
      BooleanSupplier ready) {
    super(uri, component);
    this.connections = connections;
    this.queue = queue;
    this.size = size;
    this.consumers = consumers;
    this.room = room;
    this.ready = ready;
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException("jms-batch takes messages; send with jms:" + queue);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    JmsBatchConsumer consumer = new JmsBatchConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public boolean isSingleton() {
    return true;
  }

  QueueLinks links() {
    return ((JmsBatchComponent) getComponent()).links();
  }

  ConnectionFactory connections() {
    return connections;
  }

  String queue() {
    return queue;
  }

  /** How many messages may be taken now; 0 for none. */
  int room() {
    return Math.min(size, room.getAsInt());
  }

  /** Whether messages could be recorded. */
  boolean ready() {
    return ready.getAsBoolean();
  }

  int consumers() {
    return consumers;
  }
}
