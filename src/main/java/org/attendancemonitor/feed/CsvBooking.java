package org.attendancemonitor.feed;

import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.attendance.UnmappedCode;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;

/** A line of an extract of appointments as an Appointment. */
final class CsvBooking {
  private static final String NHS = "https://fhir.nhs.uk/CodeSystem/NHSDataModelAndDictionary-";

  private final CsvRow row;
  private final FeedSettings.Feed feed;
  private final FeedSettings.Meanings meanings;

  CsvBooking(CsvRow row, FeedSettings.Feed feed, FeedSettings.Meanings meanings) {
    this.row = row;
    this.feed = feed;
    this.meanings = meanings;
  }

  /**
   * The appointment.
   *
   * @param patient address of the patient within the message
   */
  Appointment of(String patient) {
    Appointment appointment = new Appointment();
    CsvReader.number(row, CsvColumn.APPOINTMENT, appointment);
    CodeableConcept attended = row.concept(CsvColumn.ATTENDED, NHS + "attended-or-did-not-attend");
    String status = status(attended);
    appointment.getStatusElement().setValueAsString(status);
    if (attended.hasCoding()) {
      appointment.addExtension(Hl7Scheduling.OUTCOME, attended);
    }
    String start = row.start();
    if (start != null) {
      appointment.setStartElement(new InstantType(start));
    }
    if (status.equals("cancelled") || status.equals("noshow")) {
      appointment.setCancelationReason(
          row.concept(CsvColumn.CANCEL_REASON, "urn:csv:cancel-reason"));
    }
    appointment.setAppointmentType(
        row.concept(CsvColumn.FIRST_ATTENDANCE, NHS + "first-attendance"));
    CodeableConcept service = row.concept(CsvColumn.SERVICE_CODE, CsvReader.TREATMENT_FUNCTION);
    if (service.hasCoding()) {
      appointment.addServiceType(service);
    }
    referral(appointment);
    appointment
        .addParticipant()
        .setActor(new Reference(patient))
        .setStatus(ParticipationStatus.ACCEPTED);
    return appointment;
  }

  /** A code of no known meaning is refused: read as "not known yet" it would hide what happened. */
  private String status(CodeableConcept attended) {
    if (!attended.hasCoding()) {
      return "booked";
    }
    Code code = Codings.code(attended.getCodingFirstRep());
    Outcome own = feed.outcomes().map(told -> told.get(code.toString())).orElse(null);
    Outcome meaning = own != null ? own : meanings.outcomes().get(code.toString());
    if (meaning == null && meanings.wasNotBrought().contains(code)) {
      meaning = Outcome.DNA;
    }
    if (meaning == null) {
      row.unmapped(UnmappedCode.Use.OUTCOME, code);
      row.reject(
          RejectReason.IMPOSSIBLE,
          CsvColumn.ATTENDED,
          "The code is in no map: add it to the outcomes of the feed, or to csv.codes.attended.");
      return "booked";
    }
    return switch (meaning) {
      case ATTENDED -> "fulfilled";
      case DNA, LATE_NOT_SEEN -> "noshow";
      case PATIENT_CANCELLED, PROVIDER_CANCELLED, CANCELLED -> "cancelled";
      default -> "booked";
    };
  }

  private void referral(Appointment appointment) {
    String number = row.text(CsvColumn.REFERRAL);
    if (number == null) {
      return;
    }
    String system = row.system(CsvColumn.REFERRAL, null);
    appointment.addBasedOn(
        system == null
            ? new Reference("ServiceRequest/" + number)
            : new Reference()
                .setType("ServiceRequest")
                .setIdentifier(new Identifier().setSystem(system).setValue(number)));
  }
}
