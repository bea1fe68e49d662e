package org.attendancemonitor.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.attendance.Visit;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;

/** Reads an Appointment: one notice per patient, under one key. */
final class AppointmentReader {
  /** Statuses that may lack a start (R4 invariant app-3, and pending, which no one has agreed). */
  private static final Set<String> WITHOUT_START =
      Set.of("proposed", "pending", "waitlist", "cancelled");

  private static final Set<String> NOT_BOOKED = Set.of("proposed", "pending", "waitlist");

  private static final Map<String, Mode> CHANNELS =
      Map.of("In-person", Mode.IN_PERSON, "Telephone", Mode.TELEPHONE, "Video", Mode.VIDEO);

  private final Appointment appointment;
  private final Scope scope;
  private final AppointmentOutcome outcome;

  private AppointmentReader(Appointment appointment, Scope scope) {
    this.appointment = appointment;
    this.scope = scope;
    this.outcome = new AppointmentOutcome(appointment, scope);
  }

  static List<Notice> read(Appointment appointment, Scope scope) {
    return new AppointmentReader(appointment, scope).notices();
  }

  private List<Notice> notices() {
    if (outcome.status().equals("entered-in-error")) {
      Map<Key, AppointmentParticipantComponent> named = patients();
      return named.isEmpty()
          ? scope.withdrawn(FactKind.APPOINTMENT, null)
          : named.values().stream()
              .flatMap(one -> scope.withdrawn(FactKind.APPOINTMENT, one.getActor()).stream())
              .toList();
    }
    outcome.noteUnmapped();
    Map<Key, AppointmentParticipantComponent> patients = patients();
    if (patients.isEmpty()) {
      boolean unexplained =
          appointment.getParticipant().stream()
              .anyMatch(one -> scope.references().unresolved(one.getActor()));
      if (unexplained) {
        scope.reject(
            RejectReason.NO_PATIENT,
            "participant.actor.reference",
            "No entry of the message has this urn; refer to Patient/id or by identifier.");
      }
      scope.reject(
          RejectReason.NO_PATIENT,
          "participant",
          "No participant is a patient; refer to Patient/id, or give type Patient and identifier.");
    }
    if (!outcome.known()) {
      scope.reject(
          appointment.hasStatusElement() ? RejectReason.IMPOSSIBLE : RejectReason.INCOMPLETE,
          "status",
          "Expected a status of FHIR R4, such as booked, fulfilled, noshow or cancelled.");
    }
    Times.Moment start = scope.moment(appointment.getStartElement(), "start");
    Instant end = scope.instant(appointment.getEndElement(), "end");
    if (start == null && outcome.known() && !WITHOUT_START.contains(outcome.status())) {
      scope.reject(
          RejectReason.INCOMPLETE, "start", "An appointment of this status needs a start.");
    }
    if (start != null && end != null && end.isBefore(start.at())) {
      scope.reject(RejectReason.IMPOSSIBLE, "end", "The end lies before the start.");
    }
    if (start != null && implausible(start.at())) {
      scope.reject(RejectReason.IMPOSSIBLE, "start", "Expected a year from 1900 to 2199.");
    }
    List<Notice> notices = new ArrayList<>();
    patients.forEach(
        (key, one) -> notices.add(scope.notice(key, fact(one, start, end, patients.size()))));
    return notices;
  }

  private AppointmentFact fact(
      AppointmentParticipantComponent patient, Times.Moment start, Instant end, int patients) {
    return new AppointmentFact(
        scope.keys(),
        !NOT_BOOKED.contains(outcome.status()),
        outcome.of(patient, patients),
        start == null ? null : start.at(),
        end,
        start != null && start.ambiguous(),
        serviceTypes(),
        participants("HealthcareService"),
        performers(),
        participants("Location").stream().findFirst().orElse(null),
        scope.references().keys(appointment.getBasedOn(), "ServiceRequest"),
        mode(patients),
        visit(),
        outcome.reasons(),
        outcome.wasNotBrought(patient, patients),
        patients,
        null);
  }

  private Map<Key, AppointmentParticipantComponent> patients() {
    Map<Key, AppointmentParticipantComponent> patients = new LinkedHashMap<>();
    for (AppointmentParticipantComponent one : appointment.getParticipant()) {
      if (one.hasActor() && "Patient".equals(scope.references().type(one.getActor()))) {
        Key key = scope.patient(one.getActor(), "participant.actor");
        if (key != null) {
          patients.putIfAbsent(key, one);
        }
      }
    }
    return patients;
  }

  /** The specialty after the service: trusts send the treatment function in either. */
  private List<Code> serviceTypes() {
    List<Code> codes = new ArrayList<>(Codings.codes(appointment.getServiceType()));
    codes.addAll(Codings.codes(appointment.getSpecialty()));
    return scope.services(codes);
  }

  private List<Key> participants(String type) {
    List<Key> keys = new ArrayList<>();
    for (AppointmentParticipantComponent one : appointment.getParticipant()) {
      if (type.equals(scope.references().type(one.getActor()))) {
        Key key = scope.references().key(one.getActor(), type);
        if (key != null) {
          keys.add(key);
        }
      }
    }
    return keys;
  }

  private List<Key> performers() {
    List<Key> keys = new ArrayList<>(participants("Practitioner"));
    keys.addAll(participants("PractitionerRole"));
    keys.addAll(participants("Organization"));
    return keys;
  }

  /** A home visit by its codes; UK Core DeliveryChannel; several patients in one room a group. */
  private Mode mode(int patients) {
    if (atHome()) {
      return Mode.HOME_VISIT;
    }
    Mode mode =
        Codings.within(
                appointment.getExtensionsByUrl(
                    "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeliveryChannel"))
            .stream()
            .map(code -> CHANNELS.get(code.value()))
            .filter(java.util.Objects::nonNull)
            .findFirst()
            .orElse(Mode.UNKNOWN);
    boolean room = mode == Mode.UNKNOWN || mode == Mode.IN_PERSON;
    return patients > 1 && room ? Mode.GROUP : mode;
  }

  /** DeliveryChannel has no word for it: in-person is said of the clinic and of the home alike. */
  private boolean atHome() {
    Set<Code> homeVisits = scope.meanings().homeVisits().orElse(Set.of());
    return Stream.concat(kinds().stream(), Codings.codes(appointment.getServiceType()).stream())
        .anyMatch(homeVisits::contains);
  }

  private List<Code> kinds() {
    List<Code> codes = new ArrayList<>(Codings.codes(appointment.getAppointmentType()));
    codes.addAll(Codings.codes(appointment.getServiceCategory()));
    codes.addAll(Codings.within(appointment.getExtension()));
    return codes;
  }

  private Visit visit() {
    return kinds().stream()
        .map(code -> scope.meanings().visits().get(code.toString()))
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(Visit.UNKNOWN);
  }

  private static boolean implausible(Instant at) {
    int year = at.atZone(Times.LONDON).getYear();
    return year < 1900 || year >= 2200;
  }
}
