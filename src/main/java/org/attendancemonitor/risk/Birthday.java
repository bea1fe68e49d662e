package org.attendancemonitor.risk;

import java.time.LocalDate;
import java.util.List;
import org.attendancemonitor.attendance.Person;

/** The day an age is reached. */
final class Birthday {
  private Birthday() {}

  /** The day, and the day after for those born on 29 February; empty without a date of birth. */
  static List<LocalDate> of(Person person, int age) {
    if (person.birthDate() == null) {
      return List.of();
    }
    LocalDate day = person.birthDate().day().plusYears(age);
    return List.of(day, day.plusDays(1));
  }
}
