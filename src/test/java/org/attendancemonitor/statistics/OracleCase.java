package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One case of an oracle. What is read of it is remembered, so that a value nobody compared fails
 * the case.
 */
final class OracleCase {
  private final JsonNode fields;
  private final JsonNode tolerance;
  private final Set<String> unread = new LinkedHashSet<>();

  OracleCase(JsonNode fields, JsonNode tolerance) {
    this.fields = fields;
    this.tolerance = tolerance;
    leaves("", fields);
    unread.remove("/id");
  }

  private void leaves(String path, JsonNode node) {
    if (node.isObject()) {
      node.properties().forEach(field -> leaves(path + "/" + field.getKey(), field.getValue()));
    } else if (node.isArray() && !node.isEmpty()) {
      for (int i = 0; i < node.size(); i++) {
        leaves(path + "/" + i, node.get(i));
      }
    } else {
      unread.add(path);
    }
  }

  /** What stands there, an input or an expected value, marked as read. */
  JsonNode at(String path) {
    JsonNode found = fields.at(path);
    assertThat(found.isMissingNode()).as("the case has %s", path).isFalse();
    unread.removeIf(leaf -> leaf.equals(path) || leaf.startsWith(path + "/"));
    return found;
  }

  double number(String path) {
    JsonNode found = at(path);
    assertThat(found.isNumber()).as("%s is a number", path).isTrue();
    return found.doubleValue();
  }

  long count(String path) {
    JsonNode found = at(path);
    assertThat(found.canConvertToExactIntegral()).as("%s is a whole number", path).isTrue();
    return found.longValue();
  }

  String text(String path) {
    return at(path).asText();
  }

  double[] numbers(String path) {
    JsonNode found = at(path);
    double[] numbers = new double[found.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = found.get(i).doubleValue();
    }
    return numbers;
  }

  boolean has(String path) {
    return !fields.at(path).isMissingNode();
  }

  /** How many rows stand there; each field of theirs is still to be read. */
  int size(String path) {
    return fields.at(path).size();
  }

  /** Compares with the file's own tolerance. */
  void agrees(String path, double actual) {
    assertThat(actual).as(path).isCloseTo(number(path), within(allowed(number(path))));
  }

  /** As {@link #agrees(String, double)}, where null stands for a value that there is not. */
  void agrees(String path, Optional<Double> actual) {
    if (at(path).isNull()) {
      assertThat(actual).as(path).isEmpty();
    } else {
      assertThat(actual).as(path).isPresent();
      agrees(path, actual.orElseThrow());
    }
  }

  private double allowed(double expected) {
    double relative = Math.max(stated("relative"), stated("point_relative"));
    // A zero is exact, or what the last digits of a double leave of it.
    return expected == 0
        ? stated("absolute") + Math.min(relative, 1e-12)
        : stated("absolute") + relative * Math.abs(expected);
  }

  private double stated(String kind) {
    return tolerance.path(kind).asDouble(0);
  }

  void allRead() {
    assertThat(unread).as("fields of the case that nothing was compared with").isEmpty();
  }
}
