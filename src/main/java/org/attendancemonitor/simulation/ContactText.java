package org.attendancemonitor.simulation;

import static org.attendancemonitor.simulation.RecordSystem.concepts;

import java.time.Instant;

/** What people say to each other about an appointment: Communication and AppointmentResponse. */
final class ContactText {
  private final RecordSystem system;

  ContactText(RecordSystem system) {
    this.system = system;
  }

  /** An attempt to reach the person about a missed appointment. */
  String attempt(Course.Attempt attempt, String patient) {
    Json json = system.resource("Communication", attempt.id(), attempt.at(), 1);
    system.identifier(json, "Communication", attempt.id());
    json.put("status", attempt.reached() ? "completed" : "not-done");
    concepts(
        json,
        "medium",
        "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode",
        attempt.medium(),
        attempt.medium().equals("PHONE") ? "telephone" : "written");
    RecordSystem.reference(json, "subject", "Patient", patient);
    json.list("about").object();
    json.put("reference", "Appointment/" + attempt.booking()).end().close();
    json.put("sent", RecordSystem.instant(attempt.at()));
    return json.end().toString();
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
