package org.attendancemonitor.policy;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Need;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Referral;

/** Which flags there must be on a day, written a second time. */
final class NaiveFlags {
  private static final Set<String> LIFT_NOTHING =
      Set.of(
          "not-assessed not-assessed",
          "safe-contact information",
          "whereabouts information",
          "impact information");
  private final PersonRecord record;
  private final LocalDate today;
  private final Map<LocalDate, Set<String>> byDay = new HashMap<>();

  NaiveFlags(PersonRecord record, LocalDate today) {
    this.record = record;
    this.today = today;
  }

  /** The flags of a day, as {@code code level}. */
  Set<String> on(LocalDate day) {
    return byDay.computeIfAbsent(day, this::found);
  }

  /** Whether a flag that tells of a higher risk holds today. */
  boolean higherRisk() {
    return lifts(on(today));
  }

  private static boolean lifts(Set<String> flags) {
    for (String flag : flags) {
      if (!LIFT_NOTHING.contains(flag)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one held on any day from that of an appointment until today. */
  boolean higherRiskSince(Appointment miss) {
    for (LocalDate day = miss.day(); !day.isAfter(today); day = day.plusDays(1)) {
      if (lifts(on(day))) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of these held on any day from that of an appointment until today. */
  boolean everSince(Appointment miss, String... any) {
    for (LocalDate day = miss.day(); !day.isAfter(today); day = day.plusDays(1)) {
      for (String flag : any) {
        if (on(day).contains(flag)) {
          return true;
        }
      }
    }
    return false;
  }

  private Set<String> found(LocalDate day) {
    Set<String> flags = new TreeSet<>();
    var person = record.person();
    int decile = decileOn(day);
    if (decile == 1 || decile == 2) {
      flags.add("core20 raised");
    }
    if (Boolean.TRUE.equals(person.interpreterRequired())
        || coded(day, "203321000000107", "315594003")
        || person.languages().contains("bfi")
            && !Boolean.FALSE.equals(person.interpreterRequired())) {
      flags.add("interpreter raised");
    }
    if (coded(day, "796161000000101")) {
      flags.add("accessible-information raised");
    }
    if (coded(day, "984661000000105")) {
      flags.add("learning-disability raised");
    }
    if (coded(day, "766561000000109")) {
      flags.add("safeguarding raised");
    }
    if (coded(day, "764841000000100")) {
      flags.add("looked-after raised");
    }
    if (coded(day, "32911000") || homelessOn(day)) {
      flags.add("inclusion-health raised");
    }
    if (coded(day, "1108151000000106")) {
      flags.add("carer-dependent raised");
    }
    if (coded(day, "missing-capacity")) {
      flags.add("missing-capacity raised");
    }
    if (coded(day, "no-text")) {
      flags.add("safe-contact information");
    }
    if (coded(day, "in-hospital")) {
      flags.add("whereabouts information");
    }
    if (coded(day, "impact-work")) {
      flags.add("impact information");
    }
    if (Boolean.FALSE.equals(person.phoneKnown())) {
      flags.add("digital-exclusion raised");
    }
    Integer age = ageOn(day);
    if (age != null && age < 16) {
      flags.add("child raised");
    }
    if (age != null && age >= 80) {
      flags.add("frailty-or-age raised");
    }
    int misses = 0;
    for (Appointment miss : misses()) {
      if (!miss.day().isAfter(day) && miss.day().plusMonths(12).isAfter(day)) {
        misses++;
      }
    }
    if (misses >= 2) {
      flags.add("repeat-non-attendance " + (misses > 2 ? "high" : "raised"));
    }
    for (Referral referral : record.referrals()) {
      if (endedAfterMiss(referral) && !NaiveCalendar.day(referral.ending().at()).isAfter(day)) {
        flags.add("earlier-discharge-after-miss raised");
      }
    }
    if (flags.isEmpty() && nothingKnown()) {
      flags.add("not-assessed not-assessed");
    }
    return flags;
  }

  private boolean nothingKnown() {
    var person = record.person();
    boolean seen = false;
    for (Appointment a : record.appointments()) {
      seen |= a.outcome() == Outcome.ATTENDED;
    }
    return person.birthDate() == null
        && person.sex().name().equals("UNKNOWN")
        && person.ethnicCategory() == null
        && person.addresses().isEmpty()
        && person.languages().isEmpty()
        && person.interpreterRequired() == null
        && person.communicationNeeds().isEmpty()
        && record.needs().isEmpty()
        && record.carers().isEmpty()
        && !seen;
  }

  private boolean coded(LocalDate day, String... codes) {
    for (Need need : record.needs()) {
      for (String code : codes) {
        String system =
            Character.isDigit(code.charAt(0))
                ? "http://snomed.info/sct"
                : "urn:attendance-monitor:need";
        if (need.holdsOn(day) && need.codes().contains(new Code(system, code))) {
          return true;
        }
      }
    }
    return false;
  }

  private int decileOn(LocalDate day) {
    var home = record.person().residenceOn(day);
    return home == null || home.postcode() == null || !home.postcode().startsWith("D")
        ? 0
        : Integer.parseInt(home.postcode().substring(1));
  }

  private boolean homelessOn(LocalDate day) {
    var home = record.person().residenceOn(day);
    return home != null && home.noFixedAbode();
  }

  Integer ageOn(LocalDate day) {
    var birth = record.person().birthDate();
    return birth == null || day.isBefore(birth.day())
        ? null
        : Integer.valueOf(Period.between(birth.day(), day).getYears());
  }

  /** Booked appointments at which nobody was seen. */
  List<Appointment> misses() {
    List<Appointment> misses = new ArrayList<>();
    for (Appointment a : record.appointments()) {
      if (a.booked() && (a.outcome() == Outcome.DNA || a.outcome() == Outcome.LATE_NOT_SEEN)) {
        misses.add(a);
      }
    }
    return misses;
  }

  /** Whether a referral was ended after a missed appointment. */
  boolean endedAfterMiss(Referral referral) {
    if (referral.ending() == null) {
      return false;
    }
    boolean missed = false;
    LocalDate ended = NaiveCalendar.day(referral.ending().at());
    for (Appointment a : record.appointments()) {
      if (a.referral().equals(referral.id())) {
        boolean before = !a.day().isAfter(ended);
        missed =
            a.outcome() != Outcome.ATTENDED
                && (missed || before && a.booked() && a.outcome().missed());
      }
    }
    return referral.ending().forNonAttendance() || missed;
  }
}
