package org.attendancemonitor.api;

import com.fasterxml.jackson.databind.JsonNode;
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
  private static final String US = "urn:attendance-monitor";

  private MessageAnswer() {}

  /**
   * Answers a message that is recorded.
   *
   * @param asked its MessageHeader as it was sent
   * @param id what names it in the answer
   */
  static Bundle recorded(JsonNode asked, String id) {
    return answer(asked, id, ResponseType.OK, null);
  }

  /**
   * Answers a message that is not recorded.
   *
   * @param transientFault the same may be sent again; else it would meet the same fault
   * @param details what is wrong
   */
  static Bundle refused(
      JsonNode asked, String id, boolean transientFault, OperationOutcome details) {
    ResponseType code = transientFault ? ResponseType.TRANSIENTERROR : ResponseType.FATALERROR;
    return answer(asked, id, code, details);
  }

  private static Bundle answer(
      JsonNode asked, String id, ResponseType code, OperationOutcome details) {
    MessageHeader header = new MessageHeader();
    header.setId(UUID.randomUUID().toString());
    JsonNode event = asked.path("eventCoding");
    if (event.isObject()) {
      header.setEvent(
          new Coding().setSystem(plain(event.path("system"))).setCode(plain(event.path("code"))));
    }
    String us = plain(asked.path("destination").path(0).path("endpoint"));
    header.getSource().setEndpoint(us == null ? US : us);
    String sender = plain(asked.path("source").path("endpoint"));
    if (sender != null) {
      header.addDestination().setEndpoint(sender);
    }
    header.getResponse().setIdentifier(plain(id)).setCode(code);
    Bundle answer = new Bundle().setType(BundleType.MESSAGE);
    answer.setId(UUID.randomUUID().toString());
    answer.addEntry().setFullUrl(URN + header.getIdPart()).setResource(header);
    if (details != null) {
      details.setId(UUID.randomUUID().toString());
      answer.addEntry().setFullUrl(URN + details.getIdPart()).setResource(details);
      header.getResponse().setDetails(new Reference(URN + details.getIdPart()));
    }
    return answer;
  }

  private static String plain(JsonNode value) {
    return plain(value.asText());
  }

  /** Only what looks like an id, a code or an address is sent back. */
  private static String plain(String value) {
    return value.matches("[A-Za-z0-9.:/|_-]{1,128}") ? value : null;
  }
}
