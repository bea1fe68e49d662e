package org.attendancemonitor.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.attendance.CarerFact;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.ContactFact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.attendance.ResponseFact;
import org.hl7.fhir.r4.model.AppointmentResponse;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;

/** Reads what passes between a service and a person: Communication, AppointmentResponse, carers. */
final class ContactReader {
  private static final Map<String, Channel> CHANNELS =
      Map.of(
          "PHONE", Channel.PHONE,
          "SMSWRIT", Channel.TEXT,
          "MAILWRIT", Channel.LETTER,
          "EMAILWRIT", Channel.EMAIL,
          "VIDEOCONF", Channel.VIDEO,
          "PHYSICAL", Channel.VISIT,
          "FACE", Channel.VISIT);

  /**
   * Statuses of an attempt, a letter or a message that is over: {@code completed} reached the
   * person, {@code not-done} and {@code stopped} did not (not reached, or not delivered).
   */
  private static final Set<String> MADE = Set.of("completed", "not-done", "stopped");

  private ContactReader() {}

  static List<Notice> read(Communication communication, Scope scope) {
    String status = String.valueOf(communication.getStatusElement().getValueAsString());
    if (status.equals("entered-in-error")) {
      return scope.withdrawn(FactKind.CONTACT, communication.getSubject());
    }
    if (!MADE.contains(status)) {
      scope.unused().note("Communication not yet made");
      return List.of();
    }
    if (toOthersOnly(communication.getRecipient(), scope)) {
      scope.unused().note("Communication to others than the patient");
      return List.of();
    }
    List<Reference> topics = new ArrayList<>(communication.getAbout());
    topics.addAll(communication.getBasedOn());
    Instant sent = scope.instant(communication.getSentElement(), "sent");
    Instant received = scope.instant(communication.getReceivedElement(), "received");
    ContactContent content = ContactContent.of(communication, scope);
    return List.of(
        scope.notice(
            scope.patient(communication.getSubject(), "subject"),
            new ContactFact(
                about(topics, scope),
                status.equals("completed"),
                channel(communication),
                // Null where neither is said: the record then takes the news's own time.
                sent == null ? received : sent,
                content.reasons(),
                content.supports(),
                content.needsAsked(),
                // Names of staff are of no use here, and are not kept.
                null)));
  }

  static List<Notice> read(AppointmentResponse response, Scope scope) {
    Key appointment = scope.references().key(response.getAppointment(), "Appointment");
    if (appointment == null) {
      scope.reject(
          RejectReason.INCOMPLETE, "appointment", "The appointment answered is not given.");
    }
    String type = response.hasActor() ? scope.references().type(response.getActor()) : null;
    if (type != null && !type.equals("Patient") && !type.equals("RelatedPerson")) {
      scope.unused().note("AppointmentResponse of a " + Unused.name(type));
      return List.of();
    }
    Key patient = "Patient".equals(type) ? scope.patient(response.getActor(), "actor") : null;
    boolean declined = "declined".equals(response.getParticipantStatusElement().getValueAsString());
    return List.of(scope.notice(patient, new ResponseFact(appointment, declined)));
  }

  static List<Notice> read(RelatedPerson related, Scope scope) {
    if (Boolean.FALSE.equals(related.getActiveElement().getValue())) {
      return scope.withdrawn(FactKind.CARER, related.getPatient());
    }
    Times.Days span = scope.period(related.getPeriod(), "period");
    return List.of(
        scope.notice(
            scope.patient(related.getPatient(), "patient"),
            new CarerFact(Codings.codes(related.getRelationship()), span.first(), span.last())));
  }

  private static boolean toOthersOnly(List<Reference> recipients, Scope scope) {
    return !recipients.isEmpty()
        && recipients.stream()
            .map(scope.references()::type)
            .allMatch(
                type -> type != null && !type.equals("Patient") && !type.equals("RelatedPerson"));
  }

  private static List<Key> about(List<Reference> topics, Scope scope) {
    List<Key> keys = new ArrayList<>(scope.references().keys(typed(topics, scope), "Appointment"));
    keys.addAll(scope.references().keys(typed(topics, scope), "ServiceRequest"));
    return keys;
  }

  private static List<Reference> typed(List<Reference> topics, Scope scope) {
    return topics.stream().filter(topic -> scope.references().type(topic) != null).toList();
  }

  private static Channel channel(Communication communication) {
    return Codings.codes(communication.getMedium()).stream()
        .map(code -> CHANNELS.get(code.value()))
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(Channel.OTHER);
  }
}
