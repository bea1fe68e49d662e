package org.attendancemonitor.fault;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.attendancemonitor.record.Store;
import org.springframework.jdbc.core.JdbcTemplate;

/** Does something bad to a service, chosen at random, and notes when. */
final class Mischief {
  private static final Duration TO_STOP = Duration.ofSeconds(60);

  /** What follows a fault may be logged a little later. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(15);

  /** What is done. */
  enum Kind {
    KILL,
    TERM,
    PAUSE,
    LOCK,
    CUT;

    /** Whether the process is another one afterwards. */
    boolean ends() {
      return this == KILL || this == TERM;
    }
  }

  /** When something was done, by the clock of the machine. */
  record Done(Kind kind, Instant from, Instant to) {}

  private final Home home;
  private final List<CutWay> ways;
  private final Random random;
  private final Clock clock;
  private final AtomicLong disturbances = new AtomicLong();
  private final List<Done> done = new ArrayList<>();
  private Launched service;
  private int life;

  Mischief(Home home, List<CutWay> ways, Random random, Clock clock, Launched service) {
    this.home = home;
    this.ways = ways;
    this.random = random;
    this.clock = clock;
    this.service = service;
  }

  /** Odd while a fault lasts, and another number after each begin and end. */
  long disturbances() {
    return disturbances.get();
  }

  Launched service() {
    return service;
  }

  /** How many starts there were before. */
  int life() {
    return life;
  }

  /** Does one thing; the first two are what each run is to have. */
  void act(boolean mayEnd) throws IOException, InterruptedException {
    if (mayEnd && done.size() < 2) {
      act(done.isEmpty() ? Kind.KILL : Kind.TERM);
      return;
    }
    List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
    kinds.removeIf(kind -> kind.ends() && !mayEnd);
    act(kinds.get(random.nextInt(kinds.size())));
  }

  private void act(Kind kind) throws IOException, InterruptedException {
    if (!service.isAlive()) {
      throw new FaultException("the service ended by itself:\n" + service.lastLines());
    }
    Instant from = clock.instant();
    disturbances.incrementAndGet();
    try {
      switch (kind) {
        case KILL -> {
          service.kill();
          startAgain();
        }
        case TERM -> {
          service.terminate();
          if (!service.waitFor(TO_STOP) || service.exitValue() != 0) {
            throw new FaultException(
                "it did not end with code 0 on SIGTERM:\n" + service.lastLines());
          }
          startAgain();
        }
        case PAUSE -> {
          service.pause();
          TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(2_500));
          service.resume();
        }
        case LOCK -> lock();
        case CUT -> ways.forEach(CutWay::cut);
      }
      TimeUnit.MILLISECONDS.sleep(500);
    } finally {
      disturbances.incrementAndGet();
      done.add(new Done(kind, from, clock.instant()));
    }
  }

  private void startAgain() throws IOException, InterruptedException {
    service = home.serve();
    life++;
  }

  /** Keeps everybody else from writing for a while. */
  private void lock() {
    try (Store store = home.store()) {
      long millis = 500 + random.nextInt(2_000);
      store.inTransaction(
          () -> {
            if (store.postgresql()) {
              new JdbcTemplate(store.writer()).execute("LOCK TABLE patient IN EXCLUSIVE MODE");
            }
            try {
              TimeUnit.MILLISECONDS.sleep(millis);
            } catch (InterruptedException stop) {
              Thread.currentThread().interrupt();
            }
            return null;
          });
    }
  }

  /** Whether something that was logged then can be the consequence of a fault. */
  boolean explains(Instant moment) {
    return done.stream()
        .anyMatch(it -> !moment.isBefore(it.from()) && !moment.isAfter(it.to().plus(AFTERWARDS)));
  }

  /** How often each was done, in words. */
  String told() {
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    done.forEach(it -> counts.merge(it.kind(), 1, Integer::sum));
    return "killed %d times, ended by SIGTERM %d, paused %d, store locked %d, connections cut %d"
        .formatted(
            counts.getOrDefault(Kind.KILL, 0),
            counts.getOrDefault(Kind.TERM, 0),
            counts.getOrDefault(Kind.PAUSE, 0),
            counts.getOrDefault(Kind.LOCK, 0),
            counts.getOrDefault(Kind.CUT, 0));
  }
}
