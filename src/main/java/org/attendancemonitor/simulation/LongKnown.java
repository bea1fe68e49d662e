package org.attendancemonitor.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Reading;
import org.attendancemonitor.feed.Entry;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.record.Incoming;

/**
 * People whom a record has known for two years, as the facts it holds of them: who they are, one
 * referral, appointments kept and missed. For filling a record of any size. Patients and referrals
 * are read as a feed reads them; appointments are copies of a few that were read so, under names
 * and at times of their own: there are ten times as many, and reading each would take most of the
 * time. Safe to share between threads.
 */
public final class LongKnown {
  private static final int LONG_KNOWN = 13;
  private static final int DAYS = 728;

  /** Nothing is missed so lately that somebody would still act on it. */
  private static final int LAST_DAY = 45;

  private static final double MISSED = 0.08;
  private static final String UNKNOWN_WHY = "281399006";
  private static final String COPIED = "copied";

  private final TrustPlan plan;
  private final Instant now;
  private final FeedReader reader;
  private final Census census;
  private final RecordSystem system;
  private final PatientText patients;
  private final ReferralText referrals;
  private final AppointmentText appointments;
  private final Map<Likeness, Notice> read = new ConcurrentHashMap<>();

  private record Likeness(Clinic clinic, boolean first, Outcome outcome) {}

  /**
   * @param plan whose seed and areas are used
   * @param now nothing is dated after it
   * @param reader reads as the service does
   */
  public LongKnown(TrustPlan plan, Instant now, FeedReader reader) {
    this.plan = plan;
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
    this.reader = reader;
    this.census = new Census(plan);
    this.system = new RecordSystem(plan.acuteFeed(), false);
    this.patients = new PatientText(system);
    this.referrals = new ReferralText(system);
    this.appointments = new AppointmentText(system);
  }

  /**
   * The facts of one person, as history.
   *
   * @param index from 0; equal indices are the same person, who is the one that {@link
   *     Workload#amongKnown} means by it
   * @param mean of the number of appointments, at least 1
   */
  public List<Incoming> of(int index, int mean) {
    Draw draw = Draw.of(plan.seed(), LONG_KNOWN, index);
    Resident person = census.resident(index);
    String patient = Workload.name(person);
    Instant known = now.minus(Duration.ofDays(DAYS + 10));
    Course course = course("ref-" + index, Workload.clinic(person), known);
    List<Incoming> facts = new ArrayList<>();
    facts.add(historic(notice(patients.of(person, patient, known, 1, null, null))));
    facts.add(historic(notice(referrals.made(course, patient))));
    int count = draw.between(1, 2 * mean - 1);
    for (int visit = 0; visit < count; visit++) {
      Likeness likeness =
          new Likeness(
              course.clinic(), visit == 0, draw.chance(MISSED) ? Outcome.DNA : Outcome.ATTENDED);
      Instant start =
          now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(draw.between(LAST_DAY, DAYS)));
      facts.add(historic(copy(read.computeIfAbsent(likeness, this::readOne), index, visit, start)));
    }
    return facts;
  }

  private static Course course(String id, Clinic clinic, Instant referred) {
    return new Course(id, clinic, referred, false, List.of(), List.of(), null, false, false, false);
  }

  private Notice readOne(Likeness likeness) {
    Booking booking =
        new Booking(
            "apt-" + COPIED,
            likeness.clinic(),
            likeness.clinic().sites().get(0),
            null,
            likeness.first(),
            Mode.IN_PERSON,
            now.minus(Duration.ofDays(30)),
            now.minus(Duration.ofDays(1)),
            now,
            likeness.outcome(),
            likeness.outcome().missed() ? UNKNOWN_WHY : null,
            0);
    return notice(
        appointments.settled(
            booking, Attender.only("pat-" + COPIED), List.of("ref-" + COPIED), now));
  }

  private static Notice copy(Notice read, int person, int visit, Instant start) {
    AppointmentFact fact = (AppointmentFact) read.fact();
    String appointment = "apt-known-" + person + "-" + visit;
    AppointmentFact copy =
        new AppointmentFact(
            fact.keys().stream().map(key -> renamed(key, "apt-", appointment)).toList(),
            fact.booked(),
            fact.outcome(),
            start,
            start.plus(Duration.ofMinutes(30)),
            false,
            fact.serviceTypes(),
            fact.healthcareServices(),
            fact.performers(),
            fact.location(),
            fact.basedOn().stream().map(key -> renamed(key, "ref-", "ref-" + person)).toList(),
            fact.mode(),
            fact.visit(),
            fact.reasons(),
            fact.wasNotBrought(),
            fact.patients(),
            fact.message());
    return new Notice(
        renamed(read.key(), "apt-", appointment),
        renamed(read.patient(), "pat-", "pat-" + person),
        copy,
        start.plus(Duration.ofHours(1)),
        read.versionId());
  }

  private static Key renamed(Key key, String start, String name) {
    return new Key(key.text().replace(start + COPIED, name));
  }

  private Notice notice(String json) {
    Entry only = reader.read(json, system.feed()).entries().get(0);
    if (only.reading() instanceof Reading.Accepted accepted) {
      return accepted.notices().get(0);
    }
    throw new IllegalStateException("the feeds do not take what is made up: " + only.reading());
  }

  private Incoming historic(Notice notice) {
    return new Incoming(notice, reader.source(system.feed()), system.feed(), now, true, true);
  }
}
