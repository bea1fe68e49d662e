package org.attendancemonitor.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.RecordBuilder;
import org.attendancemonitor.attendance.SupportTask;

/** Random records at a moment, rich in edges: birthdays, moves, needs that begin and end. */
final class RandomRecords {
  static final Instant NOW = RecordBuilder.at("2026-11-22T12:00");
  static final Set<String> PAEDIATRIC = RandomHistory.PAEDIATRIC;

  private final Random random;

  RandomRecords(long seed) {
    random = new Random(seed);
  }

  PersonRecord next() {
    RecordBuilder record = RecordBuilder.person(1);
    new RandomHistory(random, NOW.minus(Duration.ofDays(400)), NOW)
        .all()
        .forEach(news -> news.change().accept(record));
    return record.build();
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
        List.of(),
        List.of(),
        List.of(),
        Map.of());
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
        facts.placings(),
        facts.rows());
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
