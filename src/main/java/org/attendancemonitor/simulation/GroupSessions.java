package org.attendancemonitor.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Outcome;

/**
 * Classes for several people at once. The record system sends one Appointment for all of them; its
 * status says that the session took place, and each participant carries the person's own outcome.
 */
final class GroupSessions {
  private static final int GROUPS = 4;
  private static final int PEOPLE_PER_CLASS = 300;
  private static final int WEEKS = 8;
  private static final int MEMBERS = 6;

  /** One week of one class; bookings in the order of the members. */
  private record Session(Booking common, List<Booking> own) {}

  /** One class; members and courses in the same order. */
  private record Plan(List<Life> members, List<Course> courses, List<Session> sessions) {}

  private final TrustPlan plan;
  private final Lives lives;
  private final RecordSystem system;
  private final AppointmentText appointments;
  private final ReferralText referrals;

  GroupSessions(TrustPlan plan, Lives lives, RecordSystem system) {
    this.plan = plan;
    this.lives = lives;
    this.system = system;
    this.appointments = new AppointmentText(system);
    this.referrals = new ReferralText(system);
  }

  /** How many classes there are. */
  int count() {
    return Math.max(1, plan.patients() / PEOPLE_PER_CLASS);
  }

  /** What is said of one class. */
  List<Happening> story(int index) {
    Plan made = plan(index);
    List<Happening> told = new ArrayList<>();
    if (made.members().isEmpty()) {
      return told;
    }
    List<String> basis = made.courses().stream().map(Course::id).toList();
    for (int i = 0; i < made.members().size(); i++) {
      Life life = made.members().get(i);
      Course course = made.courses().get(i);
      add(told, course.referred(), at -> referrals.made(course, name(life, at)));
      add(told, course.ended(), at -> referrals.ended(course, name(life, at)));
    }
    for (Session session : made.sessions()) {
      Booking common = session.common();
      add(
          told,
          common.booked(),
          at -> appointments.booked(common, names(made.members(), at), basis));
      add(
          told,
          common.settled(),
          at -> appointments.settled(common, outcomes(made.members(), session, at), basis, at));
    }
    return told;
  }

  /** How each member's sessions ended, up to a moment. */
  Stream<Observation> observations(int index, Instant before) {
    Plan made = plan(index);
    return made.sessions().stream()
        .filter(session -> session.common().settled().isBefore(before))
        .flatMap(
            session ->
                java.util.stream.IntStream.range(0, made.members().size())
                    .mapToObj(
                        i -> Observation.of(made.members().get(i).person(), session.own().get(i))));
  }

  private Plan plan(int index) {
    Draw draw = Draw.of(plan.seed(), GROUPS, index);
    LocalDate from = plan.start().plusDays(draw.between(20, plan.days() + 20));
    Instant referred = Diary.office(draw, from);
    List<Life> members = members(draw, referred);
    Instant booked = Diary.office(draw, from.plusDays(9));
    List<Session> sessions = new ArrayList<>();
    for (int week = 0; week < WEEKS; week++) {
      Instant start = Diary.slot(draw, from.plusDays(24 + 7L * week));
      String id = "grp-" + index + "-" + week;
      boolean first = week == 0;
      List<Booking> own = new ArrayList<>();
      for (Life life : members) {
        double missed =
            Propensity.of(Clinic.classes(), life.person(), Diary.day(start), first, Mode.GROUP);
        Outcome outcome = draw.chance(missed) ? Outcome.DNA : Outcome.ATTENDED;
        own.add(booking(id, first, booked, start, outcome, missed));
      }
      sessions.add(new Session(booking(id, first, booked, start, Outcome.ATTENDED, 0), own));
    }
    Instant last = sessions.get(WEEKS - 1).common().settled();
    List<Course> courses = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      courses.add(course("ref-grp-" + index + "-" + i, referred.plusSeconds(i), last));
    }
    return new Plan(members, courses, sessions);
  }

  private static Course course(String id, Instant referred, Instant last) {
    Instant ended = last.plus(Duration.ofDays(2));
    return new Course(
        id, Clinic.classes(), referred, false, List.of(), List.of(), ended, false, false, false);
  }

  private static Booking booking(
      String id, boolean first, Instant booked, Instant start, Outcome outcome, double missed) {
    Clinic clinic = Clinic.classes();
    return new Booking(
        id,
        clinic,
        clinic.sites().get(0),
        null,
        first,
        Mode.GROUP,
        booked,
        start,
        start.plus(Duration.ofMinutes(90)),
        outcome,
        null,
        missed);
  }

  /** People whom the acute record system knows by then; fewer where the trust is very small. */
  private List<Life> members(Draw draw, Instant referred) {
    List<Life> members = new ArrayList<>();
    for (int tried = 0; tried < 200 && members.size() < MEMBERS; tried++) {
      Life life = lives.life(draw.between(0, plan.patients() - 1));
      boolean known =
          life.courses().stream()
              .anyMatch(
                  course -> !course.clinic().community() && course.referred().isBefore(referred));
      boolean takes = Clinic.classes().takes(life.person().ageOn(plan.start()));
      if (known && takes && life.died() == null && !members.contains(life)) {
        members.add(life);
      }
    }
    return members;
  }

  private String name(Life life, Instant at) {
    return Story.patient(system, life, at);
  }

  private List<Attender> names(List<Life> members, Instant at) {
    return members.stream().map(life -> new Attender(name(life, at), null)).toList();
  }

  private List<Attender> outcomes(List<Life> members, Session session, Instant at) {
    List<Attender> attenders = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      Outcome outcome = session.own().get(i).outcome();
      attenders.add(new Attender(name(members.get(i), at), outcome));
    }
    return attenders;
  }

  private void add(
      List<Happening> told, Instant at, java.util.function.Function<Instant, String> text) {
    told.add(new Happening(system.feed(), at, () -> text.apply(at)));
  }
}
