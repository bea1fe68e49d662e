package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.attendancemonitor.intake.IntakeMeters;
import org.springframework.jdbc.core.JdbcTemplate;

/** After a fault: what was acknowledged is what is recorded, and every entry is accounted for. */
final class Books {
  private final WholeMonitor service;
  private long secondEntries;

  Books(WholeMonitor service) {
    this.service = service;
  }

  /** Waits until all of it is recorded, and holds everything to it. */
  void balance(SteadySenders senders) {
    Map<String, String> log = senders.log();
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(outcomes(senders.run()))
                    .as("what is recorded, of what was acknowledged")
                    .containsAllEntriesOf(log));
    JdbcTemplate record = service.record();
    // One message a sender may have given up at its end without an answer.
    assertThat(outcomes(senders.run()).size()).isBetween(log.size(), log.size() + 2);
    assertThat(
            record.queryForList(
                "SELECT key_text FROM fact GROUP BY key_text, hash HAVING count(*) > 1",
                String.class))
        .as("facts kept twice")
        .isEmpty();
    assertThat(
            record.queryForList(
                "SELECT patient FROM support_task WHERE is_open = 1"
                    + " GROUP BY patient, referral, kind HAVING count(*) > 1",
                String.class))
        .as("people with two open tasks of one kind")
        .isEmpty();
    assertThat(record.queryForObject("SELECT count(*) FROM dead_letter", Long.class))
        .as("dead letters")
        .isZero();
    await().atMost(Duration.ofSeconds(20)).untilAsserted(this::entriesAreAccountedFor);
  }

  /** A message had two entries: times are taken by message. */
  void secondEntry() {
    secondEntries++;
  }

  /** In = facts + duplicates + stale + conflicts + rejected, by the service's own counters. */
  void entriesAreAccountedFor() {
    Map<String, Long> results = service.monitor().part(IntakeMeters.class).results("default");
    Long facts = service.record().queryForObject("SELECT count(*) FROM fact", Long.class);
    assertThat(results.get("accepted")).as("accepted is kept").isEqualTo(facts);
    assertThat(results.values().stream().mapToLong(Long::longValue).sum())
        .as("in = facts + duplicates + stale + conflicts + rejected, of %s", results)
        .isEqualTo(
            (long) metric("attendance_event_seconds_count{feed=\"default\"}") + secondEntries);
    assertThat(results.get("conflict") + results.get("rejected")).as("refused").isZero();
  }

  /** A series of the scrape. */
  double metric(String series) {
    return service
        .management("/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no series " + series));
  }

  private Map<String, String> outcomes(String start) {
    Map<String, String> outcomes = new TreeMap<>();
    service
        .record()
        .query(
            "SELECT appointment, outcome FROM attendance WHERE appointment LIKE ?",
            row -> {
              String key = row.getString(1);
              outcomes.merge(
                  key.substring(key.lastIndexOf('/') + 1),
                  row.getString(2),
                  (one, two) -> one + "+" + two);
            },
            "%/" + start + "%");
    return outcomes;
  }
}
