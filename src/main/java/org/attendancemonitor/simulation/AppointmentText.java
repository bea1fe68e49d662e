package org.attendancemonitor.simulation;

import static org.attendancemonitor.simulation.RecordSystem.SNOMED;
import static org.attendancemonitor.simulation.RecordSystem.UK_CODES;
import static org.attendancemonitor.simulation.RecordSystem.UK_CORE;
import static org.attendancemonitor.simulation.RecordSystem.concept;
import static org.attendancemonitor.simulation.RecordSystem.concepts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Outcome;

/** A booking as a FHIR Appointment, before and after its outcome is known. */
final class AppointmentText {
  /** Systems in which suppliers send codes of the NHS Data Dictionary. */
  private static final String NHS = "https://fhir.nhs.uk/CodeSystem/NHSDataModelAndDictionary-";

  private static final int MINUTES = 30;

  private final RecordSystem system;

  AppointmentText(RecordSystem system) {
    this.system = system;
  }

  /** As it was made. */
  String booked(Booking booking, List<Attender> patients, List<String> referrals) {
    return text(booking, patients, referrals, booking.booked(), 1, Outcome.NOT_RECORDED);
  }

  /** As it ended. */
  String settled(Booking booking, List<Attender> patients, List<String> referrals, Instant at) {
    return text(booking, patients, referrals, at, 2, booking.outcome());
  }

  /** Put right: a miss that was none. */
  String corrected(Booking booking, List<Attender> patients, List<String> referrals, Instant at) {
    return text(booking, patients, referrals, at, 3, Outcome.ATTENDED);
  }

  private String text(
      Booking booking,
      List<Attender> patients,
      List<String> referrals,
      Instant at,
      int version,
      Outcome outcome) {
    Clinic clinic = booking.clinic();
    Json json = system.resource("Appointment", booking.id(), at, version);
    RecordSystem.narrative(
        json,
        clinic.display(),
        "Appointment of a synthetic patient, "
            + (booking.first() ? "first contact" : "follow-up")
            + ", at "
            + booking.site().name()
            + ". Made by a seeded generator.");
    json.list("extension");
    json.object().put("url", UK_CORE + "Extension-UKCore-DeliveryChannel");
    String channel = channel(booking.mode());
    concept(json, "valueCodeableConcept", UK_CODES + "UKCore-DeliveryChannel", channel, channel);
    json.end();
    if (outcome == Outcome.LATE_NOT_SEEN) {
      // R4 has no status for it.
      attendance(json, "7", "Arrived late and could not be seen");
    }
    json.close();
    system.identifier(json, "Appointment", booking.id());
    json.put("status", status(outcome));
    if (outcome.cancelled()) {
      concept(
          json,
          "cancelationReason",
          "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason",
          booking.reason(),
          outcome == Outcome.PATIENT_CANCELLED ? "Patient" : "Provider");
    }
    service(json, booking);
    if (outcome.missed()) {
      concepts(json, "reasonCode", SNOMED, booking.reason(), miss(outcome));
    }
    json.put("priority", 5)
        .put("description", clinic.display() + (booking.first() ? ", first contact" : ", review"))
        .put("start", RecordSystem.instant(booking.start()))
        .put("end", RecordSystem.instant(booking.start().plus(Duration.ofMinutes(MINUTES))))
        .put("minutesDuration", MINUTES)
        .put("created", RecordSystem.instant(booking.booked()))
        .put("patientInstruction", "Please bring your letter. Tell us if you need any support.");
    if (!referrals.isEmpty()) {
      json.list("basedOn");
      for (String referral : referrals) {
        json.object().put("reference", "ServiceRequest/" + referral).end();
      }
      json.close();
    }
    participants(json, booking, patients);
    return json.end().toString();
  }

  private void service(Json json, Booking booking) {
    Clinic clinic = booking.clinic();
    // Half of the community's services are named by their HealthcareService alone.
    if (!system.community() || clinic.remote() > 0.08) {
      concepts(json, "serviceType", SNOMED, clinic.code(), clinic.display());
    }
    json.object("appointmentType")
        .list("coding")
        .object()
        .put("system", "http://terminology.hl7.org/CodeSystem/v2-0276")
        .put("code", booking.first() ? "ROUTINE" : "FOLLOWUP")
        .end()
        .object()
        .put("system", NHS + "first-attendance")
        .put("code", firstAttendance(booking))
        .end()
        .close()
        .end();
  }

  /** FIRST ATTENDANCE: 1 and 2 face to face, 3 and 4 by telephone or video. */
  private static String firstAttendance(Booking booking) {
    boolean remote = booking.mode() == Mode.TELEPHONE || booking.mode() == Mode.VIDEO;
    if (remote) {
      return booking.first() ? "3" : "4";
    }
    return booking.first() ? "1" : "2";
  }

  private static void participants(Json json, Booking booking, List<Attender> patients) {
    json.list("participant");
    for (Attender patient : patients) {
      attender(json, patient);
    }
    json.object();
    concepts(
        json,
        "type",
        "http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
        "PPRF",
        "primary performer");
    String therapist = booking.clinic().key() + "-" + booking.site().id();
    RecordSystem.reference(json, "actor", "Practitioner", "ther-" + therapist);
    json.put("required", "required").put("status", "accepted").end();
    participant(json, "HealthcareService", booking.clinic().id(), "information-only");
    participant(json, "Location", booking.site().id(), "information-only");
    json.close();
  }

  private static void attender(Json json, Attender patient) {
    json.object();
    if (patient.outcome() != null) {
      boolean seen = patient.outcome() == Outcome.ATTENDED;
      json.list("extension");
      attendance(json, seen ? "5" : "3", seen ? "Attended on time" : "Did not attend");
      json.close();
    }
    RecordSystem.reference(json, "actor", "Patient", patient.patient());
    json.put("required", "required").put("status", "accepted").end();
  }

  /** An extension with a code of ATTENDED OR DID NOT ATTEND. */
  private static void attendance(Json json, String code, String display) {
    json.object()
        .put("url", "https://acute.epr.example.nhs.uk/Extension/attended-or-did-not-attend");
    concept(json, "valueCodeableConcept", NHS + "attended-or-did-not-attend", code, display);
    json.end();
  }

  private static void participant(Json json, String type, String id, String required) {
    json.object();
    RecordSystem.reference(json, "actor", type, id);
    json.put("required", required).put("status", "accepted").end();
  }

  private static String channel(Mode mode) {
    return switch (mode) {
      case TELEPHONE -> "Telephone";
      case VIDEO -> "Video";
      default -> "In-person";
    };
  }

  private static String status(Outcome outcome) {
    return switch (outcome) {
      case ATTENDED -> "fulfilled";
      case DNA, LATE_NOT_SEEN -> "noshow";
      case NOT_RECORDED -> "booked";
      default -> "cancelled";
    };
  }

  private static String miss(Outcome outcome) {
    return outcome == Outcome.DNA ? "Did not attend" : "Patient too late";
  }
}
