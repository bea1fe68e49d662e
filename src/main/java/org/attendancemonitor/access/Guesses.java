package org.attendancemonitor.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Failed sign-ins by user and address. After a few, each further one doubles the time until the
 * next is even tried. The address is part of it so that a stranger's guesses do not shut out the
 * user at their usual place.
 */
final class Guesses {
  private static final int FREE = 5;
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int CAPACITY = 10_000;

  private record Tally(int failures, Instant notBefore) {}

  private final Clock clock;
  private final Map<String, Tally> tallies =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tally> eldest) {
          return size() > CAPACITY;
        }
      };

  Guesses(Clock clock) {
    this.clock = clock;
  }

  /** How long this user at this address has to wait; zero when a try is welcome. */
  synchronized Duration delay(String name, String address) {
    Tally tally = tallies.get(key(name, address));
    Instant now = clock.instant();
    return tally == null || !now.isBefore(tally.notBefore())
        ? Duration.ZERO
        : Duration.between(now, tally.notBefore());
  }

  synchronized void failed(String name, String address) {
    Tally before = tallies.get(key(name, address));
    int failures = before == null ? 1 : before.failures() + 1;
    Duration delay = Duration.ZERO;
    if (failures >= FREE) {
      delay = Duration.ofSeconds(1L << Math.min(failures - FREE, 10));
      delay = delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
    tallies.put(key(name, address), new Tally(failures, clock.instant().plus(delay)));
  }

  synchronized void succeeded(String name, String address) {
    tallies.remove(key(name, address));
  }

  private static String key(String name, String address) {
    return address + " " + name;
  }
}
