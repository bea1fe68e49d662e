package org.attendancemonitor.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.record.Store;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How soon after a fault the other nodes have done what the lost one had in hand: everything that
 * had been acknowledged when it happened, or soon after when the broker still sent to the lost one,
 * is in the record, and its duties are another's.
 */
final class Takeover {
  private static final long BETWEEN_LOOKS_MILLIS = 100;
  private static final long STILL_SENT_MILLIS = 3_000;
  private static final String DUTY = "figures";

  private final JdbcTemplate record;
  private final Acknowledged log;
  private final long begun = System.nanoTime();
  private final long token;
  private final String holder;
  private double recorded = Double.NaN;
  private double duties = Double.NaN;

  private record Lease(String holder, long token) {}

  /** Begins with the fault. */
  Takeover(Store store, Acknowledged log) {
    this.record = new JdbcTemplate(store.reader());
    this.log = log;
    Lease lease = lease();
    this.token = lease.token();
    this.holder = lease.holder();
  }

  private Lease lease() {
    return record
        .query(
            "SELECT holder, token FROM lease WHERE name = ?",
            (row, n) -> new Lease(row.getString(1), row.getLong(2)),
            DUTY)
        .stream()
        .findFirst()
        .orElse(new Lease("", 0));
  }

  /** Whether a node had duties when it happened. */
  boolean had(Home home) throws IOException {
    return Files.readString(home.data().resolve("audit-chain")).strip().equals(holder);
  }

  /**
   * Waits until all of it is done, or too much time has passed.
   *
   * @param duties whether those have to be another's, too
   */
  void await(boolean duties, Duration atMost) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(STILL_SENT_MILLIS);
    Map<String, Acknowledged.Said> said = log.said();
    while ((Double.isNaN(recorded) || duties && Double.isNaN(this.duties))
        && seconds() < atMost.toSeconds()) {
      if (Double.isNaN(recorded) && missing(said) == 0) {
        recorded = seconds();
      }
      if (Double.isNaN(this.duties) && lease().token() > token) {
        this.duties = seconds();
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  private double seconds() {
    return (System.nanoTime() - begun) / 1e9;
  }

  private long missing(Map<String, Acknowledged.Said> said) {
    Map<String, Integer> kept = new HashMap<>();
    record.query(
        "SELECT key_text, count(*) FROM fact WHERE key_text LIKE '%/apt-%'"
            + " AND key_text NOT LIKE '%/apt-bulk-%' GROUP BY key_text",
        row -> {
          String key = row.getString(1);
          kept.put(key.substring(key.lastIndexOf('/') + 1), row.getInt(2));
        });
    return said.entrySet().stream()
        .filter(it -> kept.getOrDefault(it.getKey(), 0) < it.getValue().versions())
        .count();
  }

  /** Seconds until everything was recorded; not a number where it was not. */
  double recorded() {
    return recorded;
  }

  /**
   * Seconds until the duties were another's; not a number where they had not to be, or were not.
   */
  double duties() {
    return duties;
  }

  /** Whether it went on within a time. */
  List<String> late(NodeFault fault, boolean hadDuties, double within) {
    List<String> late = new java.util.ArrayList<>();
    if (!(recorded <= within)) {
      late.add(
          "%s: what it had in hand was not recorded within %.0f s"
              .formatted(fault.words(), within));
    }
    if (hadDuties && !(duties <= within)) {
      late.add(
          "%s: its duties were no other node's within %.0f s".formatted(fault.words(), within));
    }
    return late;
  }
}
