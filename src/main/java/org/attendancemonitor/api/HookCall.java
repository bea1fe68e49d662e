package org.attendancemonitor.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One call of a CDS Hooks service, as far as it is used here. The token for the caller's own FHIR
 * server is checked for its form, never used and never kept.
 *
 * @param hook the service that was called
 * @param patientId the sender's id of the patient
 * @param encounterId the sender's id of the encounter, or null
 * @param referralId the sender's id of the referral, or null
 * @param appointments proposed Appointments; may be empty
 * @param patient the prefetched Patient, or null
 * @param encounter the prefetched Encounter, or null
 * @param patientFailed the caller could not fetch the Patient
 */
record HookCall(
    Hook hook,
    String patientId,
    String encounterId,
    String referralId,
    List<ObjectNode> appointments,
    ObjectNode patient,
    ObjectNode encounter,
    boolean patientFailed) {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final List<String> TOKEN =
      List.of("access_token", "token_type", "scope", "subject");

  /**
   * Reads a body.
   *
   * @throws Refused with 400 where the specification's fields are not there or not what they should
   *     be
   */
  static HookCall of(Hook hook, byte[] body) {
    JsonFields call = JsonFields.of(body);
    if (!call.text("hook").equals(hook.hook)) {
      throw call.wrong("hook", "Expected " + hook.hook + " at this address.");
    }
    if (!UUID.matcher(call.text("hookInstance")).matches()) {
      throw call.wrong("hookInstance", "Expected a UUID.");
    }
    checkServer(call);
    JsonFields context = call.object("context");
    hook.context.forEach(context::text);
    JsonFields prefetch = call.objectOrNone("prefetch");
    String patientId = withoutType("Patient", context.text("patientId"));
    ObjectNode patient = prefetched(prefetch, "patient", "Patient", patientId);
    String encounterId = context.textOrNull("encounterId");
    encounterId = encounterId == null ? null : withoutType("Encounter", encounterId);
    String referralId = context.textOrNull("referralId");
    return new HookCall(
        hook,
        patientId,
        encounterId,
        referralId,
        hook == Hook.APPOINTMENT_BOOK ? appointments(context) : List.of(),
        patient,
        prefetched(prefetch, "encounter", "Encounter", encounterId),
        patient == null && prefetch.has("patient"));
  }

  private static void checkServer(JsonFields call) {
    call.textOrNull("fhirServer");
    if (!call.has("fhirAuthorization")) {
      return;
    }
    JsonFields token = call.object("fhirAuthorization");
    TOKEN.forEach(token::text);
    if (!token.node().path("expires_in").isIntegralNumber()) {
      throw token.has("expires_in")
          ? token.wrong("expires_in", "Expected seconds.")
          : token.missing("expires_in");
    }
    call.text("fhirServer");
  }

  /** A Bundle, as the hook is defined; or an array, as in its examples. */
  private static List<ObjectNode> appointments(JsonFields context) {
    if (!context.has("appointments")) {
      throw context.missing("appointments");
    }
    JsonNode sent = context.node().path("appointments");
    boolean bundle = sent.path("resourceType").asText().equals("Bundle");
    JsonNode entries = bundle ? sent.path("entry") : sent;
    if (!entries.isArray() && !(bundle && entries.isMissingNode())) {
      throw context.wrong("appointments", "Expected a Bundle of Appointments.");
    }
    List<ObjectNode> appointments = new ArrayList<>();
    for (JsonNode entry : entries) {
      JsonNode resource = bundle ? entry.path("resource") : entry;
      if (!(resource instanceof ObjectNode appointment)
          || !resource.path("resourceType").asText().equals("Appointment")) {
        throw context.wrong("appointments", "Expected a Bundle of Appointments.");
      }
      appointments.add(appointment);
    }
    return appointments;
  }

  /** The resource a caller fetched beforehand; null where it had none, or could not. */
  private static ObjectNode prefetched(JsonFields prefetch, String name, String type, String id) {
    if (!prefetch.has(name)) {
      return null;
    }
    ObjectNode resource = prefetch.object(name).node();
    String sent = resource.path("resourceType").asText();
    if (sent.equals("OperationOutcome")) {
      return null;
    }
    if (!sent.equals(type)) {
      throw prefetch.wrong(name, "Expected a resource of type " + type + ".");
    }
    String own = resource.path("id").asText();
    if (!own.isEmpty() && !own.equals(id)) {
      throw prefetch.object(name).wrong("id", "Another " + type + " than that of the context.");
    }
    return resource;
  }

  private static String withoutType(String type, String id) {
    return id.startsWith(type + "/") ? id.substring(type.length() + 1) : id;
  }
}
