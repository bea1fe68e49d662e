package org.attendancemonitor.api;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.time.Instant;
import org.attendancemonitor.attendance.EventsHeard;
import org.attendancemonitor.attendance.EventsHeard.Kind;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.feed.Notification;
import org.attendancemonitor.record.Subscriptions;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifications of subscriptions at other servers (Subscriptions R5 Backport, rest-hook). What such
 * a server sends nobody there can put right: an entry that cannot be used becomes a dead letter,
 * and the server is told that the notification has come.
 */
final class NotificationDoor {
  private static final Logger LOG = LoggerFactory.getLogger(NotificationDoor.class);

  private final Door door;
  private final Subscriptions subscriptions;
  private final Clock clock;

  NotificationDoor(Door door, Subscriptions subscriptions, Clock clock) {
    this.door = door;
    this.subscriptions = subscriptions;
    this.clock = clock;
  }

  /** {@code POST /fhir/$subscription-notification}: the address to subscribe with. */
  @Operation(name = "$subscription-notification", manualRequest = true, idempotent = false)
  public OperationOutcome notified(RequestDetails request) {
    Body body = Body.ofBundle(request);
    String feed = door.feedOf(request);
    Notification notification =
        body.notification()
            .filter(it -> !it.answer())
            .orElseThrow(
                () ->
                    Refused.of(
                        RejectReason.INCOMPLETE,
                        "Bundle.entry[0].resource",
                        "A notification begins with the status of its subscription: its reference,"
                            + " type, and events since its start."));
    Instant now = clock.instant();
    if (notification.told().kind() == Kind.EVENTS) {
      // The content first: a number is heard of only when its event is durable.
      door.take(request, body);
    }
    EventsHeard heard =
        subscriptions.told(feed, notification.subscription(), notification.told(), now);
    if (heard.missing() != null && heard.missing().noticed().equals(now)) {
      LOG.warn("Events of a subscription of feed {} are missing; they are asked for", feed);
    }
    return Outcomes.recorded();
  }
}
