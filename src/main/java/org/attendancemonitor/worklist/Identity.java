package org.attendancemonitor.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.attendancemonitor.attendance.Address;
import org.attendancemonitor.attendance.BirthDate;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.attendance.NhsNumber;
import org.attendancemonitor.attendance.PatientFact;
import org.attendancemonitor.attendance.Person;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.intake.PersonView;

/**
 * Who a patient is, for the people who work with them.
 *
 * @param name or "Name not known"
 * @param nhsNumber in groups of three, three and four, or "Not known"
 * @param age in years or months, or "Not known"
 * @param birthDate in words, or "Not known"
 * @param phones numbers to call; empty where the record is marked as sensitive
 * @param address what is known of where they live, in words; null where the record is marked as
 *     sensitive
 * @param preferences how the person is to be contacted, in sentences
 * @param notes what is to be known before anything else: that they died, or moved away
 * @param joined how many records are joined as this person's
 * @param restricted address and telephone are not shown
 */
record Identity(
    String name,
    String nhsNumber,
    String age,
    String birthDate,
    List<String> phones,
    String address,
    List<String> preferences,
    List<String> notes,
    int joined,
    boolean restricted) {
  private static final String NOT_KNOWN = "Not known";
  private static final String MOVED = "moved-away";

  /** Flags, and reasons of others, that say how somebody is to be contacted. */
  private static final Set<String> CONTACT_FLAGS =
      Set.of("interpreter", "accessible-information", "booking-preference", "digital-exclusion");

  private static final Set<String> CONTACT_REASONS =
      Set.of("reminders", "time-of-day", "advocate", "hearing", "sight");

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
        person.restricted() ? null : address(person),
        preferences(person, seen),
        notes(person, seen),
        person.rows().size(),
        person.restricted());
  }

  /** Only what is kept here: the streets and houses lie in the record systems. */
  private static String address(Person person) {
    if (person.addresses().isEmpty()) {
      return NOT_KNOWN;
    }
    Address last = person.addresses().get(person.addresses().size() - 1);
    if (last.residence().noFixedAbode()) {
      return "No fixed home";
    }
    if (last.residence().postcode() == null) {
      return NOT_KNOWN;
    }
    return "Postcode "
        + last.residence().postcode()
        + (last.from().equals(LocalDate.MIN) ? "" : ", since " + Dates.of(last.from()))
        + ". The full address is in your record system";
  }

  private static List<String> preferences(Person person, PersonView.Seen seen) {
    List<String> preferences = new ArrayList<>();
    if (!person.languages().isEmpty()) {
      String tag = person.languages().get(0);
      preferences.add(
          "Language: "
              + Locale.forLanguageTag(tag.replace('_', '-')).getDisplayLanguage(Locale.UK));
    }
    seen.assessed().flags().stream()
        .flatMap(
            flag ->
                flag.reasons().stream()
                    .filter(
                        reason ->
                            CONTACT_FLAGS.contains(flag.code())
                                || CONTACT_REASONS.contains(reason.code())))
        .map(Reason::text)
        .distinct()
        .forEach(preferences::add);
    return List.copyOf(preferences);
  }

  private static List<String> notes(Person person, PersonView.Seen seen) {
    List<String> notes = new ArrayList<>();
    if (person.deceased()) {
      notes.add(
          "The record says that this person has died"
              + (person.deathDate() == null ? "" : ", on " + Dates.of(person.deathDate()))
              + ". Do not call or write to them.");
    }
    seen.record().actions().stream()
        .filter(action -> MOVED.equals(action.outcome()))
        .reduce((earlier, later) -> later)
        .ifPresent(
            action ->
                notes.add(
                    action.actor().name()
                        + " recorded on "
                        + Dates.of(action.at())
                        + " that this person has moved away. Check the address first."));
    return List.copyOf(notes);
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
