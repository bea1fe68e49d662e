package org.attendancemonitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A clock that runs faster than the machine's, for trials of what months bring: deadlines, days,
 * releases. It goes on over starts, because it counts from a moment that is handed in.
 *
 * @param machine the clock of the machine
 * @param from both show the same at this moment
 * @param speed how many times faster
 */
final class FastClock extends Clock {
  /** System properties, and no settings: no file of a site can make its clock run away. */
  static final String SPEED = "trial.clock.speed";

  static final String FROM = "trial.clock.from";
  private static final double FASTEST = 100_000;

  private final Clock machine;
  private final Instant from;
  private final double speed;

  FastClock(Clock machine, Instant from, double speed) {
    if (!(speed >= 1 && speed <= FASTEST)) {
      throw new PlainErrors.CannotRunException(
          "-D" + SPEED + ": expected 1 to " + (long) FASTEST + ", found " + speed);
    }
    this.machine = machine;
    this.from = from;
    this.speed = speed;
  }

  /** The one that this process was started with, for a trial; empty as a rule. */
  static Optional<FastClock> ofTrial() {
    return Optional.ofNullable(System.getProperty(SPEED))
        .map(
            speed ->
                new FastClock(
                    Clock.systemUTC(),
                    Instant.parse(System.getProperty(FROM, Instant.now().toString())),
                    Double.parseDouble(speed)));
  }

  @Override
  public Instant instant() {
    Duration passed = Duration.between(from, machine.instant());
    return from.plusMillis((long) (passed.toMillis() * speed));
  }

  @Override
  public ZoneId getZone() {
    return machine.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new FastClock(machine.withZone(zone), from, speed);
  }

  @Override
  public String toString() {
    return speed + " times as fast as the machine's since " + from;
  }
}
