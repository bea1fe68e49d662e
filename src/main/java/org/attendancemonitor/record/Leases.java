package org.attendancemonitor.record;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one node of several does at a time: each lease belongs to a node until a moment, and is
 * prolonged while that node lives. A node that was paused and wakes up may believe for a while that
 * it still holds one; whatever must not be written twice is therefore checked in its own
 * transaction ({@link #check}), by the token that grows with every change of hands.
 */
public final class Leases {
  /** After this time without a sign of life another node takes over. */
  public static final Duration LENGTH = Duration.ofSeconds(15);

  /** A lease that another node holds is asked for no more often. */
  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(5);

  private final Store store;
  private final String node;
  private final Clock clock;
  private final Map<String, Held> held = new ConcurrentHashMap<>();
  private final Map<String, Instant> askAgain = new ConcurrentHashMap<>();

  /**
   * Never waited for, and never held by who checks: SQLite has one connection that writes, and who
   * has it must not wait here for somebody who waits for it.
   */
  private final ReentrantLock taking = new ReentrantLock();

  private record Held(long token, Instant until) {}

  /**
   * @param store where the leases lie
   * @param node name of this one, the same after a restart
   * @param clock should agree with the other nodes' to a second or two
   */
  public Leases(Store store, String node, Clock clock) {
    this.store = store;
    this.node = node;
    this.clock = clock;
  }

  /** Whether this node holds a lease, or could have it now because nobody else does. */
  public boolean hold(String name) {
    if (isHeld(name, clock.instant())) {
      return true;
    }
    if (!taking.tryLock()) {
      return false;
    }
    try {
      Instant now = clock.instant();
      Instant again = askAgain.get(name);
      boolean early = again != null && now.isBefore(again) && again.isBefore(now.plus(LENGTH));
      return isHeld(name, now) || !early && take(name, now);
    } finally {
      taking.unlock();
    }
  }

  private boolean isHeld(String name, Instant now) {
    Held mine = held.get(name);
    return mine != null && now.isBefore(mine.until());
  }

  private boolean take(String name, Instant now) {
    Instant until = now.plus(LENGTH);
    Long token =
        store.inTransaction(
            () -> {
              store
                  .writing()
                  .update(
                      "INSERT INTO lease (name, holder, token, held_until) VALUES (?, ?, 0, 0)"
                          + " ON CONFLICT (name) DO NOTHING",
                      name,
                      node);
              return store
                  .writing()
                  .queryForList(
                      "UPDATE lease SET holder = ?, token = token + 1, held_until = ?"
                          + " WHERE name = ? AND (held_until <= ? OR holder = ?) RETURNING token",
                      Long.class,
                      node,
                      until.toEpochMilli(),
                      name,
                      now.toEpochMilli(),
                      node)
                  .stream()
                  .findFirst()
                  .orElse(null);
            });
    if (token == null) {
      askAgain.put(name, now.plus(BETWEEN_QUESTIONS));
      return false;
    }
    askAgain.remove(name);
    held.put(name, new Held(token, until));
    return true;
  }

  /** Prolongs what this node holds; to be called several times within {@link #LENGTH}. */
  public void prolong() {
    Instant until = clock.instant().plus(LENGTH);
    held.forEach(
        (name, mine) -> {
          int kept =
              store
                  .writing()
                  .update(
                      "UPDATE lease SET held_until = ? WHERE name = ? AND holder = ? AND token = ?",
                      until.toEpochMilli(),
                      name,
                      node,
                      mine.token());
          if (kept == 0) {
            held.remove(name, mine);
          } else {
            held.replace(name, mine, new Held(mine.token(), until));
          }
        });
  }

  /** Names of what this node holds, as far as it knows. */
  public Set<String> held() {
    Instant now = clock.instant();
    Set<String> names = new TreeSet<>();
    held.forEach(
        (name, mine) -> {
          if (now.isBefore(mine.until())) {
            names.add(name);
          }
        });
    return names;
  }

  /**
   * Makes sure, within the write transaction of the caller and until it ends, that a lease is still
   * this node's.
   *
   * @throws LeaseLostException where another node has it by now
   */
  public void check(String name) {
    Held believed = held.get(name);
    if (believed == null) {
      throw new LeaseLostException(name);
    }
    boolean mine =
        !store
            .writing()
            .queryForList(
                "SELECT token FROM lease WHERE name = ? AND holder = ? AND token = ?"
                    + (store.postgresql() ? " FOR SHARE" : ""),
                Long.class,
                name,
                node,
                believed.token())
            .isEmpty();
    if (!mine) {
      held.remove(name, believed);
      throw new LeaseLostException(name);
    }
  }

  /** Gives everything back, so that another node goes on at once. */
  public void giveBack() {
    held.forEach(
        (name, mine) -> {
          held.remove(name, mine);
          store
              .writing()
              .update(
                  "UPDATE lease SET held_until = 0 WHERE name = ? AND holder = ? AND token = ?",
                  name,
                  node,
                  mine.token());
        });
  }
}
