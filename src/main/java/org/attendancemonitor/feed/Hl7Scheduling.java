package org.attendancemonitor.feed;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.UnmappedCode;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;

/**
 * A scheduling message (SIU) as an Appointment. The event decides where it says how the appointment
 * ended, for senders leave an older status beside it; else the filler's status does (table 0278).
 */
final class Hl7Scheduling {
  /** Marks a code from a field that the site names as telling how an appointment ended. */
  static final String OUTCOME = "urn:attendance-monitor:hl7v2-outcome";

  private static final Map<String, String> BY_EVENT =
      Map.of("S15", "cancelled", "S16", "cancelled", "S17", "entered-in-error", "S26", "noshow");

  /** HL7 table 0278 (filler status codes), and spellings of it that are sent. */
  private static final Map<String, String> BY_STATUS =
      Map.ofEntries(
          Map.entry("PENDING", "pending"),
          Map.entry("WAITLIST", "waitlist"),
          Map.entry("BOOKED", "booked"),
          Map.entry("SCHEDULED", "booked"),
          Map.entry("STARTED", "checked-in"),
          Map.entry("COMPLETE", "fulfilled"),
          Map.entry("COMPLETED", "fulfilled"),
          Map.entry("CANCELLED", "cancelled"),
          Map.entry("CANCELED", "cancelled"),
          Map.entry("DELETED", "entered-in-error"),
          Map.entry("NOSHOW", "noshow"),
          Map.entry("NO SHOW", "noshow"),
          Map.entry("NO-SHOW", "noshow"));

  private final Hl7Text.Content message;
  private final Hl7Settings settings;
  private final Hl7Values values;
  private final Hl7Faults faults;
  private final Unused unused;

  Hl7Scheduling(
      Hl7Text.Content message,
      Hl7Settings settings,
      Hl7Values values,
      Hl7Faults faults,
      Unused unused) {
    this.message = message;
    this.settings = settings;
    this.values = values;
    this.faults = faults;
    this.unused = unused;
  }

  /**
   * The appointment.
   *
   * @param event such as {@code S12}
   * @param patients addresses of the patients within the message
   */
  Appointment of(String event, List<String> patients) {
    Hl7Segment sch = message.first("SCH");
    Appointment appointment = new Appointment();
    identify(sch, appointment);
    String status = status(event, sch);
    appointment.getStatusElement().setValueAsString(status);
    start(sch).ifPresent(at -> appointment.setStartElement(new InstantType(at)));
    end(sch).ifPresent(at -> appointment.setEndElement(new InstantType(at)));
    if (status.equals("cancelled") || status.equals("noshow")) {
      appointment.setCancelationReason(values.concept(sch, 6));
    }
    appointment.setAppointmentType(values.concept(sch, 8));
    for (Hl7Segment ais : message.all("AIS")) {
      appointment.addServiceType(values.concept(ais, 3));
    }
    CodeableConcept specialty = values.concept(message.first("PV1"), 10);
    if (specialty.hasCoding()) {
      appointment.addSpecialty(specialty);
    }
    outcomes(appointment);
    referrals(sch, appointment);
    patients.forEach(patient -> participant(appointment, new Reference(patient)));
    places(appointment);
    people(appointment);
    return appointment;
  }

  /** Filed under the number of whoever keeps the diary, else of whoever asked for it. */
  private void identify(Hl7Segment sch, Appointment appointment) {
    for (int field : new int[] {2, 1}) {
      Identifier identifier = values.thing(sch, field, 0);
      if (identifier == null) {
        continue;
      }
      if (!appointment.hasId()) {
        appointment.setId((field == 2 ? "" : "placer.") + identifier.getValue());
      }
      if (identifier.hasSystem()) {
        appointment.addIdentifier(identifier);
      }
    }
  }

  private String status(String event, Hl7Segment sch) {
    String byEvent = BY_EVENT.get(event);
    if (byEvent != null) {
      return byEvent;
    }
    String word = sch.text(25) != null ? sch.text(25) : message.first("AIS").text(10);
    if (word == null) {
      return "booked";
    }
    String own = settings.statuses().map(words -> words.get(word)).orElse(null);
    String known = own != null ? own : BY_STATUS.get(word.toUpperCase(Locale.ROOT));
    if (known == null) {
      unused.note("SCH-25 not mapped: " + Unused.name(word));
      unused.code(UnmappedCode.Use.STATUS, new Code("", word));
    }
    return known == null ? "booked" : known;
  }

  private Optional<String> start(Hl7Segment sch) {
    Hl7Segment timing = message.first("TQ1");
    Hl7Segment service = message.first("AIS");
    return first(moment(timing, 7, 1), moment(sch, 11, 4), moment(service, 4, 1));
  }

  private Optional<String> end(Hl7Segment sch) {
    return first(moment(message.first("TQ1"), 8, 1), moment(sch, 11, 5));
  }

  private String moment(Hl7Segment segment, int field, int component) {
    String position = segment.field(field) + (component == 1 ? "" : "." + component);
    return Hl7Values.moment(segment.text(field, component), position, faults);
  }

  private static Optional<String> first(String... moments) {
    for (String moment : moments) {
      if (moment != null) {
        return Optional.of(moment);
      }
    }
    return Optional.empty();
  }

  private void outcomes(Appointment appointment) {
    for (String field : settings.outcomeFields().orElse(List.of())) {
      int dash = field.indexOf('-');
      int number = Integer.parseInt(field.substring(dash + 1));
      CodeableConcept code = values.concept(message.first(field.substring(0, dash)), number);
      if (code.hasCoding()) {
        appointment.addExtension(OUTCOME, code);
      }
    }
  }

  private void referrals(Hl7Segment sch, Appointment appointment) {
    for (int field : new int[] {26, 27}) {
      for (int i = 0; i < sch.repetitions(field); i++) {
        Identifier number = values.thing(sch, field, i);
        if (number != null) {
          appointment.addBasedOn(
              number.hasSystem()
                  ? new Reference().setType("ServiceRequest").setIdentifier(number)
                  : new Reference("ServiceRequest/" + number.getValue()));
        }
      }
    }
  }

  private void places(Appointment appointment) {
    for (Hl7Segment ail : message.all("AIL")) {
      String site = ail.text(3, 4);
      String clinic = ail.text(3, 1);
      if (site != null || clinic != null) {
        String name = site == null ? clinic : clinic == null ? site : site + "/" + clinic;
        participant(appointment, called("Location", values.system(null, ail.field(3)), name));
      }
    }
  }

  private void people(Appointment appointment) {
    for (Hl7Segment aip : message.all("AIP")) {
      String number = aip.text(3, 1);
      if (number != null) {
        String system = values.system(aip.text(3, 9), aip.field(3));
        participant(appointment, called("Practitioner", system, number));
      }
    }
  }

  private static Reference called(String type, String system, String value) {
    return new Reference()
        .setType(type)
        .setIdentifier(new Identifier().setSystem(system).setValue(value));
  }

  private static void participant(Appointment appointment, Reference actor) {
    appointment.addParticipant().setActor(actor).setStatus(ParticipationStatus.ACCEPTED);
  }
}
