package org.attendancemonitor.api;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.intake.Acting;
import org.attendancemonitor.policy.ActAnswer;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Ends a request with a status and an OperationOutcome of our own words. */
final class Refused extends BaseServerResponseException {
  private static final long serialVersionUID = 1L;

  Refused(int status, OperationOutcome outcome) {
    // The library writes messages to the log: this one says nothing of the content.
    super(status, "refused with status " + status, outcome);
  }

  /** The content is at fault; the first fault gives the status. */
  static Refused of(List<Fault> faults) {
    return new Refused(faults.get(0).status(), Outcomes.of(faults));
  }

  static Refused of(RejectReason reason, String position, String text) {
    return of(List.of(Fault.of(reason, position, text)));
  }

  static Refused of(int status, RejectReason reason, String position, String text) {
    return of(List.of(new Fault(status, reason, position, text)));
  }

  /** What a person asked may not be done. */
  static Refused of(ActAnswer.Refused refusal) {
    if (refusal.why().stream().anyMatch(why -> why.code().equals(Acting.UNKNOWN_TASK))) {
      return new Refused(404, Outcomes.of(IssueType.NOTFOUND, refusal.why()));
    }
    return switch (refusal.kind()) {
      case CONFLICT -> new Refused(409, Outcomes.of(IssueType.CONFLICT, refusal.why()));
      case UNUSABLE -> new Refused(422, Outcomes.of(IssueType.BUSINESSRULE, refusal.why()));
      case FORBIDDEN -> new Refused(403, Outcomes.of(IssueType.FORBIDDEN, refusal.why()));
    };
  }

  /** Nothing was accepted; the same may be sent again. */
  static Refused later(int status, Duration wait, String text) {
    IssueType type = status == 429 ? IssueType.THROTTLED : IssueType.TRANSIENT;
    Refused refused = new Refused(status, Outcomes.of(type, "try-later", text));
    refused.addResponseHeader(
        "Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    return refused;
  }

  /** What the answer's headers say beside its status. */
  Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    if (hasResponseHeaders()) {
      getResponseHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    }
    return headers;
  }

  /** Answers a request that the library does not handle. */
  void write(HttpServletResponse response, FhirContext fhir) throws IOException {
    byte[] body =
        fhir.newJsonParser()
            .encodeResourceToString(getOperationOutcome())
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(getStatusCode());
    if (hasResponseHeaders()) {
      getResponseHeaders()
          .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    }
    response.setContentType("application/fhir+json;charset=UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
