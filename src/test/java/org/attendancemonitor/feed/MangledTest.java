package org.attendancemonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.RejectReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every element of a good message, replaced by what should not be there: never a fault of ours. */
class MangledTest {
  private static final List<String> ODD =
      List.of("null", "[]", "{}", "5", "true", "\"x\"", "\"\"", "[null]", "[{}]", "{\"x\":[{}]}");

  private final ObjectMapper mapper = new ObjectMapper();

  static List<String> good() {
    return GoodMessages.FHIR;
  }

  @ParameterizedTest
  @MethodSource("good")
  void any_element_replaced_is_read_or_refused(String good) throws Exception {
    assertThat(Json.notices(Json.read(good))).as("the message itself").isNotEmpty();
    JsonNode root = mapper.readTree(good);
    int spots = spots(root).size();
    for (int spot = 0; spot < spots; spot++) {
      for (String odd : ODD) {
        JsonNode mangled = root.deepCopy();
        spots(mangled).get(spot).put(mapper.readTree(odd));
        String sent = mapper.writeValueAsString(mangled);
        for (Entry entry : Json.read(sent).entries()) {
          if (entry.reading() instanceof Rejected no) {
            assertThat(no.reason()).as(sent).isNotEqualTo(RejectReason.FAILED);
          }
        }
      }
    }
  }

  private record Spot(JsonNode parent, String name, int index) {
    void put(JsonNode value) {
      if (parent instanceof ObjectNode object) {
        object.set(name, value);
      } else {
        ((ArrayNode) parent).set(index, value);
      }
    }
  }

  private static List<Spot> spots(JsonNode node) {
    List<Spot> spots = new ArrayList<>();
    node.fieldNames().forEachRemaining(name -> add(spots, node.get(name), new Spot(node, name, 0)));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      add(spots, node.get(i), new Spot(node, null, i));
    }
    return spots;
  }

  private static void add(List<Spot> spots, JsonNode child, Spot spot) {
    spots.add(spot);
    spots.addAll(spots(child));
  }
}
