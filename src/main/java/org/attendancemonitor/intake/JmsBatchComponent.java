package org.attendancemonitor.intake;

import jakarta.jms.ConnectionFactory;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * Camel component {@code jms-batch:QUEUE?size=500&consumers=2&feed=NAME}: takes up to so many
 * messages in one JMS session, hands the route the list, and acknowledges after the route is
 * through. A crash in between brings the messages again. Of the queue of a feed with a limit it
 * takes no more than the limit allows; the rest waits in the broker.
 */
public final class JmsBatchComponent extends DefaultComponent {
  private final ConnectionFactory connections;
  private final FeedRates rates;
  private final QueueLinks links;
  private final BooleanSupplier ready;

  /**
   * @param connections to the broker
   * @param rates how much of a feed is taken
   * @param links tells others which queues can be taken from
   * @param ready whether messages could be recorded; asked before any are taken again after a
   *     failure
   */
  public JmsBatchComponent(
      ConnectionFactory connections, FeedRates rates, QueueLinks links, BooleanSupplier ready) {
    this.connections = connections;
    this.rates = rates;
    this.links = links;
    this.ready = ready;
  }

  QueueLinks links() {
    return links;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String queue, Map<String, Object> parameters)
      throws Exception {
    int size = getAndRemoveParameter(parameters, "size", Integer.class, 500);
    int consumers = getAndRemoveParameter(parameters, "consumers", Integer.class, 2);
    String feed = getAndRemoveParameter(parameters, "feed", String.class, null);
    return new JmsBatchEndpoint(
        uri, this, connections, queue, size, consumers, () -> rates.room(feed), ready);
  }
}
