package org.attendancemonitor.record;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** When people are to be looked at again without any news. */
public final class Clockwork {
  /** Read from an index of nobody else. */
  static final String FAILED = "SELECT count(*) FROM patient WHERE assessment_failed = 1";

  private static final long CHUNK = 5_000;

  /** So long a node may take over those it was given. */
  private static final Duration IN_HAND = Duration.ofSeconds(20);

  private static final String ORDER = " ORDER BY look_again_at, id LIMIT ?";
  private static final String DUE = "SELECT id FROM patient WHERE look_again_at <= ?" + ORDER;

  private final Store store;

  /** The clockwork of a record. */
  public Clockwork(Store store) {
    this.store = store;
  }

  /**
   * Patient rows that are due, longest waiting first. On PostgreSQL, which several nodes share,
   * they are this node's for a while: others leave them alone, and take them up if they are due
   * still. Until they have been looked at they stay due.
   */
  public List<Long> due(Instant now, int limit) {
    return store.postgresql() ? taken(now, limit) : read(now, limit);
  }

  private List<Long> read(Instant now, int limit) {
    return store.here().queryForList(DUE, Long.class, now.toEpochMilli(), limit);
  }

  private List<Long> taken(Instant now, int limit) {
    if (read(now, 1).isEmpty()) {
      return List.of();
    }
    return store
        .writing()
        .queryForList(
            "UPDATE patient SET taken_until = ? WHERE id IN"
                + " (SELECT id FROM patient WHERE look_again_at <= ? AND taken_until <= ?"
                + ORDER
                + " FOR UPDATE SKIP LOCKED) RETURNING id",
            Long.class,
            now.plus(IN_HAND).toEpochMilli(),
            now.toEpochMilli(),
            now.toEpochMilli(),
            limit)
        .stream()
        .sorted()
        .toList();
  }

  /**
   * Everyone is to be looked at, spread evenly over a time; who is due earlier stays so. Runs in
   * short transactions of its own, so that others write in between.
   *
   * @return how many are to be looked at sooner than they were
   */
  public long lookAgainAtAll(Instant at, Duration over) {
    long last = people();
    long step = over.toMillis() / 1000;
    long sooner = 0;
    for (long from = 0; last > 0 && from <= last; from += CHUNK) {
      long first = from;
      sooner +=
          store.inTransaction(
              () ->
                  store
                      .writing()
                      .update(
                          "UPDATE patient SET look_again_at = ? + (id % 1000) * ?"
                              + " WHERE id >= ? AND id < ?"
                              + " AND (look_again_at IS NULL OR look_again_at > ? + (id % 1000) * ?)",
                          at.toEpochMilli(), step, first, first + CHUNK, at.toEpochMilli(), step));
    }
    return sooner;
  }

  /** How many people there are, at most: numbers of those who were merged or deleted count. */
  public long people() {
    Long last = store.here().queryForObject("SELECT max(id) FROM patient", Long.class);
    return last == null ? 0 : last;
  }

  /** Whether anybody who was due by a moment has not been looked at, in hand or not. */
  public boolean behind(Instant by) {
    return !read(by, 1).isEmpty();
  }

  /** What follows from these people's facts could not be written: marked, and tried again later. */
  public void failed(Collection<Long> patients, Instant again) {
    store
        .writing()
        .update(
            "UPDATE patient SET look_again_at = ?, assessment_failed = 1 WHERE "
                + store.among("id"),
            again.toEpochMilli(),
            store.list(patients));
  }

  /** How many people's rules could not be applied. */
  public long failed() {
    Long failed = store.here().queryForObject(FAILED, Long.class);
    return failed == null ? 0 : failed;
  }
}
