package org.attendancemonitor.policy;

import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.BirthDate;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.risk.Raised;

/**
 * Who depends on others to be brought, or is to be looked at in the same way, at an appointment.
 */
final class Dependence {
  private final PolicySettings settings;
  private final Map<String, ServiceTerms> services;

  Dependence(PolicySettings settings, Map<String, ServiceTerms> services) {
    this.settings = settings;
    this.services = services;
  }

  /** Whether a miss is looked at as "was not brought". */
  boolean notBrought(Appointment miss, Pathway pathway) {
    return notBroughtItself(miss, pathway.record.person().birthDate())
        || depends(miss, pathway)
        || flags(miss, pathway);
  }

  /** The same by what the miss itself was, whatever is recorded of the person and when. */
  boolean notBroughtItself(Appointment miss, BirthDate birth) {
    return miss.wasNotBrought() || miss.mode() == Mode.HOME_VISIT || isChild(miss, birth);
  }

  /** A child at the appointment, or an adult who depends on a carer. */
  boolean depends(Appointment appointment, Pathway pathway) {
    return isChild(appointment, pathway.record.person().birthDate())
        || pathway.assessed.since(appointment.id()).stream()
            .map(Raised::code)
            .anyMatch("carer-dependent"::equals);
  }

  private boolean flags(Appointment miss, Pathway pathway) {
    return pathway.assessed.since(miss.id()).stream()
        .anyMatch(flag -> settings.wasNotBroughtFlags().contains(flag.code()));
  }

  /** An alert of the record that calls for safeguarding advice at the first miss. */
  boolean alert(Appointment miss, Pathway pathway) {
    return pathway.assessed.since(miss.id()).stream()
        .anyMatch(
            flag ->
                settings.gate().safeguardingFlags().contains(flag.code())
                    || settings.gate().leadAgreesFlags().contains(flag.code()));
  }

  /** Sixteen or seventeen at the appointment. */
  static boolean youngPerson(Appointment miss, BirthDate birth) {
    return birth != null
        && birth.ageOn(miss.day()).filter(age -> age >= 16 && age < 18).isPresent();
  }

  boolean isChild(Appointment appointment, BirthDate birth) {
    ServiceTerms service = services.get(appointment.service());
    boolean paediatric = service != null && service.paediatric();
    Optional<Integer> age = birth == null ? Optional.empty() : birth.ageOn(appointment.day());
    if (age.isEmpty()) {
      return paediatric;
    }
    int usual = paediatric ? settings.paediatricUnder() : settings.wasNotBroughtUnder();
    return age.get() < settings.wasNotBroughtUnderIn(appointment.service()).orElse(usual);
  }
}
