package org.attendancemonitor.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.ResponseType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Reference;

/** The answer to a FHIR message: a MessageHeader that names the one it answers (FHIR R4 2.4). */
final class MessageAnswer {
  private static final String URN = "urn:uuid:";

  private MessageAnswer() {}

  /**
   * Answers a message that was recorded, whole or in part.
   *
   * @param asked its MessageHeader as it was sent
   * @param faults what was not recorded and why; empty where all was
   */
  static Bundle to(JsonNode asked, List<Fault> faults) {
    MessageHeader header = new MessageHeader();
    header.setId(UUID.randomUUID().toString());
    JsonNode event = asked.path("eventCoding");
    header.setEvent(
        new Coding().setSystem(plain(event.path("system"))).setCode(plain(event.path("code"))));
    header.getSource().setEndpoint("urn:attendance-monitor");
    header
        .getResponse()
        .setIdentifier(plain(asked.path("id")))
        .setCode(faults.isEmpty() ? ResponseType.OK : ResponseType.FATALERROR);
    Bundle answer = new Bundle().setType(BundleType.MESSAGE);
    answer.setId(UUID.randomUUID().toString());
    answer.addEntry().setFullUrl(URN + header.getIdPart()).setResource(header);
    if (!faults.isEmpty()) {
      OperationOutcome outcome = Outcomes.of(faults);
      outcome.setId(UUID.randomUUID().toString());
      answer.addEntry().setFullUrl(URN + outcome.getIdPart()).setResource(outcome);
      header.getResponse().setDetails(new Reference(URN + outcome.getIdPart()));
    }
    return answer;
  }

  /** Only what looks like an id, a code or a system is sent back. */
  private static String plain(JsonNode value) {
    return value.asText().matches("[A-Za-z0-9.:/_-]{1,128}") ? value.asText() : null;
  }
}
