package org.attendancemonitor.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The lives of a synthetic trust: a pure function from a person's index to the life. */
final class Lives {
  private static final int LIVES = 3;

  /** Referrals go on this long after the history, so that live days look like the others. */
  private static final int BEYOND = 60;

  private final TrustPlan plan;
  private final Census census;

  Lives(TrustPlan plan) {
    this.plan = plan;
    this.census = new Census(plan);
  }

  Resident resident(int index) {
    return census.resident(index);
  }

  Life life(int index) {
    Resident person = census.resident(index);
    Draw draw = Draw.of(plan.seed(), LIVES, index);
    Instant died = death(draw, person);
    List<Course> courses = new ArrayList<>();
    int wanted = 1 + draw.weighted(70, 24, 6);
    for (int number = 0; number < wanted; number++) {
      LocalDate referred = plan.start().plusDays(draw.between(0, plan.days() + BEYOND));
      Clinic clinic = clinic(draw, person.ageOn(referred));
      courses.add(new CourseOfCare(draw, plan.seed(), person, clinic, number, died).from(referred));
    }
    Instant merged = null;
    if (draw.chance(0.004)) {
      merged = Diary.office(draw, plan.start().plusDays(draw.between(30, plan.days() + 30)));
    }
    courses.removeIf(course -> died != null && course.referred().isAfter(died));
    return new Life(person, List.copyOf(courses), died, merged);
  }

  private Instant death(Draw draw, Resident person) {
    double chance = person.ageOn(plan.start()) < 65 ? 0.002 : 0.03;
    int day = draw.between(20, plan.days() + BEYOND);
    Duration time = Duration.ofMinutes(draw.between(0, 1439));
    if (!draw.chance(chance)) {
      return null;
    }
    return plan.start().plusDays(day).atStartOfDay(TrustPlan.ZONE).toInstant().plus(time);
  }

  private static Clinic clinic(Draw draw, int age) {
    double[] weights =
        Clinic.ALL.stream().mapToDouble(each -> each.takes(age) ? each.weight() : 0).toArray();
    return Clinic.ALL.get(draw.weighted(weights));
  }
}
