package org.attendancemonitor.api;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.attendance.RejectReason;

/**
 * What an operation is asked with: the query of a GET, or the Parameters resource of a POST. A
 * value is text, whichever of FHIR's types it has; an identifier is {@code system|value}.
 */
final class OperationInput {
  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> identifiers = new HashMap<>();

  private OperationInput() {}

  /**
   * Reads what came with a request.
   *
   * @throws Refused where a POST holds no Parameters, or something is given twice
   */
  static OperationInput of(RequestDetails request) {
    Page.checkPrivacy(request);
    OperationInput input = new OperationInput();
    request
        .getParameters()
        .forEach(
            (name, given) -> {
              for (String value : given) {
                put(input.values, name, value);
              }
            });
    if (request.getRequestType() == RequestTypeEnum.POST) {
      Body body = Body.of(request);
      if (!body.isA("Parameters")) {
        throw Refused.of(400, RejectReason.UNPARSABLE, "resourceType", "Send Parameters here.");
      }
      body.parameters().forEach(input::add);
    }
    return input;
  }

  /** The value of a parameter. */
  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
  }

  /** The identifier a parameter carries, as {@code system|value}. */
  Optional<String> identifier(String name) {
    return Optional.ofNullable(identifiers.get(name));
  }

  /** The value of a parameter that is a whole number, or null where it is not given. */
  Integer number(String name) {
    try {
      return text(name).map(Integer::valueOf).orElse(null);
    } catch (NumberFormatException e) {
      throw Refused.of(400, RejectReason.IMPOSSIBLE, name, "Expected a whole number.");
    }
  }

  private void add(JsonNode parameter) {
    String name = parameter.path("name").asText();
    parameter
        .properties()
        .forEach(
            field -> {
              if (field.getKey().startsWith("value")) {
                add(name, field.getValue());
              }
            });
  }

  private void add(String name, JsonNode value) {
    if (value.isValueNode()) {
      put(values, name, value.asText());
    } else if (value.has("reference")) {
      put(values, name, value.path("reference").asText());
    } else {
      JsonNode identifier = value.has("identifier") ? value.path("identifier") : value;
      if (identifier.has("value")) {
        put(
            identifiers,
            name,
            identifier.path("system").asText() + "|" + identifier.path("value").asText());
      }
    }
  }

  private static void put(Map<String, String> values, String name, String value) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw Refused.of(400, RejectReason.IMPOSSIBLE, name(name), "Expected printable text.");
    }
    if (values.putIfAbsent(name, value) != null) {
      throw Refused.of(400, RejectReason.IMPOSSIBLE, name(name), "Give this once.");
    }
  }

  /** What was sent is not sent back, but for what looks like a parameter's name. */
  private static String name(String name) {
    return name.matches("[A-Za-z_:.-]{1,64}") ? name : null;
  }
}
