package org.attendancemonitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.attendancemonitor.PlainErrors.CannotRunException;

/**
 * Some queues of the embedded broker while nothing is taken from them. Senders go on; what was on
 * its way is either recorded or back in its queue. They are taken from again when the work is done.
 */
final class QueuePause {
  /** A feed that is held to a rate may keep what it was handed for long. */
  private static final Duration BY_ITSELF = Duration.ofSeconds(2);

  private static final Duration AT_LAST = Duration.ofSeconds(30);
  private static final Duration BETWEEN = Duration.ofMillis(5);

  private final EmbeddedBroker broker;
  private final CamelContext camel;
  private final List<String> queues;
  private final List<String> stopped = new ArrayList<>();

  /**
   * Does some work while nothing is taken and nothing is on its way.
   *
   * @param camel whose routes take from the queues; null where none runs
   * @throws CannotRunException where something stays on its way: the record does not take it
   */
  static <T> T during(
      EmbeddedBroker broker, CamelContext camel, List<String> queues, Callable<T> work)
      throws Exception {
    QueuePause pause = new QueuePause(broker, camel, queues);
    try {
      pause.begin();
      return work.call();
    } finally {
      pause.end();
    }
  }

  private QueuePause(EmbeddedBroker broker, CamelContext camel, List<String> queues) {
    this.broker = broker;
    this.camel = camel;
    this.queues = List.copyOf(queues);
  }

  private void begin() throws Exception {
    queues.forEach(broker::pause);
    if (!rests(BY_ITSELF)) {
      stopRoutes();
      if (!rests(AT_LAST)) {
        throw new CannotRunException(
            "messages are on their way and are not recorded: look at the health of the service");
      }
    }
  }

  private boolean rests(Duration within) {
    long end = System.nanoTime() + within.toNanos();
    while (queues.stream().anyMatch(queue -> broker.onTheirWay(queue) > 0)) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
    return true;
  }

  /** What they were handed and have not begun goes back. */
  private void stopRoutes() throws Exception {
    if (camel == null) {
      return;
    }
    for (Route route : camel.getRoutes()) {
      String from = route.getEndpoint().getEndpointBaseUri();
      boolean busy =
          queues.stream()
              .anyMatch(queue -> from.endsWith("//" + queue) && broker.onTheirWay(queue) > 0);
      if (busy && camel.getRouteController().getRouteStatus(route.getRouteId()).isStarted()) {
        stopped.add(route.getRouteId());
        camel.getRouteController().stopRoute(route.getRouteId());
      }
    }
  }

  private void end() throws Exception {
    queues.forEach(broker::resume);
    for (String route : stopped) {
      camel.getRouteController().startRoute(route);
    }
  }
}
