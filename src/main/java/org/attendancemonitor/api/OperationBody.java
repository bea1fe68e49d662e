package org.attendancemonitor.api;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.attendance.RejectReason;

/**
 * The Parameters of an operation as they were sent (FHIR R4 Parameters). What is wrong with them is
 * gathered and told at once; a parameter that the operation does not have is a fault, because who
 * sent it believes that it was used.
 */
final class OperationBody {
  private static final int MAX_DEPTH = 20;
  private static final Set<String> ELEMENTS =
      Set.of("resourceType", "id", "meta", "implicitRules", "language", "parameter");
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final String path;
  private final List<OperationValue> values = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final List<OperationBody> parts = new ArrayList<>();
  private final List<Fault> faults;

  private OperationBody(String path, JsonNode parameters, List<Fault> faults) {
    this.path = path;
    this.faults = faults;
    for (int i = 0; i < parameters.size(); i++) {
      values.add(new OperationValue(path + "[" + i + "]", parameters.get(i), faults));
    }
  }

  /**
   * The parameters of a request; none where there is no body.
   *
   * @throws Refused where it is no Parameters resource
   */
  static OperationBody of(RequestDetails request) {
    String text = Body.textOf(request);
    JsonNode list = text.isBlank() ? MissingNode.getInstance() : parameters(text);
    return new OperationBody("Parameters.parameter", list, new ArrayList<>());
  }

  private static JsonNode parameters(String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw Refused.of(RejectReason.UNPARSABLE, null, "The body is not JSON as FHIR has it.");
    }
    if (!root.path("resourceType").asText().equals("Parameters")) {
      throw Refused.of(RejectReason.UNPARSABLE, "resourceType", "Send a Parameters resource.");
    }
    for (var element : root.properties()) {
      if (!ELEMENTS.contains(element.getKey())) {
        throw Refused.of(
            RejectReason.UNPARSABLE, "Parameters", "It has an element that Parameters has not.");
      }
    }
    JsonNode list = root.path("parameter");
    if (!list.isMissingNode() && !list.isArray()) {
      throw Refused.of(RejectReason.UNPARSABLE, "Parameters.parameter", "This is no list.");
    }
    return list;
  }

  /** The only parameter of a name; one that says nothing where it is not there. */
  OperationValue one(String name) {
    List<OperationValue> all = all(name);
    if (all.size() > 1) {
      all.get(1).fault(RejectReason.IMPOSSIBLE, "This is given twice.");
    }
    return all.isEmpty() ? new OperationValue(path, MissingNode.getInstance(), faults) : all.get(0);
  }

  /** As {@link #one}, but it must be there. */
  OperationValue required(String name) {
    OperationValue value = one(name);
    if (!value.given()) {
      missing(name);
    }
    return value;
  }

  /** Every parameter of a name, in order. */
  List<OperationValue> all(String name) {
    known.add(name);
    return values.stream().filter(value -> value.name().equals(name)).toList();
  }

  /** The parts of every parameter of a name, in order. */
  List<OperationBody> parts(String name) {
    List<OperationBody> found = new ArrayList<>();
    for (OperationValue value : all(name)) {
      found.add(new OperationBody(value.path() + ".part", value.parts(), faults));
    }
    parts.addAll(found);
    return found;
  }

  /** Notes that a parameter is not there. */
  void missing(String name) {
    faults.add(Fault.of(RejectReason.INCOMPLETE, path, "The parameter " + name + " is missing."));
  }

  /**
   * Ends the reading.
   *
   * @throws Refused with everything that was wrong
   */
  void finish() {
    refuseUnknown();
    if (!faults.isEmpty()) {
      throw Refused.of(faults);
    }
  }

  private void refuseUnknown() {
    values.stream()
        .filter(value -> !known.contains(value.name()))
        .forEach(
            value ->
                value.fault(
                    RejectReason.NOT_USED, "This operation has no parameter of that name."));
    parts.forEach(OperationBody::refuseUnknown);
  }
}
