package org.attendancemonitor.intake;

import java.time.Instant;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.AttendanceRow.FirstContact;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Person;
import org.attendancemonitor.attendance.PersonRecord;

/** How long after a missed appointment nobody tried to reach the patient. */
final class FirstContacts {
  private FirstContacts() {}

  /**
   * Counts every recorded attempt, successful or not, about the appointment or its referral.
   *
   * @param now attempts that are still to come do not count
   */
  static FirstContact of(PersonRecord record, Appointment miss, Instant now) {
    Instant received = miss.outcomeReceived();
    boolean unheard = miss.historic() || received == null || received.isBefore(miss.start());
    Instant heard = unheard ? miss.start() : received;
    Instant tried =
        record.contacts().stream()
            .filter(contact -> contact.about(miss.id(), miss.referral()))
            .map(Contact::at)
            .filter(at -> at.isAfter(miss.start()) && !at.isAfter(now))
            .min(Instant::compareTo)
            .orElse(null);
    Instant lapsed = lapsed(record, miss);
    return new FirstContact(
        heard,
        tried == null ? null : later(heard, tried),
        lapsed == null ? null : later(heard, lapsed));
  }

  private static Instant lapsed(PersonRecord record, Appointment miss) {
    Instant attended =
        record.appointments().stream()
            .filter(it -> it.outcome() == Outcome.ATTENDED)
            .filter(it -> it.referral().equals(miss.referral()))
            .map(Appointment::start)
            .filter(start -> start.isAfter(miss.start()))
            .min(Instant::compareTo)
            .orElse(null);
    Person person = record.person();
    if (!person.deceased()) {
      return attended;
    }
    Instant died =
        person.deathDate() == null
            ? miss.start()
            : person.deathDate().atStartOfDay(Assembly.LONDON).toInstant();
    return attended == null || died.isBefore(attended) ? died : attended;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
