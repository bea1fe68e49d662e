package org.attendancemonitor.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.UnmappedCode;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.hl7.fhir.r4.model.Extension;

/**
 * What an Appointment says about how it ended, for each of its patients. A configured code decides
 * before the status, because R4's status tells neither who cancelled nor who came too late; "not
 * applicable yet" (NHS code 0) never undoes a status. Participant.status is an answer to the
 * invitation and is never read as attendance.
 */
final class AppointmentOutcome {
  private static final Map<String, Outcome> STATUS =
      Map.of(
          "proposed", Outcome.NOT_RECORDED,
          "pending", Outcome.NOT_RECORDED,
          "waitlist", Outcome.NOT_RECORDED,
          "booked", Outcome.NOT_RECORDED,
          "arrived", Outcome.ATTENDED,
          "checked-in", Outcome.ATTENDED,
          "fulfilled", Outcome.ATTENDED,
          "cancelled", Outcome.CANCELLED,
          "noshow", Outcome.DNA,
          "entered-in-error", Outcome.NOT_RECORDED);

  private static final String STATUSES = "http://hl7.org/fhir/appointmentstatus";

  private static final String CANCELLATION =
      "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason";

  private final Appointment appointment;
  private final Scope scope;
  private final String status;
  private final List<Code> codes;
  private final List<Code> reasons;

  AppointmentOutcome(Appointment appointment, Scope scope) {
    this.appointment = appointment;
    this.scope = scope;
    this.status = status(appointment.getStatusElement().getValueAsString());
    this.reasons = new ArrayList<>(Codings.codes(appointment.getCancelationReason()));
    this.codes = new ArrayList<>(reasons);
    for (Code code : Codings.within(appointment.getExtension())) {
      codes.add(code);
      if (meaning(code) != null) {
        reasons.add(code);
      }
    }
  }

  /** The status in FHIR's spelling; R4's own invariant writes {@code no-show}. */
  private static String status(String sent) {
    String lower = sent == null ? "" : sent.trim().toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "no-show", "no_show" -> "noshow";
      case "canceled" -> "cancelled";
      default -> lower;
    };
  }

  /** The outcome a status of FHIR means by itself; null where it is none. */
  static Outcome ofStatus(String sent) {
    return STATUS.get(status(sent));
  }

  String status() {
    return status;
  }

  /** The status is one of R4's. */
  boolean known() {
    return STATUS.containsKey(status);
  }

  /** The sender's codes for the cancellation or the miss. */
  List<Code> reasons() {
    return List.copyOf(reasons);
  }

  /** The outcome for one patient. */
  Outcome of(AppointmentParticipantComponent patient, int patients) {
    Outcome own = coded(Codings.within(extensions(patient)));
    if (own != null) {
      return own;
    }
    Outcome said = coded(codes);
    Outcome all = said != null ? said : byStatus();
    if (patients == 1 || scope.groupStatus() == GroupStatus.APPLIES_TO_ALL) {
      return all;
    }
    if (all == Outcome.ATTENDED || all.missed()) {
      return Outcome.NOT_RECORDED;
    }
    // The session did not take place; which of the patients called it off is not said.
    return all == Outcome.PATIENT_CANCELLED ? Outcome.CANCELLED : all;
  }

  /** The sender codes the miss of this patient as "was not brought". */
  boolean wasNotBrought(AppointmentParticipantComponent patient, int patients) {
    boolean common = patients == 1 || scope.groupStatus() == GroupStatus.APPLIES_TO_ALL;
    return Codings.within(extensions(patient)).stream().anyMatch(this::notBrought)
        || common && codes.stream().anyMatch(this::notBrought);
  }

  private Outcome byStatus() {
    if (status.equals("cancelled")) {
      return canceller();
    }
    // R4: the no-show may be the practitioner's, who then has declined.
    boolean declined =
        appointment.getParticipant().stream()
            .filter(one -> "declined".equals(one.getStatusElement().getValueAsString()))
            .map(one -> String.valueOf(scope.references().type(one.getActor())))
            .anyMatch(type -> type.startsWith("Practitioner"));
    return status.equals("noshow") && declined
        ? Outcome.PROVIDER_CANCELLED
        : STATUS.getOrDefault(status, Outcome.NOT_RECORDED);
  }

  private Outcome canceller() {
    return reasons.stream()
        .map(AppointmentOutcome::canceller)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(Outcome.CANCELLED);
  }

  /** Who cancelled, by a reason of R4's own list; null where it is none of them. */
  private static Outcome canceller(Code code) {
    String system = code.system().replace("https://", "http://");
    if (!system.equals(CANCELLATION) && !system.isEmpty()) {
      return null;
    }
    String reason = code.value();
    if (reason.equals("pat") || reason.startsWith("pat-")) {
      return Outcome.PATIENT_CANCELLED;
    }
    boolean provider =
        reason.equals("prov")
            || reason.startsWith("prov-")
            || reason.equals("maint")
            || reason.startsWith("oth-");
    return provider ? Outcome.PROVIDER_CANCELLED : null;
  }

  /** Notes what was said of how it ended in codes that mean nothing here. */
  void noteUnmapped() {
    if (!known() && !status.isEmpty()) {
      scope.unused().code(UnmappedCode.Use.STATUS, new Code(STATUSES, status));
    }
    note(UnmappedCode.Use.CANCELLATION, Codings.codes(appointment.getCancelationReason()));
    List<Extension> extensions = new ArrayList<>(appointment.getExtension());
    appointment.getParticipant().forEach(one -> extensions.addAll(extensions(one)));
    for (Extension extension : extensions) {
      String url = String.valueOf(extension.getUrl());
      // UK Core's extensions of an appointment tell other things.
      if (!url.contains("Extension-UKCore-") || url.endsWith("OutcomeOfAttendance")) {
        note(UnmappedCode.Use.OUTCOME, Codings.within(List.of(extension)));
      }
    }
  }

  /** Of several codes for one thing a single one that is known is enough. */
  private void note(UnmappedCode.Use use, List<Code> codes) {
    if (codes.stream().noneMatch(this::means)) {
      codes.forEach(code -> scope.unused().code(use, code));
    }
  }

  private boolean means(Code code) {
    return meaning(code) != null
        || canceller(code) != null
        || scope.missReason(code) != null
        || scope.meanings().visits().containsKey(code.toString())
        || scope.meanings().homeVisits().orElse(java.util.Set.of()).contains(code);
  }

  private Outcome coded(List<Code> from) {
    for (Code code : from) {
      Outcome meaning = meaning(code);
      if (meaning != null && meaning != Outcome.NOT_RECORDED) {
        return meaning;
      }
    }
    return null;
  }

  private Outcome meaning(Code code) {
    Outcome meaning = scope.outcome(code);
    return meaning == null && notBrought(code) ? Outcome.DNA : meaning;
  }

  private boolean notBrought(Code code) {
    return scope.meanings().wasNotBrought().contains(code);
  }

  private static List<Extension> extensions(AppointmentParticipantComponent patient) {
    return patient.getExtension();
  }
}
