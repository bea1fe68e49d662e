package org.attendancemonitor.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Outcome;

/**
 * The messages of a benchmark: 65 in 100 appointments (half of them bookings, half outcomes), 25
 * referrals, 10 patients, one resource each, on the acute feed, of days just past. Rounds have
 * appointments of their own; and people of their own, unless they are about {@link LongKnown}.
 */
public final class Workload {
  private static final int WORKLOAD = 7;

  /** An outcome comes this many bookings after its booking. */
  private static final int LAG = 2_000;

  /** Rounds about people who are known begin so many people apart. */
  private static final int APART = 100_003;

  /** What is sent, in twenty messages. */
  private static final String MIX = "ARAAPAARAAARAAPARAAR";

  private final TrustPlan plan;
  private final int round;
  private final int known;
  private final Instant now;
  private final Census census;
  private final RecordSystem system;
  private final AppointmentText appointments;
  private final ReferralText referrals;
  private final PatientText patients;

  /**
   * One round.
   *
   * @param plan whose patients, seed and areas are used
   * @param round from 0; numbers of people for all rounds must suffice ({@link TrustPlan})
   * @param now nothing is dated after it
   */
  public Workload(TrustPlan plan, int round, Instant now) {
    this(plan, 0, round, now);
  }

  /**
   * One round about people whom the record knows, drawn from all of them.
   *
   * @param plan whose seed and areas are used
   * @param known how many there are
   * @param round from 0
   * @param now nothing is dated after it
   */
  public static Workload amongKnown(TrustPlan plan, int known, int round, Instant now) {
    return new Workload(plan, known, round, now);
  }

  private Workload(TrustPlan plan, int known, int round, Instant now) {
    this.plan = plan;
    this.known = known;
    this.round = round;
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
    this.census = new Census(plan);
    this.system = new RecordSystem(plan.acuteFeed(), false);
    this.appointments = new AppointmentText(system);
    this.referrals = new ReferralText(system);
    this.patients = new PatientText(system);
  }

  /** The first messages of the round. */
  public Stream<SimulatedEvent> events(int count) {
    return IntStream.range(0, count).mapToObj(this::event);
  }

  private SimulatedEvent event(int index) {
    int full = index / MIX.length();
    int within = index % MIX.length();
    char type = MIX.charAt(within);
    int before = (int) MIX.substring(0, within).chars().filter(each -> each == type).count();
    int each = (int) MIX.chars().filter(one -> one == type).count();
    int number = full * each + before;
    String json =
        switch (type) {
          case 'A' -> appointment(number);
          case 'R' -> referral(number);
          default -> patient(number);
        };
    return new SimulatedEvent(system.feed(), now, json);
  }

  private String patient(int number) {
    Resident person = person(number);
    int version = version(number);
    return patients.of(person, name(person), changed(version), version, null, null);
  }

  private String referral(int number) {
    Resident person = person(number);
    int version = version(number);
    Course course = course(person, version % 2 == 0);
    return version == 1
        ? referrals.made(course, name(person))
        : referrals.amended(course, name(person), changed(version), version);
  }

  /** The first version of a person who is known is what is known. */
  private int version(int number) {
    return known == 0 ? 1 + number / plan.patients() : (int) (2 + ordinal(number) / known);
  }

  private long ordinal(int number) {
    return number + (long) round * APART;
  }

  /** Later versions are minutes apart, all within the weeks before now. */
  private Instant changed(int version) {
    return now.minus(Duration.ofDays(39)).plus(Duration.ofMinutes(version));
  }

  private String appointment(int number) {
    boolean outcome = number % 2 == 1;
    int ordinal = number / 2;
    // The first outcomes have no booking before them: appointments of before the feed began.
    int which = !outcome ? ordinal : ordinal < LAG ? -1 - ordinal : ordinal - LAG;
    Booking booking = booking(which);
    Resident person = person(which + LAG);
    List<Attender> who = Attender.only(name(person));
    List<String> basis = List.of(course(person, false).id());
    return outcome
        ? appointments.settled(booking, who, basis, booking.settled())
        : appointments.booked(booking, who, basis);
  }

  private Booking booking(int which) {
    Draw draw = Draw.of(plan.seed() + round, WORKLOAD, which);
    Resident person = person(which + LAG);
    Clinic clinic = clinic(person);
    Instant start =
        now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofMinutes(15L * draw.between(8, 1_300)));
    double missed = Propensity.of(clinic, person, Diary.day(start), true, Mode.IN_PERSON);
    Outcome outcome = draw.chance(missed) ? Outcome.DNA : Outcome.ATTENDED;
    return new Booking(
        "apt-" + round + "-" + (which + LAG),
        clinic,
        clinic.sites().get(0),
        null,
        true,
        Mode.IN_PERSON,
        start.minus(Duration.ofDays(draw.between(3, 20))),
        start,
        start.plus(Duration.ofMinutes(draw.between(20, 110))),
        outcome,
        outcome == Outcome.DNA ? "281399006" : null,
        missed);
  }

  private Course course(Resident person, boolean urgent) {
    Instant referred = now.minus(Duration.ofDays(40)).plusSeconds(person.index() % 80_000);
    return new Course(
        "ref-" + person.index(),
        clinic(person),
        referred,
        urgent,
        List.of(),
        List.of(),
        null,
        false,
        false,
        false);
  }

  /** Whose services a person is referred to. */
  static Clinic clinic(Resident person) {
    List<Clinic> acute = Clinic.ALL.stream().filter(each -> !each.community()).toList();
    return acute.get(person.index() % acute.size());
  }

  /** Neighbours in the feed are strangers; 7,919 is a prime. */
  private Resident person(int number) {
    if (known > 0) {
      return census.resident((int) (ordinal(number) * 7_919L % known));
    }
    int within = (int) (number * 7_919L % plan.patients());
    return census.resident(round * plan.patients() + within);
  }

  /** The logical id of a person's record. */
  static String name(Resident person) {
    return "pat-" + person.index();
  }
}
