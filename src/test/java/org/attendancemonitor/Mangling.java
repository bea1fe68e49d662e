package org.attendancemonitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What noise, cut cables and strange systems make of a good message: bytes that are gone, doubled
 * or others, fields in each other's place, elements of another kind or not there.
 */
final class Mangling {
  private static final String ODD = "|^~\\&\r\n\t\"',;{}[]:\u0000\u000b\u001c \u00e9\ud83d0Z9";
  private static final List<String> OTHER =
      List.of(
          "null",
          "[]",
          "{}",
          "5",
          "-1e400",
          "true",
          "\"\"",
          "\"x\"",
          "\"2026-02-30\"",
          "\"2026-11-10T09:30:00\"",
          "\"0001-01-01T00:00:00Z\"",
          "\"noshow\"",
          "\"Patient/1\"",
          "[null]",
          "[{}]",
          // A value that is not there, as FHIR says why.
          "{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/"
              + "data-absent-reason\",\"valueCode\":\"unknown\"}]}",
          "{\"coding\":[{\"code\":\"1\"}]}");

  private final Random random;
  private final ObjectMapper mapper = new ObjectMapper();

  Mangling(long seed) {
    this.random = new Random(seed);
  }

  /** A message, hardly or badly damaged; once in a while not at all. */
  String of(String good) {
    if (random.nextInt(12) == 0) {
      return good;
    }
    return good.startsWith("{") && random.nextInt(4) > 0 ? elements(good) : characters(good);
  }

  private String characters(String good) {
    StringBuilder text = new StringBuilder(good);
    for (int change = random.nextInt(4); change >= 0 && text.length() > 1; change--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + 1 + random.nextInt(12));
      switch (random.nextInt(7)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, ODD.charAt(random.nextInt(ODD.length())));
        case 2 -> text.setCharAt(at, ODD.charAt(random.nextInt(ODD.length())));
        case 3 -> text.insert(at, text.substring(at, end));
        case 4 -> text.setLength(Math.max(1, random.nextInt(8) == 0 ? at : text.length()));
        case 5 -> text.setCharAt(at, (char) ('0' + random.nextInt(10)));
        default -> text.insert(at, "~^&|9[{".repeat(random.nextInt(100)));
      }
    }
    return text.toString();
  }

  private String elements(String good) {
    try {
      JsonNode root = mapper.readTree(good);
      for (int change = random.nextInt(3); change >= 0; change--) {
        List<Spot> spots = new ArrayList<>();
        find(root, spots);
        if (!spots.isEmpty()) {
          change(spots.get(random.nextInt(spots.size())), spots);
        }
      }
      return mapper.writeValueAsString(root);
    } catch (JsonProcessingException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }

  private void change(Spot spot, List<Spot> spots) throws JsonProcessingException {
    switch (random.nextInt(4)) {
      case 0 -> spot.put(mapper.readTree(OTHER.get(random.nextInt(OTHER.size()))));
      case 1 -> spot.remove();
      case 2 -> spot.put(spots.get(random.nextInt(spots.size())).value().deepCopy());
      default ->
          spot.put(
              spot.value().isTextual()
                  ? mapper.getNodeFactory().textNode(characters(spot.value().asText() + " "))
                  : mapper.createArrayNode().add(spot.value().deepCopy()));
    }
  }

  private record Spot(JsonNode parent, String name, int index) {
    JsonNode value() {
      return name == null ? parent.path(index) : parent.path(name);
    }

    void put(JsonNode value) {
      if (parent instanceof ObjectNode object) {
        object.set(name, value);
      } else if (index < parent.size()) {
        ((ArrayNode) parent).set(index, value);
      }
    }

    void remove() {
      if (parent instanceof ObjectNode object) {
        object.remove(name);
      } else {
        ((ArrayNode) parent).remove(index);
      }
    }
  }

  private static void find(JsonNode node, List<Spot> spots) {
    node.fieldNames().forEachRemaining(name -> spots.add(new Spot(node, name, 0)));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      spots.add(new Spot(node, null, i));
    }
    node.forEach(child -> find(child, spots));
  }
}
