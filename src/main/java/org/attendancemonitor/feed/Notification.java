package org.attendancemonitor.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.attendancemonitor.attendance.EventsHeard.Kind;
import org.attendancemonitor.attendance.EventsHeard.Told;

/**
 * What the first entry of a notification says of its subscription: Parameters in R4 (Subscriptions
 * R5 Backport 1.1, profile backport-subscription-status-r4), SubscriptionStatus since R4B.
 *
 * @param subscription as the server names it, such as {@code Subscription/1}
 * @param told its kind, and which events it tells of
 * @param answer it answers a question of ours, and is no notification by itself
 */
public record Notification(String subscription, Told told, boolean answer) {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.:/_-]{1,200}");

  /** Of a Bundle; empty where its first entry is no status of a subscription, or lacks a part. */
  public static Optional<Notification> of(JsonNode bundle) {
    JsonNode status = bundle.path("entry").path(0).path("resource");
    Values values =
        switch (status.path("resourceType").asText()) {
          case "Parameters" -> Values.ofParameters(status.path("parameter"));
          case "SubscriptionStatus" -> Values.ofStatus(status);
          default -> null;
        };
    if (values == null || !NAME.matcher(values.subscription()).matches()) {
      return Optional.empty();
    }
    Kind kind =
        switch (values.type()) {
          case "handshake" -> Kind.HANDSHAKE;
          case "heartbeat", "query-status" -> Kind.HEARTBEAT;
          case "event-notification", "query-event" -> Kind.EVENTS;
          default -> null;
        };
    Set<String> carried = carried(bundle);
    List<Long> numbers =
        values.events().stream()
            .filter(event -> NUMBER.matcher(event.number()).matches())
            .filter(event -> carried.contains(lastTwo(event.focus())))
            .map(event -> Long.parseLong(event.number()))
            .sorted()
            .distinct()
            .toList();
    long highest = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
    boolean counted = NUMBER.matcher(values.total()).matches();
    if (kind == null || !counted && kind != Kind.EVENTS) {
      return Optional.empty();
    }
    long total = counted ? Math.max(highest, Long.parseLong(values.total())) : highest;
    return Optional.of(
        new Notification(
            values.subscription(),
            new Told(kind, total, kind == Kind.EVENTS ? numbers : List.of()),
            values.type().startsWith("query-")));
  }

  /** The logical id of the subscription at its server. */
  public String id() {
    return subscription.substring(subscription.lastIndexOf('/') + 1);
  }

  /**
   * What the entries hold or delete, as Type/id: an event whose content is not there is missing.
   */
  private static Set<String> carried(JsonNode bundle) {
    Set<String> carried = new HashSet<>();
    for (JsonNode entry : bundle.path("entry")) {
      JsonNode resource = entry.path("resource");
      if (resource.isObject()) {
        carried.add(resource.path("resourceType").asText() + "/" + resource.path("id").asText());
      } else if (entry.path("request").path("method").asText().equals("DELETE")) {
        carried.add(lastTwo(entry.path("request").path("url").asText()));
      }
    }
    return carried;
  }

  private static String lastTwo(String reference) {
    String[] parts = reference.replaceAll("/_history/.*$", "").split("/");
    return parts.length < 2 ? reference : parts[parts.length - 2] + "/" + parts[parts.length - 1];
  }

  private record Event(String number, String focus) {}

  private record Values(String subscription, String type, String total, List<Event> events) {
    static Values ofParameters(JsonNode parameters) {
      List<Event> events = new ArrayList<>();
      for (JsonNode parameter : parameters) {
        if (parameter.path("name").asText().equals("notification-event")) {
          JsonNode parts = parameter.path("part");
          events.add(
              new Event(
                  value(parts, "event-number").asText(),
                  value(parts, "focus").path("reference").asText()));
        }
      }
      return new Values(
          value(parameters, "subscription").path("reference").asText(),
          value(parameters, "type").asText(),
          value(parameters, "events-since-subscription-start").asText(),
          events);
    }

    static Values ofStatus(JsonNode status) {
      List<Event> events = new ArrayList<>();
      for (JsonNode event : status.path("notificationEvent")) {
        events.add(
            new Event(
                event.path("eventNumber").asText(),
                event.path("focus").path("reference").asText()));
      }
      return new Values(
          status.path("subscription").path("reference").asText(),
          status.path("type").asText(),
          status.path("eventsSinceSubscriptionStart").asText(),
          events);
    }

    /** The value of the first parameter of a name, whatever its type. */
    private static JsonNode value(JsonNode parameters, String name) {
      for (JsonNode parameter : parameters) {
        if (parameter.path("name").asText().equals(name)) {
          for (Map.Entry<String, JsonNode> field : parameter.properties()) {
            if (field.getKey().startsWith("value")) {
              return field.getValue();
            }
          }
        }
      }
      return MissingNode.getInstance();
    }
  }
}
