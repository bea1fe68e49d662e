package org.attendancemonitor.risk;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.attendance.Address;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Need;
import org.attendancemonitor.attendance.Person;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Residence;

/**
 * A person's circumstances over a span of days: what a rule looks at.
 *
 * @param record the whole record
 * @param misses its missed appointments, in order of start
 * @param from first day of the span
 * @param to last day of the span
 */
record Circumstances(PersonRecord record, List<Appointment> misses, LocalDate from, LocalDate to) {

  /** The zone of local days. */
  static final ZoneId LONDON = ZoneId.of("Europe/London");

  Person person() {
    return record.person();
  }

  /** Whether a code or category of the set is recorded for any day of the span. */
  boolean recorded(ValueSet set) {
    if (set.any(person().communicationNeeds())) {
      return true;
    }
    for (Need need : record.needs()) {
      if (holds(need) && (set.any(need.codes()) || set.any(need.categories()))) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(Need need) {
    return (need.from() == null || !need.from().isAfter(to))
        && (need.until() == null || !need.until().isBefore(from));
  }

  /** Where the person lived during the span; empty where nothing is known. */
  List<Residence> residences() {
    List<Residence> found = new ArrayList<>();
    Residence first = person().residenceOn(from);
    if (first != null) {
      found.add(first);
    }
    for (Address address : person().addresses()) {
      if (address.from().isAfter(from) && !address.from().isAfter(to)) {
        found.add(address.residence());
      }
    }
    return found;
  }

  /** Completed years on a day, or -1 where the date of birth is not known. */
  int ageOn(LocalDate day) {
    return person().birthDate() == null ? -1 : person().birthDate().ageOn(day).orElse(-1);
  }
}
