package org.attendancemonitor.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The headers of the Booking and Referral Standard (NHS England, API specification 1.4.0 and guide,
 * "Transactional integrity", "Failure scenarios"). A message without the ids by which a repeat is
 * known is refused "without exception"; so is one that names no target. The others say who asks:
 * what they carry must be of their form. {@code use-context} is for the statistics of the API.
 */
final class BarsHeaders {
  private static final String REQUEST = "X-Request-Id";
  private static final String CORRELATION = "X-Correlation-Id";
  private static final String TARGET = "NHSD-Target-Identifier";
  private static final String ORGANISATION = "NHSD-End-User-Organisation";
  private static final List<String> OTHERS =
      List.of("NHSD-Requesting-Software", "NHSD-Requesting-Practitioner");
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServletRequest request;
  private final OperationOutcome faults = new OperationOutcome();

  private BarsHeaders(HttpServletRequest request) {
    this.request = request;
  }

  /**
   * Looks at all of them.
   *
   * @throws Refused with each that is missing or not of its form
   */
  static void check(HttpServletRequest request) {
    BarsHeaders headers = new BarsHeaders(request);
    headers.id(REQUEST);
    headers.id(CORRELATION);
    headers.required(TARGET);
    headers.target();
    headers.organisation();
    OTHERS.forEach(headers::object);
    headers.version();
    if (headers.faults.hasIssue()) {
      boolean version = headers.faults.getIssueFirstRep().getCode() == IssueType.NOTSUPPORTED;
      throw new Refused(version ? 422 : 400, headers.faults);
    }
  }

  private void id(String name) {
    required(name);
    String value = request.getHeader(name);
    if (value != null && !value.isBlank() && !ID.matcher(value.strip()).matches()) {
      malformed(name, "a UUID");
    }
  }

  private void required(String name) {
    String value = request.getHeader(name);
    if (value == null || value.isBlank()) {
      fault(IssueType.REQUIRED, "header-missing", name, "The header " + name + " is missing.");
    }
  }

  private void target() {
    JsonNode target = object(TARGET);
    if (target != null && (blank(target.path("value")) || blank(target.path("system")))) {
      malformed(TARGET, "a Base64 encoded JSON object with value and system");
    }
  }

  private void organisation() {
    JsonNode organisation = object(ORGANISATION);
    if (organisation != null && blank(organisation.path("identifier").path(0).path("value"))) {
      malformed(ORGANISATION, "a Base64 encoded JSON Organization with an identifier");
    }
  }

  private static boolean blank(JsonNode value) {
    return value.asText().isBlank();
  }

  /** The object a header carries; null where it is not sent, or not of that form. */
  private JsonNode object(String name) {
    String value = request.getHeader(name);
    if (value == null || value.isBlank()) {
      return null;
    }
    try {
      if (JSON.readTree(Base64.getDecoder().decode(value.strip())) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException | IllegalArgumentException malformed) {
      // Told below: what is in it may name somebody.
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    malformed(name, "a Base64 encoded JSON object");
    return null;
  }

  /** {@code Accept} carries the version of the standard that the sender expects. */
  private void version() {
    String accepted = request.getHeader("Accept");
    try {
      for (MediaType type : MediaType.parseMediaTypes(accepted)) {
        String version = type.getParameter("version");
        if (version != null && !version.replace("\"", "").matches("1(\\..*)?")) {
          fault(
              IssueType.NOTSUPPORTED,
              "version-not-supported",
              "Accept",
              "Version 1 of the Booking and Referral Standard is answered here.");
        }
      }
    } catch (InvalidMediaTypeException unreadable) {
      malformed("Accept", "media types");
    }
  }

  private void malformed(String name, String expected) {
    fault(
        IssueType.VALUE,
        "header-malformed",
        name,
        "The header " + name + " is expected to be " + expected + ".");
  }

  private void fault(IssueType type, String word, String header, String text) {
    faults.addIssue(Outcomes.of(type, word, text).getIssueFirstRep());
    int last = faults.getIssue().size() - 1;
    faults.getIssue().get(last).addExpression("http." + header);
  }
}
