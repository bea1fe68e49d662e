package org.attendancemonitor.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Person;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.SpellRow;
import org.attendancemonitor.attendance.SpellRow.Exit;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.policy.Waits;
import org.attendancemonitor.risk.Assessment;
import org.attendancemonitor.risk.Groups;

/**
 * A person's referrals as the figures of waits count them. Appointments without a referral make no
 * wait: nobody knows since when.
 */
public final class CountedReferrals {
  private final Assessment assessment;
  private final Policy policy;

  /**
   * @param assessment knows each person's groups as at the day of a referral
   * @param policy knows what counts as missed
   */
  public CountedReferrals(Assessment assessment, Policy policy) {
    this.assessment = assessment;
    this.policy = policy;
  }

  /** The rows of one person. */
  public List<SpellRow> of(PersonRecord record, Instant now) {
    List<SpellRow> rows = new ArrayList<>(record.referrals().size());
    for (Referral referral : record.referrals()) {
      if (!referral.implicit()) {
        Waits.since(referral).ifPresent(day -> rows.add(row(record, referral, day, now)));
      }
    }
    return rows;
  }

  private SpellRow row(PersonRecord record, Referral referral, LocalDate referred, Instant now) {
    List<Appointment> appointments =
        record.appointments().stream().filter(it -> it.referral().equals(referral.id())).toList();
    List<LocalDate> contacts = contacts(record, referral, appointments, now);
    Left left = left(record, referral, appointments, contacts, now);
    LocalDate until = left == null ? LocalDate.MAX : later(referred, left.day());
    Groups groups = assessment.groups(record, referred);
    return new SpellRow(
        referral.id(),
        referral.service(),
        referral.priority(),
        referred,
        observed(referral, referred),
        clock(referred, appointments, until),
        contacts.stream().filter(day -> day.isAfter(referred) && !day.isAfter(until)).toList(),
        left == null ? null : until,
        left == null ? null : left.exit(),
        groups.deprivation(),
        groups.ethnicGroup(),
        groups.ageBand(),
        groups.sex(),
        groups.interpreter(),
        groups.disability(),
        groups.inclusionHealth());
  }

  private static LocalDate observed(Referral referral, LocalDate referred) {
    return referral.historic() || referral.received() == null
        ? referred
        : later(referred, Assembly.dayOf(referral.received()));
  }

  /** Days on which the person was reached about the referral, in order. */
  private static List<LocalDate> contacts(
      PersonRecord record, Referral referral, List<Appointment> appointments, Instant now) {
    return record.contacts().stream()
        .filter(Contact::reached)
        .filter(contact -> !contact.at().isAfter(now))
        .filter(
            contact ->
                contact.referrals().contains(referral.id())
                    || appointments.stream()
                        .anyMatch(it -> contact.appointments().contains(it.id())))
        .map(contact -> Assembly.dayOf(contact.at()))
        .distinct()
        .sorted()
        .toList();
  }

  /** The end of a wait. */
  private record Left(LocalDate day, Exit exit) {}

  /** Whoever was ever seen on a referral was not removed from its list unseen. */
  private static Left left(
      PersonRecord record,
      Referral referral,
      List<Appointment> appointments,
      List<LocalDate> contacts,
      Instant now) {
    Optional<Appointment> seen =
        appointments.stream().filter(it -> it.outcome() == Outcome.ATTENDED).findFirst();
    if (seen.isPresent()) {
      return new Left(seen.get().day(), Exit.SEEN);
    }
    LocalDate ended = referral.ending() == null ? null : Assembly.dayOf(referral.ending().at());
    Person person = record.person();
    LocalDate death = person.deathDate();
    if (person.deceased() && (ended == null || death == null || !ended.isBefore(death))) {
      LocalDate day = death == null ? ended : death;
      return new Left(day == null ? lastKnown(appointments, contacts) : day, Exit.DIED);
    }
    if (ended == null) {
      return null;
    }
    boolean moved = Waits.movedAway(record, referral.id(), now);
    return new Left(ended, moved ? Exit.MOVED : Exit.REMOVED);
  }

  /** The last day on which something is known of somebody who died on a day nobody tells. */
  private static LocalDate lastKnown(List<Appointment> appointments, List<LocalDate> contacts) {
    LocalDate last = contacts.isEmpty() ? LocalDate.MIN : contacts.get(contacts.size() - 1);
    for (Appointment appointment : appointments) {
      if (appointment.outcome().missed()) {
        last = later(last, appointment.day());
      }
    }
    return last;
  }

  /**
   * Starts and stops of the clock. RTT status 33 (did not attend the first care activity) stops it;
   * status 10 starts it anew when the patient is booked again: on the day since which that is
   * stated, or at once where another appointment was booked already.
   */
  private List<LocalDate> clock(
      LocalDate referred, List<Appointment> appointments, LocalDate until) {
    List<LocalDate> turns = new ArrayList<>(List.of(referred));
    for (Appointment miss : appointments) {
      if (!policy.isMiss(miss) || miss.day().isBefore(referred)) {
        continue;
      }
      turns.add(miss.day());
      Optional<LocalDate> again =
          appointments.stream()
              .filter(it -> it.booked() && it.start().isAfter(miss.start()))
              .map(it -> later(miss.day(), it.bookedOn()))
              .min(LocalDate::compareTo);
      if (again.isEmpty()) {
        break;
      }
      turns.add(again.get());
    }
    return turns.stream().takeWhile(day -> !day.isAfter(until)).toList();
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }
}
