package org.attendancemonitor.api;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.feed.Notification;
import org.attendancemonitor.record.MessageReceipt;

/**
 * What was sent, as text for the reader and as far as the protocol needs to know it: type, id, the
 * entries of a Bundle. Judging the content is the reader's work; what is no JSON here is empty.
 */
final class Body {
  private static final String URN = "urn:uuid:";
  private static final int MAX_DEPTH = 200;
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
              .build());

  private final ObjectNode tree;
  private String text;

  private Body(String text, ObjectNode tree) {
    this.text = text;
    this.tree = tree;
  }

  /** The body of a request. */
  static Body of(RequestDetails request) {
    String text = textOf(request);
    ObjectNode tree = null;
    try {
      tree = JSON.readTree(text) instanceof ObjectNode object ? object : null;
    } catch (JsonProcessingException e) {
      // The reader says where and why.
    }
    return new Body(text, tree == null ? JSON.createObjectNode() : tree);
  }

  /**
   * The body of a request that must be a Bundle.
   *
   * @throws Refused where it is another resource
   */
  static Body ofBundle(RequestDetails request) {
    Body body = of(request);
    if (body.isOtherThan("Bundle")) {
      throw Refused.of(
          RejectReason.NOT_SUPPORTED, "resourceType", "A Bundle is expected at this address.");
    }
    return body;
  }

  /** The body of a request as text. */
  static String textOf(RequestDetails request) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(request.loadRequestContents()))
          .toString();
    } catch (CharacterCodingException e) {
      throw Refused.of(RejectReason.UNPARSABLE, null, "The body is not UTF-8.");
    }
  }

  /** The text for the reader. */
  String text() {
    return text;
  }

  /** Whether the type could be told and is another one. */
  boolean isOtherThan(String type) {
    return tree.has("resourceType") && !tree.path("resourceType").asText().equals(type);
  }

  /** Whether it says that it is of this type. */
  boolean isA(String type) {
    return tree.path("resourceType").asText().equals(type);
  }

  /** The logical id, or the empty string. */
  String id() {
    return tree.path("id").asText();
  }

  /** {@code Bundle.type}, or the empty string. */
  String bundleType() {
    return tree.path("type").asText();
  }

  /** What names it as a message, or the empty string. */
  String messageId() {
    return MessageIds.of(tree);
  }

  /** By what it is known again as a message, as it stands; see {@link MessageIds}. */
  MessageReceipt receipt(String request, String feed, Instant received) {
    return MessageIds.receipt(tree, request, feed, received);
  }

  /** What it says of a subscription, if it is a notification of one. */
  Optional<Notification> notification() {
    return Notification.of(tree);
  }

  /** The entries of a Bundle. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    tree.path("entry").forEach(entry -> entries.add(new Entry(entry)));
    return entries;
  }

  /**
   * Gives every resource without logical id and business identifier an id of ours. Within a Bundle
   * it is taken from {@code urn:uuid}, so that the same Bundle sent again names the same things.
   */
  void nameTheNameless() {
    boolean named = false;
    if (tree.path("resourceType").asText().equals("Bundle")) {
      for (JsonNode entry : tree.path("entry")) {
        if (entry.path("resource") instanceof ObjectNode resource && nameless(resource)) {
          resource.put("id", idFrom(entry.path("fullUrl").asText()));
          named = true;
        }
      }
    } else if (nameless(tree)) {
      tree.put("id", UUID.randomUUID().toString());
      named = true;
    }
    if (named) {
      text = tree.toString();
    }
  }

  private static boolean nameless(ObjectNode resource) {
    return resource.path("resourceType").isTextual()
        && resource.path("id").asText().isEmpty()
        && resource.path("identifier").isEmpty();
  }

  private static String idFrom(String fullUrl) {
    if (fullUrl.startsWith(URN)) {
      try {
        return UUID.fromString(fullUrl.substring(URN.length())).toString();
      } catch (IllegalArgumentException e) {
        // Not a UUID: as good as none.
      }
    }
    return UUID.randomUUID().toString();
  }

  /** One entry of a Bundle. */
  record Entry(JsonNode node) {
    /** {@code POST}, {@code PUT} or whatever was sent. */
    String method() {
      return node.path("request").path("method").asText();
    }

    /** {@code Type/id}, or null where it has none. */
    String location() {
      JsonNode resource = node.path("resource");
      String id = resource.path("id").asText();
      return id.isEmpty() ? null : resource.path("resourceType").asText() + "/" + id;
    }

    JsonNode resource() {
      return node.path("resource");
    }
  }
}
