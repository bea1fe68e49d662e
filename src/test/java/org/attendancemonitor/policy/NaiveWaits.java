package org.attendancemonitor.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.AttendanceRow;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.SpellRow;

/**
 * Waits told a second time, day by day and without any list of turns: for every day, how things
 * stand at its end. It shares no code with what it is compared with.
 */
public final class NaiveWaits {
  private final PersonRecord record;
  private final Instant now;

  public NaiveWaits(PersonRecord record, Instant now) {
    this.record = record;
    this.now = now;
  }

  /** One line for each referral that waits or waited, and one for each day around its wait. */
  public TreeSet<String> lines() {
    TreeSet<String> lines = new TreeSet<>();
    for (Referral referral : record.referrals()) {
      LocalDate since = since(referral);
      if (referral.implicit() || since == null) {
        continue;
      }
      LocalDate observed = since;
      if (!referral.historic() && referral.received() != null) {
        LocalDate heard = NaiveCalendar.day(referral.received());
        observed = heard.isAfter(since) ? heard : since;
      }
      lines.add(referral.id() + " " + referral.service() + " from " + since + " seen " + observed);
      for (LocalDate day : days(since)) {
        lines.add(referral.id() + " " + day + " " + state(referral, since, day));
      }
    }
    return lines;
  }

  /** The same of rows that were derived. */
  public TreeSet<String> lines(List<SpellRow> rows) {
    TreeSet<String> lines = new TreeSet<>();
    for (SpellRow row : rows) {
      lines.add(
          row.referral()
              + " "
              + row.service()
              + " from "
              + row.referred()
              + " seen "
              + row.observed());
      for (LocalDate day : days(row.referred())) {
        boolean before = row.referred().isAfter(day);
        String state =
            before
                ? "not yet"
                : row.waits(day)
                    ? "waits, clock "
                        + row.clockSince(day).map(LocalDate::toString).orElse("stopped")
                        + ", contact "
                        + row.contactSince(day)
                    : row.exit().label() + " on " + row.left();
        lines.add(row.referral() + " " + day + " " + state);
      }
    }
    return lines;
  }

  /** What became of each miss: when it was heard of, tried first, and lapsed. */
  public List<AttendanceRow.FirstContact> firstContacts(List<Appointment> misses) {
    List<AttendanceRow.FirstContact> all = new ArrayList<>();
    for (Appointment miss : misses) {
      Instant heard = miss.start();
      if (!miss.historic() && miss.outcomeReceived().isAfter(heard)) {
        heard = miss.outcomeReceived();
      }
      Instant tried = null;
      for (Contact contact : record.contacts()) {
        boolean about =
            contact.appointments().contains(miss.id())
                || contact.referrals().contains(miss.referral());
        if (about && contact.at().isAfter(miss.start()) && !contact.at().isAfter(now)) {
          tried = tried == null || contact.at().isBefore(tried) ? contact.at() : tried;
        }
      }
      Instant lapsed = null;
      for (Appointment other : record.appointments()) {
        if (other.referral().equals(miss.referral())
            && other.outcome() == Outcome.ATTENDED
            && other.start().isAfter(miss.start())) {
          lapsed = lapsed == null || other.start().isBefore(lapsed) ? other.start() : lapsed;
        }
      }
      if (record.person().deceased()) {
        LocalDate death = record.person().deathDate();
        Instant died = death == null ? heard : death.atStartOfDay(NaiveCalendar.LONDON).toInstant();
        lapsed = lapsed == null || died.isBefore(lapsed) ? died : lapsed;
      }
      tried = tried != null && tried.isBefore(heard) ? heard : tried;
      lapsed = lapsed != null && lapsed.isBefore(heard) ? heard : lapsed;
      all.add(new AttendanceRow.FirstContact(heard, tried, lapsed));
    }
    return all;
  }

  private List<LocalDate> days(LocalDate since) {
    return since.minusDays(2).datesUntil(NaiveCalendar.day(now).plusDays(60)).toList();
  }

  private static LocalDate since(Referral referral) {
    LocalDate made = referral.referredOn();
    LocalDate heard = referral.received() == null ? null : NaiveCalendar.day(referral.received());
    if (made == null) {
      return referral.historic() ? null : heard;
    }
    return heard != null && made.isAfter(heard) ? heard : made;
  }

  private String state(Referral referral, LocalDate since, LocalDate day) {
    if (day.isBefore(since)) {
      return "not yet";
    }
    List<Appointment> ours = new ArrayList<>(record.appointments());
    ours.removeIf(it -> !it.referral().equals(referral.id()));
    LocalDate seen = null;
    for (Appointment it : ours) {
      if (it.outcome() == Outcome.ATTENDED && (seen == null || it.day().isBefore(seen))) {
        seen = it.day();
      }
    }
    String how = "seen";
    LocalDate out = seen;
    if (seen == null && referral.ending() != null) {
      how = moved(referral) ? "moved" : "removed";
      out = NaiveCalendar.day(referral.ending().at());
    }
    LocalDate death = record.person().deathDate();
    if (seen == null && record.person().deceased() && (death == null || !before(out, death))) {
      how = "died";
      out = death != null ? death : out != null ? out : lastHeardOf(referral, ours, since);
    }
    if (out != null && out.isBefore(since)) {
      out = since;
    }
    if (out != null && !out.isAfter(day)) {
      return how + " on " + out;
    }
    return "waits, clock " + clock(ours, since, day) + ", contact " + contact(referral, since, day);
  }

  private static boolean before(LocalDate out, LocalDate death) {
    return out != null && out.isBefore(death);
  }

  private LocalDate lastHeardOf(Referral referral, List<Appointment> ours, LocalDate since) {
    LocalDate last = contact(referral, since, LocalDate.MAX);
    for (Appointment it : ours) {
      boolean missed = it.outcome() == Outcome.DNA || it.outcome() == Outcome.LATE_NOT_SEEN;
      last = missed && it.day().isAfter(last) ? it.day() : last;
    }
    return last;
  }

  private boolean moved(Referral referral) {
    return record.actions().stream()
        .filter(it -> it.verb() == ActionFact.Verb.COMPLETE && !it.at().isAfter(now))
        .filter(it -> "moved-away".equals(it.outcome()))
        .anyMatch(
            it ->
                record.tasks().stream()
                    .anyMatch(
                        task ->
                            task.id().equals(it.task()) && task.referral().equals(referral.id())));
  }

  private static String clock(List<Appointment> ours, LocalDate since, LocalDate day) {
    Appointment last = null;
    for (Appointment it : ours) {
      boolean missed =
          it.booked() && (it.outcome() == Outcome.DNA || it.outcome() == Outcome.LATE_NOT_SEEN);
      if (missed && !it.day().isAfter(day) && !it.day().isBefore(since)) {
        last = last == null || it.start().isAfter(last.start()) ? it : last;
      }
    }
    if (last == null) {
      return since.toString();
    }
    LocalDate again = null;
    for (Appointment it : ours) {
      if (it.booked() && it.start().isAfter(last.start())) {
        LocalDate from = it.bookedOn().isAfter(last.day()) ? it.bookedOn() : last.day();
        again = again == null || from.isBefore(again) ? from : again;
      }
    }
    return again == null || again.isAfter(day) ? "stopped" : again.toString();
  }

  private LocalDate contact(Referral referral, LocalDate since, LocalDate day) {
    LocalDate last = since;
    for (Contact it : record.contacts()) {
      boolean about = it.referrals().contains(referral.id());
      for (Appointment appointment : record.appointments()) {
        about |=
            appointment.referral().equals(referral.id())
                && it.appointments().contains(appointment.id());
      }
      LocalDate on = NaiveCalendar.day(it.at());
      if (about && it.reached() && !it.at().isAfter(now) && !on.isAfter(day) && on.isAfter(last)) {
        last = on;
      }
    }
    return last;
  }
}
