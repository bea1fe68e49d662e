package org.attendancemonitor.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.BirthDate;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.NhsNumber;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PatientFact;
import org.attendancemonitor.attendance.PlaceFact;
import org.attendancemonitor.attendance.ResponseFact;
import org.attendancemonitor.attendance.Sex;
import org.attendancemonitor.attendance.Visit;
import org.attendancemonitor.attendance.Withdrawn;

/** News for tests, in few words. Times are minutes after one morning. */
final class Told {
  static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
  static final String NHS = "9434765919";
  static final Instant START = Instant.parse("2026-03-10T10:00:00Z");

  private Told() {}

  static Instant at(long minute) {
    return MORNING.plusSeconds(60 * minute);
  }

  static Key patientKey(String source, String id) {
    return Key.ofId(source, "Patient", id);
  }

  static Key appointmentKey(String id) {
    return Key.ofId("epr", "Appointment", id);
  }

  static PatientFact patient(List<Key> keys, NhsNumber nhs, String birth, List<Key> mergedInto) {
    return new PatientFact(
        keys,
        nhs,
        null,
        List.of(),
        birth == null ? null : new BirthDate(birth),
        Sex.FEMALE,
        null,
        null,
        List.of(),
        null,
        List.of(),
        false,
        null,
        true,
        mergedInto,
        List.of(),
        false);
  }

  static PatientFact patient(String source, String id) {
    return patient(List.of(patientKey(source, id)), null, "1980-01-02", List.of());
  }

  static AppointmentFact appointment(String id, Outcome outcome, int patients, Key... more) {
    List<Key> keys = new ArrayList<>(List.of(appointmentKey(id)));
    keys.addAll(List.of(more));
    return new AppointmentFact(
        keys,
        true,
        outcome,
        START,
        null,
        false,
        List.of(new Code("http://snomed.info/sct", "722138006")),
        List.of(Key.ofId("epr", "HealthcareService", "physio")),
        List.of(),
        null,
        List.of(),
        Mode.IN_PERSON,
        Visit.UNKNOWN,
        List.of(),
        false,
        patients,
        null);
  }

  /** About a patient of the source "epr", with the source's own time and a receipt of that time. */
  static Incoming about(String patient, Key key, Fact fact, long minute) {
    return told("epr", key, patientKey("epr", patient), fact, at(minute), null, at(minute));
  }

  static Incoming patientTold(String source, String id, PatientFact fact, long minute) {
    Key key = patientKey(source, id);
    return told(source, key, key, fact, at(minute), null, at(minute));
  }

  static Incoming appointmentTold(String patient, String id, Outcome outcome, long minute) {
    return about(patient, appointmentKey(id), appointment(id, outcome, 1), minute);
  }

  static Incoming groupTold(String patient, String id, int patients, long minute) {
    return about(
        patient, appointmentKey(id), appointment(id, Outcome.NOT_RECORDED, patients), minute);
  }

  static Incoming withdrawn(String patient, String id, long minute) {
    return about(patient, appointmentKey(id), new Withdrawn(FactKind.APPOINTMENT), minute);
  }

  static Incoming response(String id, Key appointment, boolean declined, long minute) {
    return told(
        "epr",
        Key.ofId("epr", "AppointmentResponse", id),
        null,
        new ResponseFact(appointment, declined),
        at(minute),
        null,
        at(minute));
  }

  static Incoming place(String id, String name, long minute) {
    Key key = Key.ofId("epr", "HealthcareService", id);
    return told(
        "epr",
        key,
        null,
        new PlaceFact(List.of(key), name, List.of()),
        at(minute),
        null,
        at(minute));
  }

  static Incoming told(
      String source,
      Key key,
      Key patient,
      Fact fact,
      Instant sourceTime,
      String version,
      Instant received) {
    return new Incoming(
        new Notice(key, patient, fact, sourceTime, version),
        source,
        source + "-feed",
        received,
        false,
        true);
  }
}
