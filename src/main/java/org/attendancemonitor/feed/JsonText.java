package org.attendancemonitor.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.RejectReason;

/** Text to JSON, within limits: too large, too deep and ambiguous text is refused before FHIR. */
final class JsonText {
  /** FHIR has ten or more; what has many less is there to fill the memory. */
  private static final int BYTES_OF_A_TOKEN = 4;

  /** Written out, a number of few characters may fill the memory: 1e999999999. */
  private static final int MOST_ZEROS = 400;

  private final ObjectReader reader;
  private final int maxBytes;

  JsonText(FeedSettings.Limits limits) {
    this.maxBytes = limits.maxBytes();
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.maxDepth())
                    .maxTokenCount(limits.maxBytes() / BYTES_OF_A_TOKEN)
                    .build())
            .build();
    this.reader =
        JsonMapper.builder(factory)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Which of two equal keys counts would depend on the reader.
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .nodeFactory(new BoundedNumbers())
            .build()
            .readerFor(JsonNode.class);
  }

  /**
   * What a text holds.
   *
   * @param object the JSON object, or null
   * @param fault why there is none, or null
   */
  record Content(ObjectNode object, Rejected fault) {}

  /** Reads a text that should be one JSON object. */
  Content read(String text) {
    if (bytes(text) > maxBytes) {
      return fault(
          RejectReason.TOO_LARGE, "", "The message is larger than " + maxBytes + " bytes.");
    }
    int start = start(text);
    if (text.startsWith("<", start)) {
      return fault(RejectReason.UNPARSABLE, "line 1", "XML is not read; send FHIR R4 as JSON.");
    }
    if (start == text.length()) {
      return fault(RejectReason.UNPARSABLE, "line 1", "The message is empty.");
    }
    int bad = BadCharacter.inJson(text);
    if (bad >= 0) {
      return fault(
          RejectReason.UNPARSABLE,
          "line " + (1 + text.substring(0, bad).chars().filter(c -> c == '\n').count()),
          "The text holds what no FHIR string may: " + BadCharacter.WHAT + ".");
    }
    return parse(start == 0 ? text : text.substring(start));
  }

  private Content parse(String text) {
    try {
      JsonNode node = reader.readValue(text);
      return node instanceof ObjectNode object
          ? new Content(object, null)
          : fault(RejectReason.UNPARSABLE, "line 1", "Expected one JSON object.");
    } catch (StreamConstraintsException limit) {
      return fault(
          RejectReason.TOO_LARGE,
          position(limit),
          "The message is nested too deeply, has too many elements, or a value of it is too long.");
    } catch (NumberTooLongException limit) {
      return fault(RejectReason.TOO_LARGE, "", "A number of the message is too long.");
    } catch (JsonProcessingException wrong) {
      // Jackson's own text quotes the content; it never leaves this room.
      boolean twice = String.valueOf(wrong.getOriginalMessage()).startsWith("Duplicate field");
      boolean more = String.valueOf(wrong.getOriginalMessage()).startsWith("Trailing token");
      return fault(
          RejectReason.UNPARSABLE,
          position(wrong),
          twice
              ? "A JSON object holds the same key twice."
              : more
                  ? "More follows after the JSON object; send one resource or Bundle per message."
                  : "The text is not JSON from this place on.");
    }
  }

  private static String position(JsonProcessingException wrong) {
    JsonLocation location = wrong.getLocation();
    return location == null
        ? "line 1"
        : "line " + location.getLineNr() + " column " + location.getColumnNr();
  }

  /** The first character that counts: after white space, a byte order mark and MLLP's frame. */
  private static int start(String text) {
    int start = 0;
    while (start < text.length()
        && (text.charAt(start) <= ' ' && text.charAt(start) != 0 || text.charAt(start) == 0xFEFF)) {
      start++;
    }
    return start;
  }

  private long bytes(String text) {
    if (text.length() > maxBytes || text.length() <= maxBytes / 3) {
      return text.length();
    }
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Each half of a surrogate pair is two of its four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }

  private static Content fault(RejectReason reason, String position, String text) {
    return new Content(null, new Rejected(reason, position, text));
  }

  private static final class NumberTooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NumberTooLongException() {
      super(null, null, false, false);
    }
  }

  private static final class BoundedNumbers extends JsonNodeFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public ValueNode numberNode(BigDecimal value) {
      if (value != null && Math.abs((long) value.scale()) > MOST_ZEROS) {
        throw new NumberTooLongException();
      }
      return super.numberNode(value);
    }
  }
}
