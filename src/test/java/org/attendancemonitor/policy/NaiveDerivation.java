package org.attendancemonitor.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Need;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Referral;

/**
 * Which flags and open tasks there must be, written a second time, day by day and without regard
 * for speed. It shares no code with {@code risk} and {@code policy}, and knows the shipped settings
 * and the bank holidays of 2024 to 2027 by heart. For records on which nobody has worked yet.
 */
public final class NaiveDerivation {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final Set<LocalDate> BANK_HOLIDAYS = new HashSet<>();

  static {
    for (String day :
        ("2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26 "
                + "2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 "
                + "2025-12-26 2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 "
                + "2026-12-25 2026-12-28 2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 "
                + "2027-08-30 2027-12-27 2027-12-28")
            .split(" ")) {
      BANK_HOLIDAYS.add(LocalDate.parse(day));
    }
  }

  private final PersonRecord record;
  private final Instant now;
  private final LocalDate today;
  private final Set<String> paediatric;

  /**
   * @param paediatric keys of the services that see children
   */
  public NaiveDerivation(PersonRecord record, Instant now, Set<String> paediatric) {
    this.record = record;
    this.now = now;
    today = now.atZone(LONDON).toLocalDate();
    this.paediatric = paediatric;
  }

  /** The active flags, as {@code code level}. */
  public Set<String> flags() {
    return flagsOn(today);
  }

  /** The open tasks, as {@code referral kind rule [step due ...]}. */
  public Set<String> tasks() {
    Set<String> tasks = new TreeSet<>();
    for (Referral referral : record.referrals()) {
      String support = support(referral);
      if (support != null) {
        tasks.add(support);
      }
      String review = review(referral);
      if (review != null) {
        tasks.add(review);
      }
    }
    return tasks;
  }

  private Set<String> flagsOn(LocalDate day) {
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
    if (coded(day, "32911000") || homelessOn(day)) {
      flags.add("inclusion-health raised");
    }
    if (coded(day, "1108151000000106")) {
      flags.add("carer-dependent raised");
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
      if (endedAfterMiss(referral)
          && !referral.ending().at().atZone(LONDON).toLocalDate().isAfter(day)) {
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
        if (need.holdsOn(day) && need.codes().contains(new Code("http://snomed.info/sct", code))) {
          return true;
        }
      }
    }
    return false;
  }

  private int decileOn(LocalDate day) {
    var home = record.person().residenceOn(day);
    return home == null || !home.postcode().startsWith("D")
        ? 0
        : Integer.parseInt(home.postcode().substring(1));
  }

  private boolean homelessOn(LocalDate day) {
    var home = record.person().residenceOn(day);
    return home != null && home.noFixedAbode();
  }

  private Integer ageOn(LocalDate day) {
    var birth = record.person().birthDate();
    return birth == null || day.isBefore(birth.day())
        ? null
        : Integer.valueOf(Period.between(birth.day(), day).getYears());
  }

  private List<Appointment> misses() {
    List<Appointment> misses = new ArrayList<>();
    for (Appointment a : record.appointments()) {
      if (a.booked() && (a.outcome() == Outcome.DNA || a.outcome() == Outcome.LATE_NOT_SEEN)) {
        misses.add(a);
      }
    }
    return misses;
  }

  private boolean endedAfterMiss(Referral referral) {
    if (referral.ending() == null) {
      return false;
    }
    boolean missed = false;
    LocalDate ended = referral.ending().at().atZone(LONDON).toLocalDate();
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

  private boolean attendedAfter(Appointment miss) {
    for (Appointment a : record.appointments()) {
      if (a.referral().equals(miss.referral())
          && a.outcome() == Outcome.ATTENDED
          && a.start().isAfter(miss.start())) {
        return true;
      }
    }
    return false;
  }

  private boolean everFlagged(Appointment miss, Set<String> any) {
    for (LocalDate day = miss.day(); !day.isAfter(today); day = day.plusDays(1)) {
      for (String flag : flagsOn(day)) {
        if (!flag.startsWith("not-assessed") && (any == null || any.contains(flag))) {
          return true;
        }
      }
    }
    return false;
  }

  private String support(Referral referral) {
    if (record.person().deceased()) {
      return null;
    }
    List<Appointment> open = new ArrayList<>();
    List<Appointment> notBrought = new ArrayList<>();
    for (Appointment miss : misses()) {
      if (miss.referral().equals(referral.id()) && !miss.historic()) {
        Integer age = ageOn(miss.day());
        boolean forChildren = paediatric.contains(miss.service());
        boolean child = age == null ? forChildren : age < (forChildren ? 18 : 16);
        if (child
            || miss.wasNotBrought()
            || miss.mode() == Mode.HOME_VISIT
            || everFlagged(miss, Set.of("safeguarding raised", "carer-dependent raised"))) {
          notBrought.add(miss);
        }
        if (referral.ending() == null && !attendedAfter(miss)) {
          open.add(miss);
        }
      }
    }
    if (!notBrought.isEmpty()) {
      Instant from = earliest(notBrought);
      return task(
          referral,
          "was-not-brought T8",
          from,
          "safeguarding-check 0",
          "contact 0",
          "tell-referrer 2");
    }
    if (open.isEmpty()) {
      return null;
    }
    Instant repeat = repeatKnown(open);
    if (repeat != null) {
      return task(referral, "support-plan T7", repeat, "plan 5");
    }
    boolean lifted = false;
    for (Appointment miss : open) {
      lifted |= everFlagged(miss, null);
    }
    if (reached(referral, open) && rebooked(referral, open)) {
      return null;
    }
    return lifted
        ? task(referral, "support-attendance T5", earliest(open), "contact 1", "re-offer 3")
        : task(referral, "support-attendance T4", earliest(open), "contact 2", "re-offer 5");
  }

  private Instant repeatKnown(List<Appointment> open) {
    Instant best = null;
    for (Appointment miss : open) {
      for (Appointment other : misses()) {
        if (other.service().equals(miss.service())
            && other.start().isBefore(miss.start())
            && other.day().isAfter(miss.day().minusMonths(12))) {
          Instant both =
              other.outcomeReceived().isAfter(miss.outcomeReceived())
                  ? other.outcomeReceived()
                  : miss.outcomeReceived();
          best = best == null || both.isBefore(best) ? both : best;
        }
      }
    }
    return best;
  }

  private List<Contact> contactsAfterLast(Referral referral, List<Appointment> misses) {
    List<Contact> found = new ArrayList<>();
    for (Contact contact : record.contacts()) {
      boolean about = contact.referrals().contains(referral.id());
      for (Appointment miss : misses) {
        about |= contact.appointments().contains(miss.id());
      }
      if (about
          && contact.at().isAfter(misses.get(misses.size() - 1).start())
          && !contact.at().isAfter(now)) {
        found.add(contact);
      }
    }
    return found;
  }

  private boolean reached(Referral referral, List<Appointment> misses) {
    for (Contact contact : contactsAfterLast(referral, misses)) {
      if (contact.reached()) {
        return true;
      }
    }
    return false;
  }

  private boolean rebooked(Referral referral, List<Appointment> misses) {
    Instant last = misses.get(misses.size() - 1).start();
    for (Appointment a : record.appointments()) {
      if (a.referral().equals(referral.id())
          && a.booked()
          && a.outcome() == Outcome.NOT_RECORDED
          && a.start().isAfter(last)
          && a.outcomeReceived().isAfter(last)) {
        return true;
      }
    }
    return false;
  }

  private String review(Referral referral) {
    if (record.person().deceased()) {
      return null;
    }
    if (referral.ending() != null) {
      return endedReview(referral);
    }
    List<Appointment> open = new ArrayList<>();
    for (Appointment miss : misses()) {
      if (miss.referral().equals(referral.id()) && !miss.historic() && !attendedAfter(miss)) {
        open.add(miss);
      }
    }
    if (open.isEmpty() || reached(referral, open)) {
      return null;
    }
    List<Contact> attempts = contactsAfterLast(referral, open);
    Set<Channel> channels = new HashSet<>();
    for (int i = 0; i < attempts.size(); i++) {
      channels.add(attempts.get(i).channel());
      int span = 0;
      LocalDate first = attempts.get(0).at().atZone(LONDON).toLocalDate();
      LocalDate last = attempts.get(i).at().atZone(LONDON).toLocalDate();
      for (LocalDate day = first.plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
        span += works(day) ? 1 : 0;
      }
      if (i >= 2 && channels.size() >= 2 && span >= 10) {
        return task(referral, "discharge-review T10", attempts.get(i).at(), "review 10");
      }
    }
    return null;
  }

  private String endedReview(Referral referral) {
    if (referral.ending().historic() || !endedAfterMiss(referral)) {
      return null;
    }
    Instant from = referral.ending().received();
    List<Appointment> lasting = new ArrayList<>();
    for (Appointment miss : misses()) {
      if (miss.referral().equals(referral.id()) && !attendedAfter(miss)) {
        lasting.add(miss);
      }
    }
    if (!referral.ending().forNonAttendance() && earliest(lasting).isAfter(from)) {
      from = earliest(lasting);
    }
    return task(referral, "discharge-review T13", from, "review 0");
  }

  private static Instant earliest(List<Appointment> misses) {
    Instant first = misses.get(0).outcomeReceived();
    for (Appointment miss : misses) {
      first = miss.outcomeReceived().isBefore(first) ? miss.outcomeReceived() : first;
    }
    return first;
  }

  private static String task(Referral referral, String name, Instant from, String... steps) {
    TreeMap<String, Instant> dues = new TreeMap<>();
    for (String step : steps) {
      String[] parts = step.split(" ");
      dues.put(parts[0], due(from, Integer.parseInt(parts[1])));
    }
    return referral.id() + " " + name + " " + dues;
  }

  private static Instant due(Instant from, int workingDays) {
    LocalDate day = from.atZone(LONDON).toLocalDate();
    int left = workingDays;
    if (left == 0) {
      boolean over = from.atZone(LONDON).toLocalTime().isAfter(LocalTime.of(17, 0));
      if (works(day) && !over) {
        return day.atTime(17, 0).atZone(LONDON).toInstant();
      }
      left = 1;
    }
    while (left > 0) {
      day = day.plusDays(1);
      left -= works(day) ? 1 : 0;
    }
    return day.atTime(17, 0).atZone(LONDON).toInstant();
  }

  private static boolean works(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && !BANK_HOLIDAYS.contains(day);
  }
}
