package org.attendancemonitor.api;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.attendance.RejectReason;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * What an operation that only reads is asked with: its query, and the Parameters of a POST. A value
 * is text, whichever of FHIR's types it has; an identifier is {@code system|value}.
 */
final class OperationInput {
  private final Map<String, String> query = new HashMap<>();
  private final OperationBody body;

  private OperationInput(OperationBody body) {
    this.body = body;
  }

  /**
   * Reads what came with a request.
   *
   * @throws Refused where that cannot be read
   */
  static OperationInput of(RequestDetails request) {
    Page.checkPrivacy(request);
    boolean post = request.getRequestType() == RequestTypeEnum.POST;
    OperationInput input = new OperationInput(post ? OperationBody.of(request) : null);
    request
        .getParameters()
        .forEach(
            (name, values) -> {
              if (values.length != 1) {
                throw wrong(name, "Give this once.");
              }
              if (values[0].chars().anyMatch(Character::isISOControl)) {
                throw wrong(name, "Expected printable text.");
              }
              input.query.put(name, values[0]);
            });
    return input;
  }

  /** The value of a parameter. */
  Optional<String> text(String name) {
    Optional<String> asked = Optional.ofNullable(query.get(name)).filter(it -> !it.isBlank());
    return asked.isPresent() || body == null ? asked : body.one(name).named();
  }

  /**
   * What names a person: an id, or an identifier, which stands in no address.
   *
   * @throws Refused where it does
   */
  Optional<String> person(String name) {
    if (query.getOrDefault(name, "").contains("|")) {
      throw new Refused(
          400,
          Outcomes.of(
              IssueType.SECURITY,
              "not-in-address",
              "Send an identifier with POST, as Parameters."));
    }
    return text(name);
  }

  /** The value of a parameter that is a whole number, or null where it is not given. */
  Integer number(String name) {
    try {
      return text(name).map(Integer::valueOf).orElse(null);
    } catch (NumberFormatException e) {
      throw wrong(name, "Expected a whole number.");
    }
  }

  /**
   * Ends the reading.
   *
   * @throws Refused with what is wrong in the Parameters
   */
  void finish() {
    if (body != null) {
      body.finish();
    }
  }

  /** What was sent is not sent back, but for what looks like a parameter's name. */
  private static Refused wrong(String name, String text) {
    return Refused.of(
        400, RejectReason.IMPOSSIBLE, name.matches("[A-Za-z_:.-]{1,64}") ? name : null, text);
  }
}
