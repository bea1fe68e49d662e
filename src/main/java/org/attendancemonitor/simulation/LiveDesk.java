package org.attendancemonitor.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * A busy reception for demonstrations: contacts whose outcome is recorded now, bookings and their
 * letters, cancellations by either side, and what follows a miss (an attempt to reach, a rebooking,
 * a correction, now and then an ending nobody reviewed) within minutes.
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
  private final Set<String> ended = new HashSet<>();
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
    return course.referred().isBefore(plan.historyEnd()) && !over && !ended.contains(course.id());
  }

  private void desk(Life life, Course course) {
    RecordSystem system = systems.get(course.clinic().community() ? 1 : 0);
    DeskVisit visit =
        new DeskVisit(
            draw,
            system,
            life,
            course,
            () -> count++,
            (at, text) -> waiting.add(new Happening(system.feed(), at, text)));
    switch (draw.weighted(25, 5, 4, 66)) {
      case 0 -> visit.book(clock);
      case 1 -> visit.patientCancels(clock);
      case 2 -> visit.providerCancels(clock);
      default -> {
        if (visit.seen(clock)) {
          ended.add(course.id());
        }
      }
    }
  }
}
