package org.attendancemonitor.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Outcome;

/**
 * Classes for several people at once. Their record system says that the session took place and, of
 * some who were seen, that they were; of the others it says nothing, so their outcome is unknown.
 */
final class GroupSessions {
  private static final int GROUPS = 4;
  private static final int PEOPLE_PER_CLASS = 400;
  private static final int WEEKS = 6;
  private static final int MEMBERS = 5;

  private final TrustPlan plan;
  private final Lives lives;
  private final RecordSystem system;
  private final AppointmentText appointments;

  GroupSessions(TrustPlan plan, Lives lives, RecordSystem system) {
    this.plan = plan;
    this.lives = lives;
    this.system = system;
    this.appointments = new AppointmentText(system);
  }

  /** How many classes there are. */
  int count() {
    return Math.max(1, plan.patients() / PEOPLE_PER_CLASS);
  }

  /** What is said of one class of six weeks. */
  List<Happening> story(int index) {
    Draw draw = Draw.of(plan.seed(), GROUPS, index);
    List<Life> members = members(draw);
    List<Happening> told = new ArrayList<>();
    LocalDate from = plan.start().plusDays(draw.between(20, plan.days() + 20));
    Instant booked = Diary.office(draw, from);
    for (int week = 0; week < WEEKS; week++) {
      Instant start = Diary.slot(draw, from.plusDays(14 + 7L * week));
      Booking session = session(index, week, booked, start);
      List<String> before = names(members, booked);
      List<String> after = names(members, session.settled());
      told.add(
          new Happening(
              system.feed(), booked, () -> appointments.booked(session, before, List.of())));
      told.add(
          new Happening(
              system.feed(),
              session.settled(),
              () -> appointments.settled(session, after, List.of(), session.settled())));
    }
    return told;
  }

  private static Booking session(int index, int week, Instant booked, Instant start) {
    Clinic clinic = Clinic.ALL.get(0);
    return new Booking(
        "grp-" + index + "-" + week,
        clinic,
        clinic.sites().get(0),
        null,
        false,
        Mode.GROUP,
        booked,
        start,
        start.plus(Duration.ofMinutes(90)),
        Outcome.ATTENDED,
        null,
        0);
  }

  /** Adults whom the acute record system knows; fewer where the trust is very small. */
  private List<Life> members(Draw draw) {
    List<Life> members = new ArrayList<>();
    for (int tried = 0; tried < 100 && members.size() < MEMBERS; tried++) {
      Life life = lives.life(draw.between(0, plan.patients() - 1));
      boolean known = life.courses().stream().anyMatch(course -> !course.clinic().community());
      boolean adult = life.person().ageOn(plan.start()) >= 18;
      if (known && adult && life.died() == null && !members.contains(life)) {
        members.add(life);
      }
    }
    return members;
  }

  private List<String> names(List<Life> members, Instant at) {
    return members.stream().map(life -> Story.patient(system, life, at)).toList();
  }
}
