package org.attendancemonitor.simulation;

import java.time.Duration;
import java.time.Instant;

/**
 * A miss of a kind that a demonstration must show within its first minute: the desk plays one of
 * them now and then, beside what comes by chance.
 */
enum Scene {
  /** A child is not brought. */
  CHILD,
  /** Somebody misses again in the same service. */
  AGAIN,
  /** Somebody misses who needs an interpreter, or who told what stands in the way. */
  NEEDS,
  /** The referral is ended after the miss, and nobody reviewed it. */
  ENDED;

  /** Missed before within so many days. */
  private static final Duration BEFORE = Duration.ofDays(300);

  /** Whether it can be played with this person. */
  boolean fits(Life life, Course course, Instant now) {
    Resident person = life.person();
    boolean child = person.ageOn(Diary.day(now)) < 16;
    return switch (this) {
      case CHILD -> child;
      case AGAIN -> !child && missedBefore(course, now);
      case NEEDS -> !child && (person.interpreter() || person.told() != null);
      case ENDED -> !child;
    };
  }

  private static boolean missedBefore(Course course, Instant now) {
    return course.bookings().stream()
        .filter(booking -> booking.outcome().missed())
        .anyMatch(
            booking ->
                booking.settled().isBefore(now) && booking.start().isAfter(now.minus(BEFORE)));
  }
}
