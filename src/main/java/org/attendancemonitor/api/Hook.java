package org.attendancemonitor.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * When an EPR asks, and what it then tells: the CDS Hooks services there are.
 *
 * <p>{@code encounter-discharge} and {@code appointment-book} are hooks of the CDS Hooks catalogue.
 * It has none for the closing of a referral: {@code encounter-discharge} needs an encounter, which
 * a referral that is closed after a missed appointment does not have; {@code order-select} and
 * {@code order-sign} are about orders that are not signed yet, {@code order-dispatch} about who is
 * to do them. So there is one of our own, named by reverse domain as the specification asks of
 * hooks outside of its catalogue.
 */
enum Hook {
  /** A clinician ends an encounter. */
  ENCOUNTER_DISCHARGE(
      "discharge-check",
      "encounter-discharge",
      "Support to attend: before a discharge",
      "Says what support was not offered yet, what evidence is missing before a discharge after a"
          + " missed appointment, and which support tasks are open elsewhere. Recommends nothing.",
      List.of("userId", "patientId", "encounterId"),
      Map.of(
          "patient", "Patient/{{context.patientId}}",
          "encounter", "Encounter/{{context.encounterId}}")),

  /**
   * A referral is closed. Context: userId, patientId and referralId (ServiceRequest.id), all
   * required; encounterId, optional.
   */
  REFERRAL_CLOSE(
      "referral-close",
      "org.attendancemonitor.referral-close",
      "Support to attend: before a referral is closed",
      "The same check as discharge-check, for a referral that is closed without an encounter."
          + " Context: userId, patientId, referralId (the id of the ServiceRequest).",
      List.of("userId", "patientId", "referralId"),
      Map.of("patient", "Patient/{{context.patientId}}")),

  /** An appointment is booked. */
  APPOINTMENT_BOOK(
      "appointment-book",
      "appointment-book",
      "Support to attend: at booking",
      "Says what the patient needs in order to attend, which support fits, and what binds every"
          + " contact.",
      List.of("userId", "patientId"),
      Map.of("patient", "Patient/{{context.patientId}}"));

  /** The last part of the service's address. */
  final String id;

  /** The hook's name. */
  final String hook;

  /** Names of the texts its context must hold. */
  final List<String> context;

  private final String title;
  private final String description;
  private final Map<String, String> prefetch;

  Hook(
      String id,
      String hook,
      String title,
      String description,
      List<String> context,
      Map<String, String> prefetch) {
    this.id = id;
    this.hook = hook;
    this.title = title;
    this.description = description;
    this.context = context;
    this.prefetch = new TreeMap<>(prefetch);
  }

  /** The service with this id. */
  static Optional<Hook> of(String id) {
    return List.of(values()).stream().filter(hook -> hook.id.equals(id)).findFirst();
  }

  /** All services, as they are discovered. */
  static ObjectNode discovery() {
    ObjectNode discovery = JsonNodeFactory.instance.objectNode();
    var services = discovery.putArray("services");
    for (Hook hook : values()) {
      ObjectNode service = services.addObject();
      service.put("hook", hook.hook);
      service.put("title", hook.title);
      service.put("description", hook.description);
      service.put("id", hook.id);
      ObjectNode templates = service.putObject("prefetch");
      hook.prefetch.forEach(templates::put);
    }
    return discovery;
  }
}
