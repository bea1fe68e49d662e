package org.attendancemonitor.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bounded queues in front of the record. The lane with the highest standing goes first; history
 * gets one batch in four while others wait too, so that a long load is slow but never stuck. Within
 * a lane the feeds take turns: one that floods makes itself wait, not the others.
 */
public final class Lanes {
  private static final int HISTORY_SHARE = 4;

  /**
   * While live events come, each may have to wait for one batch of history: then it is a short one.
   */
  private static final int HISTORY_BESIDE_LIVE = 40;

  private static final long LIVE_FOR_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Map<Intake.Lane, Integer> capacities;
  private final Map<Intake.Lane, Turns> queues = new EnumMap<>(Intake.Lane.class);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition left = lock.newCondition();
  private int sinceHistory;
  private long liveUntil = System.nanoTime();
  private volatile boolean open = true;

  /**
   * @param capacities how many entries may wait in each lane
   */
  public Lanes(Map<Intake.Lane, Integer> capacities) {
    this.capacities = Map.copyOf(capacities);
    for (Intake.Lane lane : Intake.Lane.values()) {
      queues.put(lane, new Turns());
    }
  }

  /** Refuses what comes from now on, for example while the store is down. */
  void close() {
    set(false);
  }

  /** Takes work again. */
  void reopen() {
    set(true);
  }

  /** Under the lock, so that nothing slips in after the lanes were shut and emptied. */
  private void set(boolean taken) {
    lock.lock();
    try {
      open = taken;
    } finally {
      lock.unlock();
    }
  }

  /** Whether work is taken. */
  public boolean isOpen() {
    return open;
  }

  /** How many entries wait in a lane. */
  public int waiting(Intake.Lane lane) {
    lock.lock();
    try {
      return queues.get(lane).weight();
    } finally {
      lock.unlock();
    }
  }

  /** Puts work in at once, all of it or none. */
  List<Work> offer(List<Submission> submissions) throws IntakeUnavailableException {
    Intake.Lane lane = submissions.get(0).lane();
    String feed = submissions.get(0).feed();
    int weight = submissions.stream().mapToInt(Submission::weight).sum();
    List<Work> works = submissions.stream().map(Work::new).toList();
    lock.lock();
    try {
      if (!open) {
        throw new IntakeUnavailableException(
            "the record is not available at the moment", Duration.ofSeconds(5));
      }
      if (!queues.get(lane).hasRoom(feed, weight, capacities.get(lane))) {
        throw new IntakeUnavailableException("too much is waiting already", Duration.ofSeconds(1));
      }
      queues.get(lane).add(works);
      arrived.signal();
      return works;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until a lane has room for a weight of a feed. */
  void awaitRoom(Intake.Lane lane, String feed, int weight) throws InterruptedException {
    lock.lock();
    try {
      while (!queues.get(lane).hasRoom(feed, weight, capacities.get(lane))) {
        left.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next batch: everything waiting in one lane up to a size; waits for the first only.
   *
   * @return empty when nothing came within the patience
   */
  List<Work> take(int size, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long nanos = patience.toNanos();
      Intake.Lane lane = next();
      while (lane == null) {
        if (nanos <= 0) {
          return List.of();
        }
        nanos = arrived.awaitNanos(nanos);
        lane = next();
      }
      int most = most(lane, size);
      List<Work> batch = new ArrayList<>();
      Turns turns = queues.get(lane);
      int taken = 0;
      while (!turns.isEmpty()) {
        Work work = turns.poll(batch.isEmpty() ? Integer.MAX_VALUE : most - taken);
        if (work == null) {
          break;
        }
        batch.add(work);
        taken += work.submission().weight();
      }
      left.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private int most(Intake.Lane lane, int size) {
    long now = System.nanoTime();
    if (lane == Intake.Lane.PEOPLE || lane == Intake.Lane.LIVE) {
      liveUntil = now + LIVE_FOR_NANOS;
    }
    return lane == Intake.Lane.HISTORY && now - liveUntil < 0
        ? Math.min(size, HISTORY_BESIDE_LIVE)
        : size;
  }

  private Intake.Lane next() {
    boolean history = !queues.get(Intake.Lane.HISTORY).isEmpty();
    if (history && ++sinceHistory >= HISTORY_SHARE) {
      sinceHistory = 0;
      return queues.get(Intake.Lane.PEOPLE).isEmpty() ? Intake.Lane.HISTORY : Intake.Lane.PEOPLE;
    }
    for (Intake.Lane lane : Intake.Lane.values()) {
      if (!queues.get(lane).isEmpty()) {
        return lane;
      }
    }
    return null;
  }

  /** The age of the oldest entry that waits in a lane people or feeds wait on. */
  public Duration oldest(java.time.Instant now) {
    lock.lock();
    try {
      return queues.values().stream()
          .flatMap(turns -> turns.heads().stream())
          .map(Work::submission)
          // A replay keeps the moment of its first receipt, and does not wait since then.
          .filter(submission -> !submission.isReplay())
          .map(submission -> Duration.between(submission.received(), now))
          .max(Duration::compareTo)
          .orElse(Duration.ZERO);
    } finally {
      lock.unlock();
    }
  }

  /** Empties every lane, for example at the end; what was not begun is refused. */
  void refuseAll(IntakeUnavailableException reason) {
    lock.lock();
    try {
      for (Intake.Lane lane : Intake.Lane.values()) {
        queues.get(lane).clear().forEach(work -> work.verdict().completeExceptionally(reason));
      }
      left.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
