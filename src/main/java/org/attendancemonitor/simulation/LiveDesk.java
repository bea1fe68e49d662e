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
 * a correction) within minutes. Misses of every {@link Scene} come up more often than they would.
 */
final class LiveDesk {
  private static final int DESK = 5;
  private static final Scene[] SCENES = Scene.values();

  /**
   * One contact in so many is a scene: at two contacts a second, every kind within half a minute.
   */
  private static final int SCENE_EVERY = 14;

  private static final int MOST_TRIES = 3_000;

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
  private int contacts;

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
    contacts++;
    if (contacts % SCENE_EVERY != 0 || !scene(SCENES[contacts / SCENE_EVERY % SCENES.length])) {
      ordinary();
    }
  }

  /** Plays a scene; false where nobody fits, as in a very small trust. */
  private boolean scene(Scene scene) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Life life = anybody();
      Course course = course(life);
      if (course != null && scene.fits(life, course, clock)) {
        desk(life, course).misses(clock, scene == Scene.ENDED);
        if (scene == Scene.ENDED) {
          ended.add(course.id());
        }
        return true;
      }
    }
    return false;
  }

  private void ordinary() {
    Life life = null;
    Course course = null;
    while (course == null) {
      life = anybody();
      course = course(life);
    }
    DeskVisit visit = desk(life, course);
    switch (draw.weighted(25, 5, 4, 66)) {
      case 0 -> visit.book(clock);
      case 1 -> visit.patientCancels(clock);
      case 2 -> visit.providerCancels(clock);
      default -> visit.seen(clock);
    }
  }

  private Life anybody() {
    return lives.life(draw.between(0, plan.patients() - 1));
  }

  /** The first referral of a person under which anything can happen now, or null. */
  private Course course(Life life) {
    return life.courses().stream().filter(each -> live(each, clock)).findFirst().orElse(null);
  }

  private boolean live(Course course, Instant now) {
    boolean over = course.ended() != null && course.ended().isBefore(now);
    return course.referred().isBefore(plan.historyEnd()) && !over && !ended.contains(course.id());
  }

  private DeskVisit desk(Life life, Course course) {
    RecordSystem system = systems.get(course.clinic().community() ? 1 : 0);
    return new DeskVisit(
        draw,
        system,
        life,
        course,
        () -> count++,
        (at, text) -> waiting.add(new Happening(system.feed(), at, text)));
  }
}
