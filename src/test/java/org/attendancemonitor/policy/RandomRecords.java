package org.attendancemonitor.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Ending;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.RecordBuilder;
import org.attendancemonitor.attendance.Sex;
import org.attendancemonitor.attendance.SupportTask;

/** Random records around a moment, rich in edges: birthdays, moves, needs that begin and end. */
final class RandomRecords {
  static final Instant NOW = RecordBuilder.at("2026-11-22T12:00");
  static final Set<String> PAEDIATRIC = Set.of("paediatrics");
  private static final LocalDateTime LOCAL = LocalDateTime.of(2026, 11, 22, 9, 0);
  private static final List<String> CODES =
      List.of(
          "203321000000107",
          "315594003",
          "796161000000101",
          "984661000000105",
          "766561000000109",
          "32911000",
          "1108151000000106",
          "271807003");
  private static final List<String> SERVICES = List.of("podiatry", "physiotherapy", "paediatrics");

  private final Random random;

  RandomRecords(long seed) {
    random = new Random(seed);
  }

  PersonRecord next() {
    RecordBuilder record = RecordBuilder.person(1);
    describe(record);
    int referrals = 1 + random.nextInt(3);
    for (int r = 0; r < referrals; r++) {
      record.referral("r" + r, pick(SERVICES));
    }
    int appointments = random.nextInt(8);
    for (int a = 0; a < appointments; a++) {
      appointment(record, "a" + a, "r" + random.nextInt(referrals));
    }
    int contacts = random.nextInt(6);
    for (int c = 0; c < contacts; c++) {
      Instant at = days(random.nextInt(90) - 80).plusSeconds(random.nextInt(30_000));
      String about = "r" + random.nextInt(referrals);
      Channel channel = pick(List.of(Channel.PHONE, Channel.TEXT, Channel.LETTER));
      record.contact(new Contact(List.of(), List.of(about), chance(25), channel, at));
    }
    for (int r = 0; r < referrals; r++) {
      if (chance(25)) {
        Instant at = days(-random.nextInt(200));
        Instant received = at.plus(random.nextInt(48), ChronoUnit.HOURS);
        Instant known = received.isAfter(NOW) ? NOW : received;
        record.ended("r" + r, new Ending(at, known, chance(20), chance(20)));
      }
    }
    return record.build();
  }

  private void describe(RecordBuilder record) {
    switch (random.nextInt(5)) {
      case 0 -> record.born(LOCAL.toLocalDate().minusYears(16).plusDays(offset(300)).toString());
      case 1 -> record.born(LOCAL.toLocalDate().minusYears(80).plusDays(offset(300)).toString());
      case 2 -> record.born("1975-06-30");
      case 3 -> record.born("2010-02");
      default -> {}
    }
    if (chance(60)) {
      record.livesIn("D" + (1 + random.nextInt(10)));
    } else if (chance(20)) {
      record.noFixedAbode();
    }
    if (chance(20)) {
      record.movesTo("D" + (1 + random.nextInt(10)), day(offset(200)));
    }
    record.sex(chance(50) ? Sex.FEMALE : Sex.UNKNOWN);
    if (chance(50)) {
      record.ethnic(pick(List.of("A", "B", "H", "K", "M", "R", "S", "Z", "99")));
    }
    if (chance(20)) {
      record.speaks(chance(50) ? "bn" : "bfi");
    }
    record.interpreter(chance(60) ? null : Boolean.valueOf(chance(50)));
    record.phone(chance(30) ? null : Boolean.valueOf(chance(85)));
    int needs = random.nextInt(3);
    for (int n = 0; n < needs; n++) {
      int from = offset(300);
      record.need(
          new Code("http://snomed.info/sct", pick(CODES)),
          chance(30) ? null : day(from),
          chance(50) ? null : day(from + random.nextInt(200)));
    }
    if (chance(4)) {
      record.died(chance(50) ? null : day(-random.nextInt(100)));
    }
  }

  private void appointment(RecordBuilder record, String id, String referral) {
    LocalDateTime start =
        LOCAL.minusDays(random.nextInt(500)).plusMinutes(15L * random.nextInt(30));
    Outcome outcome =
        pick(
            List.of(
                Outcome.DNA,
                Outcome.DNA,
                Outcome.DNA,
                Outcome.LATE_NOT_SEEN,
                Outcome.ATTENDED,
                Outcome.ATTENDED,
                Outcome.PATIENT_CANCELLED,
                Outcome.PROVIDER_CANCELLED,
                Outcome.NOT_RECORDED));
    if (chance(20)) {
      start = LOCAL.plusDays(1 + random.nextInt(60));
      outcome = Outcome.NOT_RECORDED;
    }
    record.appointment(id, referral, start.toString(), outcome);
    Instant moment = RecordBuilder.at(start.toString());
    Instant received =
        outcome == Outcome.NOT_RECORDED
            ? moment.minus(random.nextInt(40), ChronoUnit.DAYS)
            : moment.plus(random.nextInt(240), ChronoUnit.HOURS);
    record.received(received.isAfter(NOW) ? NOW : received);
    if (chance(15)) {
      record.historic();
    }
    if (chance(4)) {
      record.notBrought();
    }
    if (chance(4)) {
      record.mode(Mode.HOME_VISIT);
    }
    if (chance(3)) {
      record.proposed();
    }
  }

  /** What might have been known of a record before all of it was: parts, and errors. */
  PersonRecord partOf(PersonRecord whole) {
    List<Appointment> appointments = new ArrayList<>();
    for (Appointment a : whole.appointments()) {
      if (chance(60)) {
        appointments.add(chance(20) ? other(a) : a);
      }
    }
    return new PersonRecord(
        chance(20) ? RecordBuilder.person(1).build().person() : whole.person(),
        whole.referrals().stream().map(r -> chance(30) ? RecordRestated.live(r) : r).toList(),
        appointments,
        whole.contacts().stream().filter(contact -> chance(60)).toList(),
        whole.needs().stream().filter(need -> chance(60)).toList(),
        whole.carers(),
        List.of(),
        List.of());
  }

  private Appointment other(Appointment a) {
    return RecordRestated.outcome(
        a, pick(List.of(Outcome.DNA, Outcome.ATTENDED, Outcome.NOT_RECORDED)));
  }

  static PersonRecord with(PersonRecord facts, List<Flag> flags, List<SupportTask> tasks) {
    return new PersonRecord(
        facts.person(),
        facts.referrals(),
        facts.appointments(),
        facts.contacts(),
        facts.needs(),
        facts.carers(),
        flags,
        tasks,
        facts.actions(),
        facts.placings());
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private int offset(int days) {
    return random.nextInt(2 * days) - days;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static Instant days(int offset) {
    return RecordBuilder.at(LOCAL.plusDays(offset).toString());
  }

  private static String day(int offset) {
    return LocalDate.from(LOCAL).plusDays(offset).toString();
  }
}
