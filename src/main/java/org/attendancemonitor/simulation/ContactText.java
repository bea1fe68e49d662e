package org.attendancemonitor.simulation;

import static org.attendancemonitor.simulation.RecordSystem.concepts;

import java.time.Instant;

/** What people say to each other about an appointment: Communication and AppointmentResponse. */
final class ContactText {
  private static final String OURS = "urn:attendance-monitor:";

  private final RecordSystem system;

  ContactText(RecordSystem system) {
    this.system = system;
  }

  /** A letter or message about an appointment, or an attempt to reach the person after a miss. */
  String of(Course.Contact contact, String patient) {
    Json json = system.resource("Communication", contact.id(), contact.at(), 1);
    system.identifier(json, "Communication", contact.id());
    json.put("status", contact.reached() ? "completed" : "not-done");
    categories(json, contact.talk());
    concepts(
        json,
        "medium",
        "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode",
        contact.medium(),
        contact.medium().equals("PHONE") ? "telephone" : "written");
    RecordSystem.reference(json, "subject", "Patient", patient);
    json.list("about").object();
    json.put("reference", "Appointment/" + contact.booking()).end().close();
    json.put("sent", RecordSystem.instant(contact.at()));
    if (contact.talk().reason() != null) {
      json.list("reasonCode").object();
      coding(json, OURS + "reason", contact.talk().reason());
      json.end().close();
    }
    return json.end().toString();
  }

  /** What was offered and asked, in the codes by which the monitor is told. */
  private static void categories(Json json, Talk talk) {
    if (talk.offers().isEmpty() && !talk.asked()) {
      return;
    }
    json.list("category");
    for (Talk.Offer offer : talk.offers()) {
      json.object();
      if (!offer.result().equals("accepted")) {
        json.list("extension").object();
        json.put("url", OURS + "support-result").put("valueCode", offer.result());
        json.end().close();
      }
      coding(json, OURS + "support", offer.support());
      json.end();
    }
    if (talk.asked()) {
      json.object();
      coding(json, OURS + "contact", "needs-asked");
      json.end();
    }
    json.close();
  }

  private static void coding(Json json, String system, String code) {
    json.list("coding").object().put("system", system).put("code", code).end().close();
  }

  /** The person says that they will not come. */
  String declined(Booking booking, String patient, Instant at) {
    String id = booking.id().replace("apt-", "rsp-");
    Json json = system.resource("AppointmentResponse", id, at, 1);
    system.identifier(json, "AppointmentResponse", id);
    RecordSystem.reference(json, "appointment", "Appointment", booking.id());
    RecordSystem.reference(json, "actor", "Patient", patient);
    return json.put("participantStatus", "declined").end().toString();
  }
}
