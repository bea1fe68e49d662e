package org.attendancemonitor.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Outcome;

/**
 * People each of whom has just missed an appointment, with what a record holds of the months
 * before: who they are, their needs, one referral, appointments kept and missed. On the acute feed;
 * for measuring pages that show many of them.
 */
public final class Caseload {
  private static final int CASELOAD = 11;
  private static final String UNKNOWN_WHY = "281399006";
  private static final int REFERRED_AT_MOST = 300;
  private static final int MISSED_AT_MOST = 20;

  private final TrustPlan plan;
  private final Instant now;
  private final Census census;
  private final RecordSystem system;
  private final AppointmentText appointments;
  private final ReferralText referrals;
  private final PatientText patients;
  private final NeedText needs;
  private final List<Clinic> clinics;

  /**
   * @param plan whose seed and areas are used
   * @param now nothing is dated after it
   */
  public Caseload(TrustPlan plan, Instant now) {
    this.plan = plan;
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
    this.census = new Census(plan);
    this.system = new RecordSystem(plan.acuteFeed(), false);
    this.appointments = new AppointmentText(system);
    this.referrals = new ReferralText(system);
    this.patients = new PatientText(system);
    this.needs = new NeedText(system);
    this.clinics = Clinic.ALL.stream().filter(each -> !each.community()).toList();
  }

  /**
   * Everything that is said of some people, one after another.
   *
   * @param first index of the first person, from 0; equal indices are the same person
   * @param people how many
   */
  public Stream<SimulatedEvent> of(int first, int people) {
    return IntStream.range(first, first + people).boxed().flatMap(index -> told(index).stream());
  }

  private List<SimulatedEvent> told(int index) {
    Draw draw = Draw.of(plan.seed(), CASELOAD, index);
    Resident person = census.resident(index);
    String patient = "pat-" + index;
    Clinic clinic = draw.pick(clinics);
    Instant missed = visit(draw.between(1, MISSED_AT_MOST));
    int days = draw.between(2 * MISSED_AT_MOST, REFERRED_AT_MOST);
    Instant referred = visit(days);
    Instant known = referred.minusSeconds(90);
    List<SimulatedEvent> told = new ArrayList<>();
    told.add(event(known, patients.of(person, patient, known, 1, null, null)));
    needs.of(person, patient, known).forEach(need -> told.add(event(known, need.json())));
    Course course =
        new Course(
            "ref-" + index,
            clinic,
            referred,
            draw.chance(0.1),
            List.of(),
            List.of(),
            null,
            false,
            false,
            false);
    told.add(event(referred, referrals.made(course, patient)));
    int before = draw.between(1, 5);
    for (int visit = 0; visit < before; visit++) {
      Instant start = visit(days - (days - MISSED_AT_MOST) * (visit + 1) / (before + 1));
      Outcome outcome = draw.chance(0.12) ? Outcome.DNA : Outcome.ATTENDED;
      tell(booking(index, visit, clinic, start, outcome), course, patient, told);
    }
    tell(booking(index, before, clinic, missed, Outcome.DNA), course, patient, told);
    return told;
  }

  private Instant visit(int daysAgo) {
    return now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(daysAgo));
  }

  private static Booking booking(
      int person, int visit, Clinic clinic, Instant start, Outcome outcome) {
    return new Booking(
        "apt-" + person + "-" + visit,
        clinic,
        clinic.sites().get(0),
        null,
        visit == 0,
        Mode.IN_PERSON,
        start.minus(Duration.ofDays(10)),
        start,
        start.plus(Duration.ofMinutes(30)),
        outcome,
        outcome.missed() ? UNKNOWN_WHY : null,
        0);
  }

  private void tell(Booking booking, Course course, String patient, List<SimulatedEvent> into) {
    List<Attender> who = Attender.only(patient);
    List<String> basis = List.of(course.id());
    into.add(event(booking.booked(), appointments.booked(booking, who, basis)));
    into.add(
        event(booking.settled(), appointments.settled(booking, who, basis, booking.settled())));
  }

  private SimulatedEvent event(Instant at, String json) {
    return new SimulatedEvent(system.feed(), at, json);
  }
}
