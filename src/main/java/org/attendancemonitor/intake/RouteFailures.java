package org.attendancemonitor.intake;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which route failed, with the kind and the place of the failure and never its text, which
 * could name a person. A route that keeps failing is told once a minute; that a lane is full for
 * the moment is no failure.
 */
public final class RouteFailures extends EventNotifierSupport {
  private static final Logger LOG = LoggerFactory.getLogger(RouteFailures.class);
  private static final long ONCE_IN = Duration.ofMinutes(1).toNanos();

  /** Their consumers tell themselves what they make of a failure. */
  private static final Set<String> TOLD_ELSEWHERE = Set.of("events", "feed-queue");

  private final Map<String, Long> told = new ConcurrentHashMap<>();

  @Override
  public boolean isEnabled(CamelEvent event) {
    return event instanceof CamelEvent.ExchangeFailedEvent;
  }

  @Override
  public void notify(CamelEvent event) {
    var exchange = ((CamelEvent.ExchangeFailedEvent) event).getExchange();
    String route = exchange.getFromRouteId();
    Exception failure = exchange.getException();
    boolean full = failure instanceof IntakeUnavailableException;
    if (route == null || failure == null || full || TOLD_ELSEWHERE.contains(route)) {
      return;
    }
    long now = System.nanoTime();
    Long before = told.get(route);
    if (before == null || now - before > ONCE_IN) {
      told.put(route, now);
      LOG.warn("the route {} failed: {}", route, Failures.describe(failure));
    }
  }
}
