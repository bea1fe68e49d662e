package org.attendancemonitor.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.attendancemonitor.record.MessageReceipt;

/** The ids of a message: its own, and that of the request which the BaRS API gives each message. */
final class MessageIds {
  private MessageIds() {}

  /**
   * By what the message is known again.
   *
   * @param message the Bundle as it was sent
   * @param request the id of the request, which its sender keeps when it tries again; or null
   * @return null where the message has no id at all
   */
  static MessageReceipt receipt(JsonNode message, String request, String feed, Instant received) {
    SortedSet<String> names = new TreeSet<>();
    String id = of(message);
    if (!id.isEmpty()) {
      names.add(hash("message " + id));
    }
    if (request != null) {
      names.add(hash("request " + request.strip().toLowerCase(Locale.ROOT)));
    }
    return names.isEmpty()
        ? null
        : new MessageReceipt(feed, names, hash(message.toString()), received);
  }

  /**
   * {@code Bundle.identifier}, else {@code Bundle.id}, else that of the MessageHeader, or empty.
   */
  static String of(JsonNode message) {
    String identifier = message.path("identifier").path("value").asText();
    String id = identifier.isEmpty() ? message.path("id").asText() : identifier;
    return id.isEmpty() ? message.path("entry").path(0).path("resource").path("id").asText() : id;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
