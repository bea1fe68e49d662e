package org.attendancemonitor.record;

import java.time.Clock;
import java.time.Duration;

/** The nodes that run on this record: each tells now and then that it lives, and by what rules. */
public final class Nodes {
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private final Store store;
  private final String node;
  private final String fingerprint;
  private final Clock clock;

  /**
   * @param store where they are known
   * @param node name of this one, the same after a restart
   * @param fingerprint of what it derives from: settings, reference data, program
   */
  public Nodes(Store store, String node, String fingerprint, Clock clock) {
    this.store = store;
    this.node = node;
    this.fingerprint = fingerprint;
    this.clock = clock;
  }

  /** This node lives. */
  public void tell() {
    long now = clock.millis();
    store
        .writing()
        .update(
            "INSERT INTO node (name, fingerprint, seen) VALUES (?, ?, ?) ON CONFLICT (name)"
                + " DO UPDATE SET fingerprint = excluded.fingerprint, seen = excluded.seen",
            node,
            fingerprint,
            now);
    store.writing().update("DELETE FROM node WHERE seen < ?", now - FORGOTTEN.toMillis());
  }

  /** This node ends. */
  public void leave() {
    store.writing().update("DELETE FROM node WHERE name = ?", node);
  }

  /** How many nodes were seen lately, this one included. */
  public long alive() {
    return count("", alsoLately());
  }

  /** Whether another node runs that derives from something else. */
  public boolean differ() {
    return count(" AND fingerprint <> ? AND name <> ?", alsoLately(), fingerprint, node) > 0;
  }

  private long alsoLately() {
    return clock.millis() - Leases.LENGTH.toMillis();
  }

  private long count(String condition, Object... values) {
    Long count =
        store
            .here()
            .queryForObject(
                "SELECT count(*) FROM node WHERE seen > ?" + condition, Long.class, values);
    return count == null ? 0 : count;
  }
}
