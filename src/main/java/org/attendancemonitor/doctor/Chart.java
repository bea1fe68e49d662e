package org.attendancemonitor.doctor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.PatientFact;
import org.attendancemonitor.attendance.PlaceFact;
import org.attendancemonitor.attendance.ReferralFact;
import org.attendancemonitor.attendance.Sex;
import org.attendancemonitor.attendance.Withdrawn;

/**
 * The people, referrals and appointments of a feed as they stand after its newest message: what a
 * sender counts in its own system. A person is one by any of the keys of one source.
 */
final class Chart implements Check {

  /** What is known of one patient: whether, never what. */
  static final class Patient {
    boolean stated;
    boolean nhsNumber;
    boolean postcode;
    boolean ethnicity;
    boolean language;
    boolean interpreter;
    boolean sex;
    boolean birthDate;
    boolean phone;
  }

  /** One referral, or one appointment for one patient, in its newest version. */
  static final class Newest<F> {
    F fact;
    boolean withdrawn;
    boolean first;
    String file;
    String place;
    private Instant at;

    /** Takes a version, and keeps it where none is newer. */
    private void take(F version, Instant time, Look look) {
      first = fact == null;
      if (fact == null || time == null || at == null || !time.isBefore(at)) {
        fact = version;
        at = time;
        withdrawn = false;
        file = look.file();
        place = look.place("");
      }
    }
  }

  private final Named<Patient> patients = new Named<>();
  private final Named<Newest<ReferralFact>> referrals = new Named<>();
  private final Named<Map<Patient, Newest<AppointmentFact>>> appointments = new Named<>();
  private final Map<Key, List<Code>> places = new HashMap<>();

  @Override
  public void look(Look look) {
    look.notices(notice -> add(notice, look));
  }

  private void add(Notice notice, Look look) {
    if (notice.fact() instanceof Withdrawn gone) {
      withdraw(gone.kind(), notice);
      return;
    }
    Patient patient =
        notice.fact() instanceof PatientFact fact
            ? patients.of(fact.keys(), Patient::new)
            : notice.patient() == null
                ? null
                : patients.of(List.of(notice.patient()), Patient::new);
    if (notice.fact() instanceof PatientFact fact) {
      state(patient, fact);
    } else if (notice.fact() instanceof ReferralFact fact) {
      referrals.of(fact.keys(), Newest::new).take(fact, notice.sourceTime(), look);
    } else if (notice.fact() instanceof AppointmentFact fact) {
      appointments
          .of(fact.keys(), IdentityHashMap::new)
          .computeIfAbsent(patient, it -> new Newest<>())
          .take(fact, notice.sourceTime(), look);
    } else if (notice.fact() instanceof PlaceFact fact) {
      fact.keys().forEach(key -> places.put(key, fact.codes()));
    }
  }

  private void withdraw(FactKind kind, Notice notice) {
    List<Key> key = List.of(notice.key());
    if (kind == FactKind.REFERRAL && referrals.known(key) != null) {
      referrals.known(key).withdrawn = true;
    } else if (kind == FactKind.APPOINTMENT && appointments.known(key) != null) {
      appointments.known(key).values().forEach(one -> one.withdrawn = true);
    }
  }

  private static void state(Patient patient, PatientFact fact) {
    patient.stated = true;
    patient.nhsNumber |= fact.nhsNumber() != null && fact.nhsNumber().trustworthy();
    patient.postcode |= fact.residence() != null;
    patient.ethnicity |= fact.ethnicCategory() != null;
    patient.language |= !fact.languages().isEmpty();
    patient.interpreter |= fact.interpreterRequired() != null;
    patient.sex |= fact.sex() != Sex.UNKNOWN;
    patient.birthDate |= fact.birthDate() != null;
    patient.phone |= !fact.phones().isEmpty();
  }

  /** How many patients there are of a kind. */
  long patients(Predicate<Patient> kind) {
    return patients.all().stream().filter(kind).count();
  }

  /** The referrals that stand. */
  List<Newest<ReferralFact>> referrals() {
    return referrals.all().stream().filter(one -> !one.withdrawn).toList();
  }

  /** The appointments that stand, one for each of their patients. */
  List<Newest<AppointmentFact>> appointments() {
    return appointments.all().stream()
        .flatMap(one -> one.values().stream())
        .filter(one -> !one.withdrawn)
        .toList();
  }

  /** The newest version of a referral, or null where it did not come. */
  ReferralFact referral(List<Key> keys) {
    Newest<ReferralFact> one = referrals.known(keys);
    return one == null ? null : one.fact;
  }

  /** Every code that could say which service an appointment belongs to, in order of rank. */
  List<Code> services(AppointmentFact appointment) {
    List<Code> codes = new ArrayList<>(appointment.serviceTypes());
    appointment
        .healthcareServices()
        .forEach(key -> codes.addAll(places.getOrDefault(key, List.of())));
    ReferralFact referral = referral(appointment.basedOn());
    if (referral != null) {
      codes.addAll(referral.codes());
    }
    appointment.performers().forEach(key -> codes.addAll(places.getOrDefault(key, List.of())));
    return codes;
  }
}
