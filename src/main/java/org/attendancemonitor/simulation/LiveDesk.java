package org.attendancemonitor.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Outcome;

/**
 * A busy reception for demonstrations: contacts whose outcome is recorded now, bookings, and what
 * follows a miss (an attempt to reach, a rebooking, a correction) within minutes.
 */
final class LiveDesk {
  private static final int DESK = 5;

  private final TrustPlan plan;
  private final Lives lives;
  private final List<RecordSystem> systems;
  private final Duration pace;
  private final Draw draw;
  private final PriorityQueue<Happening> waiting =
      new PriorityQueue<>(Comparator.comparing(Happening::at));
  private Instant clock;
  private int count;

  LiveDesk(TrustPlan plan, Lives lives, List<RecordSystem> systems, Instant from, Duration pace) {
    this.plan = plan;
    this.lives = lives;
    this.systems = systems;
    this.pace = pace;
    this.draw = Draw.of(plan.seed(), DESK, 0);
    this.clock = from.truncatedTo(ChronoUnit.MILLIS);
    contact();
  }

  Instant nextAt() {
    return waiting.element().at();
  }

  SimulatedEvent next() {
    Happening first = waiting.remove();
    while (waiting.isEmpty() || !waiting.element().at().isBefore(clock)) {
      contact();
    }
    return first.event();
  }

  private void contact() {
    clock = clock.plusMillis(1 + (long) (draw.share() * 2 * pace.toMillis()));
    Life life = null;
    Course course = null;
    while (course == null) {
      life = lives.life(draw.between(0, plan.patients() - 1));
      Instant now = clock;
      course = life.courses().stream().filter(each -> live(each, now)).findFirst().orElse(null);
    }
    desk(life, course);
  }

  private boolean live(Course course, Instant now) {
    boolean over = course.ended() != null && course.ended().isBefore(now);
    return course.referred().isBefore(plan.historyEnd()) && !over;
  }

  private void desk(Life life, Course course) {
    Instant at = clock;
    RecordSystem system = systems.get(course.clinic().community() ? 1 : 0);
    AppointmentText text = new AppointmentText(system);
    String who = Story.patient(system, life, at);
    List<String> basis = List.of(course.id());
    if (draw.chance(0.3)) {
      Booking ahead = booking(life, course, at, Diary.slot(draw, Diary.day(at).plusDays(9)));
      say(system, at, () -> text.booked(ahead, Attender.only(who), basis));
      return;
    }
    Instant start = at.minus(Duration.ofMinutes(draw.between(25, 90)));
    Instant booked = at.minus(Duration.ofDays(draw.between(7, 40)));
    Booking now = booking(life, course, booked, start.truncatedTo(ChronoUnit.MINUTES));
    say(system, at, () -> text.settled(now, Attender.only(who), basis, at));
    if (now.outcome().missed()) {
      afterMiss(system, life, course, now);
    }
  }

  private void afterMiss(RecordSystem system, Life life, Course course, Booking miss) {
    Instant at = clock.plusSeconds(draw.between(20, 90));
    AppointmentText text = new AppointmentText(system);
    String who = Story.patient(system, life, at);
    List<String> basis = List.of(course.id());
    if (draw.chance(0.1)) {
      say(system, at, () -> text.corrected(miss, Attender.only(who), basis, at));
      return;
    }
    String id = "com-live-" + count;
    Course.Attempt attempt = new Course.Attempt(id, miss.id(), at, draw.chance(0.5), "PHONE");
    say(system, at, () -> new ContactText(system).attempt(attempt, who));
    if (attempt.reached() && draw.chance(0.6)) {
      Instant again = at.plusSeconds(draw.between(10, 60));
      Booking next = booking(life, course, again, Diary.slot(draw, Diary.day(again).plusDays(10)));
      say(system, again, () -> text.booked(next, Attender.only(who), basis));
    }
  }

  private Booking booking(Life life, Course course, Instant booked, Instant start) {
    Clinic clinic = course.clinic();
    double probability =
        Propensity.of(clinic, life.person(), Diary.day(start), true, Mode.IN_PERSON);
    boolean missed = draw.chance(probability);
    return new Booking(
        "apt-live-" + count++,
        clinic,
        clinic.sites().get(0),
        course.id(),
        true,
        Mode.IN_PERSON,
        booked,
        start,
        clock,
        missed ? Outcome.DNA : Outcome.ATTENDED,
        missed ? "281399006" : null,
        probability);
  }

  private void say(RecordSystem system, Instant at, java.util.function.Supplier<String> text) {
    waiting.add(new Happening(system.feed(), at, text));
  }
}
