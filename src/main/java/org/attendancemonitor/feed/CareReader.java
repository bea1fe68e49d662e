package org.attendancemonitor.feed;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.attendance.EncounterFact;
import org.attendancemonitor.attendance.EpisodeFact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.RejectReason;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.EpisodeOfCare;

/** Reads what took place: Encounter and EpisodeOfCare. */
final class CareReader {
  /** Not {@code triaged}: BaRS sends it beside a no-show, for an assessment by telephone. */
  private static final Set<String> SEEN = Set.of("arrived", "in-progress", "onleave", "finished");

  private static final String OUTCOME_OF_ATTENDANCE =
      "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-OutcomeOfAttendance";

  private CareReader() {}

  static List<Notice> read(Encounter encounter, Scope scope) {
    String status = String.valueOf(encounter.getStatusElement().getValueAsString());
    if (status.equals("entered-in-error")) {
      return scope.withdrawn(FactKind.ENCOUNTER, encounter.getSubject());
    }
    Key patient = scope.patient(encounter.getSubject(), "subject");
    Instant start = scope.instant(encounter.getPeriod().getStartElement(), "period.start");
    Instant end = scope.instant(encounter.getPeriod().getEndElement(), "period.end");
    Times.Days lastDay = scope.days(encounter.getPeriod().getEndElement(), "period.end");
    // Compared by day too: an end sent as a date alone is not before a start at noon of that day.
    if (start != null
        && end != null
        && end.isBefore(start)
        && !lastDay.last().equals(start.atZone(Times.LONDON).toLocalDate())) {
      scope.reject(RejectReason.IMPOSSIBLE, "period.end", "The end lies before the start.");
    }
    return List.of(
        scope.notice(
            patient,
            new EncounterFact(
                scope.keys(),
                SEEN.contains(status),
                status.equals("cancelled"),
                scope.references().keys(encounter.getAppointment(), "Appointment"),
                scope.references().keys(encounter.getBasedOn(), "ServiceRequest"),
                start,
                end,
                discharged(encounter))));
  }

  static List<Notice> read(EpisodeOfCare episode, Scope scope) {
    String status = String.valueOf(episode.getStatusElement().getValueAsString());
    if (status.equals("entered-in-error")) {
      return scope.withdrawn(FactKind.EPISODE, episode.getPatient());
    }
    return List.of(
        scope.notice(
            scope.patient(episode.getPatient(), "patient"),
            new EpisodeFact(
                scope.keys(),
                status.equals("finished") || status.equals("cancelled"),
                scope.references().keys(episode.getReferralRequest(), "ServiceRequest"),
                scope.period(episode.getPeriod(), "period").last())));
  }

  /** UK Core OutcomeOfAttendance 1: discharged, last attendance. */
  private static boolean discharged(Encounter encounter) {
    return Codings.within(encounter.getExtensionsByUrl(OUTCOME_OF_ATTENDANCE)).stream()
        .anyMatch(code -> code.value().equals("1"));
  }
}
