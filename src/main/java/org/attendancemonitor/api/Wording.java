package org.attendancemonitor.api;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces the library's messages, which repeat what was sent, by ours. */
@Interceptor
public final class Wording {
  private static final Logger log = LoggerFactory.getLogger(Wording.class);

  /** Our own refusals pass; everything else keeps only its status. */
  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public BaseServerResponseException reword(Throwable thrown) {
    if (thrown instanceof Refused refused) {
      return refused;
    }
    int status = statusOf(thrown);
    if (status >= 500) {
      // Where, not what: the message may carry what was sent.
      StackTraceElement[] trace = thrown.getStackTrace();
      log.error(
          "A request ended in {} at {}",
          thrown.getClass().getName(),
          trace.length == 0 ? "an unknown place" : trace[0]);
    }
    return new Refused(status, outcome(status));
  }

  private static int statusOf(Throwable thrown) {
    if (thrown instanceof DataFormatException) {
      // A parameter that is no date, number or code.
      return 400;
    }
    return thrown instanceof BaseServerResponseException known ? known.getStatusCode() : 500;
  }

  private static OperationOutcome outcome(int status) {
    return switch (status) {
      case 400 ->
          Outcomes.of(
              IssueType.INVALID,
              "bad-request",
              "The address or a parameter is not as it should be.");
      case 404, 410 -> Outcomes.of(IssueType.NOTFOUND, "not-found", "There is nothing here.");
      case 405 -> Outcomes.of(IssueType.NOTSUPPORTED, "not-used", "This is not done here.");
      case 412 -> Outcomes.of(IssueType.CONFLICT, "changed", "It has changed since it was read.");
      default ->
          status < 500
              ? Outcomes.of(IssueType.PROCESSING, "bad-request", "This cannot be answered.")
              : Outcomes.of(IssueType.EXCEPTION, "failed", "A fault of ours; tell the operator.");
    };
  }
}
