package org.attendancemonitor.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/**
 * The error codes by which the Booking and Referral Standard tells whose the fault is: those of a
 * receiver, and the one of too many requests. The system is spelled as in all published examples.
 */
final class BarsCodes {
  static final String SYSTEM = "https://fhir.nhs.uk/Codesystem/http-error-codes";

  private static final Map<Integer, String> BY_STATUS =
      Map.of(
          400, "REC_BAD_REQUEST",
          403, "REC_FORBIDDEN",
          409, "REC_CONFLICT",
          422, "REC_UNPROCESSABLE_ENTITY",
          429, "SEND_TOO_MANY_REQUESTS",
          503, "REC_SERVICE_UNAVAILABLE");

  private BarsCodes() {}

  /** The same refusal with the standard's code first in each of its issues. */
  static Refused in(Refused refused) {
    String code = BY_STATUS.get(refused.getStatusCode());
    if (code != null && refused.getOperationOutcome() instanceof OperationOutcome outcome) {
      outcome.getIssue().forEach(issue -> put(code, issue));
    }
    return refused;
  }

  private static void put(String code, OperationOutcomeIssueComponent issue) {
    CodeableConcept details = issue.getDetails();
    List<Coding> codings = new ArrayList<>();
    codings.add(new Coding().setSystem(SYSTEM).setCode(code));
    codings.addAll(details.getCoding());
    details.setCoding(codings);
  }
}
