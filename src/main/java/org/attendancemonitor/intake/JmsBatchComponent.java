package org.attendancemonitor.intake;

import jakarta.jms.ConnectionFactory;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * Camel component {@code jms-batch:QUEUE?size=500&consumers=2}: takes up to so many messages in one
 * JMS session, hands the route the list, and acknowledges after the route is through. A crash in
 * between brings the messages again.
 */
public final class JmsBatchComponent extends DefaultComponent {
  private final ConnectionFactory connections;

  /**
   * @param connections to the broker
   */
  public JmsBatchComponent(ConnectionFactory connections) {
    this.connections = connections;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String queue, Map<String, Object> parameters)
      throws Exception {
    int size = getAndRemoveParameter(parameters, "size", Integer.class, 500);
    int consumers = getAndRemoveParameter(parameters, "consumers", Integer.class, 2);
    return new JmsBatchEndpoint(uri, this, connections, queue, size, consumers);
  }
}
