package org.attendancemonitor.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.attendancemonitor.attendance.BirthDate;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.attendance.NhsNumber;
import org.attendancemonitor.attendance.PatientFact;
import org.attendancemonitor.attendance.Person;
import org.attendancemonitor.intake.PersonView;

/**
 * Who a patient is, for the people who work with them.
 *
 * @param name or "Name not known"
 * @param nhsNumber in groups of three, three and four, or "Not known"
 * @param age in years or months, or "Not known"
 * @param birthDate in words, or "Not known"
 * @param phones numbers to call; empty where the record is marked as sensitive
 * @param restricted address and telephone are not shown
 */
record Identity(
    String name,
    String nhsNumber,
    String age,
    String birthDate,
    List<String> phones,
    boolean restricted) {
  private static final String NOT_KNOWN = "Not known";

  static Identity of(PersonView.Seen seen) {
    Person person = seen.record().person();
    List<PatientFact> told =
        seen.facts().stream()
            .filter(KeptFact::current)
            .map(KeptFact::fact)
            .filter(PatientFact.class::isInstance)
            .map(PatientFact.class::cast)
            .toList();
    // Oldest first: the latest word counts.
    String name =
        told.stream()
            .map(PatientFact::name)
            .filter(it -> it != null && !it.isBlank())
            .reduce((earlier, later) -> later)
            .orElse("Name not known");
    List<String> phones =
        person.restricted()
            ? List.of()
            : told.stream().flatMap(fact -> fact.phones().stream()).distinct().toList();
    return new Identity(
        name,
        spaced(person.nhsNumber()),
        age(person.birthDate(), seen.now()),
        birth(person.birthDate()),
        phones,
        person.restricted());
  }

  private static String spaced(NhsNumber number) {
    return number == null ? NOT_KNOWN : spaced(number.digits());
  }

  /** Digits of an NHS number in groups of three, three and four. */
  static String spaced(String digits) {
    return digits.length() == 10
        ? digits.substring(0, 3) + " " + digits.substring(3, 6) + " " + digits.substring(6)
        : digits;
  }

  private static String age(BirthDate birth, Instant now) {
    LocalDate today = Dates.day(now);
    if (birth == null || birth.day().isAfter(today)) {
      return NOT_KNOWN;
    }
    Period age = Period.between(birth.day(), today);
    return age.getYears() >= 2 ? age.getYears() + " years" : age.toTotalMonths() + " months";
  }

  private static String birth(BirthDate birth) {
    if (birth == null) {
      return NOT_KNOWN;
    }
    return birth.text().length() == 10 ? Dates.of(birth.day()) : birth.text();
  }
}
