package org.attendancemonitor.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.attendancemonitor.attendance.RejectReason;

/**
 * One object of a request. What is missing or of the wrong type is refused with 400 and the path of
 * the field, such as {@code context.patientId}.
 *
 * @param path of the object with a dot behind it; empty for the whole
 * @param node the object
 */
record JsonFields(String path, ObjectNode node) {
  private static final int MAX_DEPTH = 200;
  private static final int MAX_TEXT = 1_000;
  private static final ObjectReader READER =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Reads a body.
   *
   * @throws Refused where it is no JSON object in UTF-8, or names a field twice
   */
  static JsonFields of(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      if (READER.readTree(text) instanceof ObjectNode object) {
        return new JsonFields("", object);
      }
    } catch (CharacterCodingException | JsonProcessingException e) {
      // Its message would repeat what was sent.
      throw Refused.of(RejectReason.UNPARSABLE, null, "The body is no JSON in UTF-8.");
    }
    throw Refused.of(RejectReason.UNPARSABLE, null, "The body is no JSON object.");
  }

  /** A text that must be there. */
  String text(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      throw missing(name);
    }
    String text = value.asText();
    if (!value.isTextual()
        || text.isBlank()
        || text.length() > MAX_TEXT
        || text.chars().anyMatch(Character::isISOControl)) {
      throw wrong(name, "Expected a text.");
    }
    return text;
  }

  /** A text that may be absent; then null. */
  String textOrNull(String name) {
    return has(name) ? text(name) : null;
  }

  /** An object that must be there. */
  JsonFields object(String name) {
    if (!has(name)) {
      throw missing(name);
    }
    if (node.path(name) instanceof ObjectNode object) {
      return new JsonFields(path + name + ".", object);
    }
    throw wrong(name, "Expected an object.");
  }

  /** An object that may be absent; then one without fields. */
  JsonFields objectOrNone(String name) {
    return has(name) ? object(name) : new JsonFields(path + name + ".", node.objectNode());
  }

  /** Whether something is said of it: null says nothing. */
  boolean has(String name) {
    return node.hasNonNull(name);
  }

  Refused missing(String name) {
    return Refused.of(400, RejectReason.INCOMPLETE, path + name, path + name + " is required.");
  }

  Refused wrong(String name, String text) {
    return Refused.of(400, RejectReason.IMPOSSIBLE, path + name, path + name + ": " + text);
  }
}
