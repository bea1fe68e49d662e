package org.attendancemonitor.feed;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Notice;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.AppointmentResponse;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;

/** Which resources are used, and who reads each. */
enum FactReaders {
  PATIENT("Patient", FactKind.PATIENT, Patient.class, PatientReader::read),
  REFERRAL("ServiceRequest", FactKind.REFERRAL, ServiceRequest.class, ReferralReader::read),
  APPOINTMENT("Appointment", FactKind.APPOINTMENT, Appointment.class, AppointmentReader::read),
  RESPONSE(
      "AppointmentResponse", FactKind.RESPONSE, AppointmentResponse.class, ContactReader::read),
  ENCOUNTER("Encounter", FactKind.ENCOUNTER, Encounter.class, CareReader::read),
  EPISODE("EpisodeOfCare", FactKind.EPISODE, EpisodeOfCare.class, CareReader::read),
  FLAG("Flag", FactKind.NEED, Flag.class, NeedReader::read),
  CONDITION("Condition", FactKind.NEED, Condition.class, NeedReader::read),
  OBSERVATION("Observation", FactKind.NEED, Observation.class, NeedReader::read),
  CONTACT("Communication", FactKind.CONTACT, Communication.class, ContactReader::read),
  CARER("RelatedPerson", FactKind.CARER, RelatedPerson.class, ContactReader::read),
  SERVICE("HealthcareService", FactKind.PLACE, HealthcareService.class, PlaceReader::read),
  LOCATION("Location", FactKind.PLACE, Location.class, PlaceReader::read),
  ORGANIZATION("Organization", FactKind.PLACE, Organization.class, PlaceReader::read);

  private static final Map<String, FactReaders> BY_TYPE =
      Arrays.stream(values()).collect(Collectors.toMap(one -> one.type, one -> one));

  private final String type;
  private final FactKind kind;
  private final Reader<Resource> reader;

  @FunctionalInterface
  private interface Reader<R> {
    List<Notice> read(R resource, Scope scope);
  }

  <R extends Resource> FactReaders(String type, FactKind kind, Class<R> of, Reader<R> reader) {
    this.type = type;
    this.kind = kind;
    this.reader = (resource, scope) -> reader.read(of.cast(resource), scope);
  }

  /** The reader of a resource type, or null where it is not used. */
  static FactReaders of(String type) {
    return BY_TYPE.get(type);
  }

  /** The resource types that are used. */
  static Set<String> types() {
    return BY_TYPE.keySet();
  }

  /** What the resource is about. */
  FactKind kind() {
    return kind;
  }

  /** What a resource of this type states. */
  List<Notice> read(Resource resource, Scope scope) {
    return reader.read(resource, scope);
  }
}
