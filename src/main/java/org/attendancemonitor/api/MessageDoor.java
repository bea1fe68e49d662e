package org.attendancemonitor.api;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.record.MessageReceipt;
import org.attendancemonitor.record.MessageReceipt.Standing;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * FHIR messages, those of the Booking and Referral Standard among them: each is taken once, and
 * what its sender is told is what the standard says.
 */
final class MessageDoor {
  private static final String BARS_EVENTS = "https://fhir.nhs.uk/CodeSystem/message-event";
  private static final String TYPE = "message";

  private final Door door;
  private final FhirContext fhir;
  private final Clock clock;
  private final ToldToRepeat repeats = new ToldToRepeat();

  MessageDoor(Door door, FhirContext fhir, Clock clock) {
    this.door = door;
    this.fhir = fhir;
    this.clock = clock;
  }

  /**
   * {@code POST /fhir/$process-message}: MessageHeader first, then what it is about. A message of
   * the standard that is refused is answered with an OperationOutcome, any other one with a message
   * that carries it.
   */
  @Operation(
      name = "$process-message",
      manualRequest = true,
      manualResponse = true,
      idempotent = false)
  public void processMessage(ServletRequestDetails request, HttpServletResponse response)
      throws IOException {
    Body body = body(request);
    JsonNode header = header(body);
    boolean bars = header.path("eventCoding").path("system").asText().startsWith(BARS_EVENTS);
    String id = bars || header.path("id").asText().isEmpty() ? body.messageId() : headerId(header);
    try {
      if (bars) {
        BarsHeaders.check(request.getServletRequest());
      }
      process(body, bars, request);
      write(response, 200, MessageAnswer.recorded(header, id));
    } catch (Refused refused) {
      if (bars || header.isMissingNode()) {
        throw BarsCodes.in(refused);
      }
      int status = refused.getStatusCode();
      OperationOutcome details = (OperationOutcome) refused.getOperationOutcome();
      refused.headers().forEach(response::setHeader);
      write(
          response,
          status,
          MessageAnswer.refused(header, id, status == 429 || status >= 500, details));
    }
  }

  private static String headerId(JsonNode header) {
    return header.path("id").asText();
  }

  private static Body body(ServletRequestDetails request) {
    try {
      Body body = Body.ofBundle(request);
      if (!body.bundleType().isEmpty() && !body.bundleType().equals(TYPE)) {
        throw Refused.of(
            RejectReason.NOT_SUPPORTED, "Bundle.type", "Send a Bundle of type message here.");
      }
      return body;
    } catch (Refused refused) {
      throw BarsCodes.in(refused);
    }
  }

  private static JsonNode header(Body body) {
    List<Body.Entry> entries = body.entries();
    JsonNode header = entries.isEmpty() ? MissingNode.getInstance() : entries.get(0).resource();
    if (!entries.isEmpty() && !header.path("resourceType").asText().equals("MessageHeader")) {
      throw BarsCodes.in(
          Refused.of(
              RejectReason.INCOMPLETE,
              "Bundle.entry[0].resource",
              "A message begins with its MessageHeader."));
    }
    return header;
  }

  private void process(Body body, boolean bars, ServletRequestDetails request) {
    MessageReceipt receipt =
        body.bundleType().equals(TYPE)
            ? body.receipt(
                bars ? request.getServletRequest().getHeader("X-Request-Id") : null,
                door.feedOf(request),
                clock.instant())
            : null;
    Verdict verdict = submit(body, receipt, request);
    boolean repeated = receipt != null && repeats.remove(receipt);
    if (verdict.standing() == Standing.SAME && !repeated) {
      throw new Refused(
          409,
          Outcomes.of(
              IssueType.DUPLICATE,
              "duplicate-message",
              "This message is recorded already; nothing was changed."));
    }
    if (verdict.standing() == Standing.OTHER) {
      throw new Refused(
          409,
          Outcomes.of(
              IssueType.CONFLICT,
              "id-of-another-message",
              "Another message is recorded under this X-Request-Id or message id; send news under"
                  + " new ids."));
    }
    List<Fault> faults = Door.faults(verdict.entries());
    if (!faults.isEmpty() && verdict.standing() == Standing.NEW) {
      throw Refused.of(faults);
    }
  }

  private Verdict submit(Body body, MessageReceipt receipt, ServletRequestDetails request) {
    body.nameTheNameless();
    try {
      return door.submit(request, body, receipt);
    } catch (Refused refused) {
      if (receipt != null && refused.getStatusCode() >= 500) {
        repeats.add(receipt);
      }
      throw refused;
    }
  }

  private void write(HttpServletResponse response, int status, Bundle answer) throws IOException {
    byte[] bytes =
        fhir.newJsonParser().encodeResourceToString(answer).getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("application/fhir+json;charset=UTF-8");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
