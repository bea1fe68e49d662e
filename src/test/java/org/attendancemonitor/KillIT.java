package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.record.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What was acknowledged is never lost, and nothing is doubled, though the service is killed with
 * SIGKILL at random moments under load and started again.
 *
 * <p>Five kills in the build, three on SQLite and two on PostgreSQL. For more:
 *
 * <pre>
 * ./mvnw verify -Dkills=20 -Dit.test=KillIT -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * <p>{@code -Dkill.seed=N} repeats the moments of an earlier run, which prints its seed.
 */
class KillIT {
  private static final int KILLS = Integer.getInteger("kills", 5);
  private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
  private static final Duration LONGEST_LIFE = Duration.ofMillis(2_500);
  private static final Duration TO_DRAIN = Duration.ofSeconds(90);

  @TempDir private Path folder;

  @Test
  void acknowledgedEventsOutliveKillsOnSqlite() throws Exception {
    survives(new ScratchHome(folder), (KILLS * 3 + 4) / 5);
  }

  @Test
  void acknowledgedEventsOutliveKillsOnPostgresql() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      ScratchHome home = new ScratchHome(folder);
      home.set("attendance.store.url", server.getJdbcUrl("postgres", "postgres"))
          .set("attendance.store.user", "postgres");
      survives(home, KILLS - (KILLS * 3 + 4) / 5);
    }
  }

  private static void survives(ScratchHome home, int kills) throws Exception {
    System.out.printf("KillIT: %d kills, -Dkill.seed=%d%n", kills, SEED);
    Random random = new Random(SEED);
    home.user(ScratchHome.FEED, "feed");
    Process service = home.serve();
    try (PersistentSenders senders = new PersistentSenders(home)) {
      for (int kill = 1; kill <= kills; kill++) {
        long before = senders.acknowledged();
        org.awaitility.Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> senders.acknowledged() > before + 50);
        service.waitFor(random.nextLong(LONGEST_LIFE.toMillis()), TimeUnit.MILLISECONDS);
        assertThat(service.isAlive()).as("alive until it is killed").isTrue();
        service.destroyForcibly().waitFor();
        System.out.printf(
            "KillIT: kill %d of %d after %d acknowledgements%n",
            kill, kills, senders.acknowledged());
        service = home.serve();
      }
      senders.finish();
      compare(home, senders.log());
      service.destroy();
      assertThat(service.waitFor(60, TimeUnit.SECONDS)).as("stops on SIGTERM").isTrue();
      assertThat(service.exitValue()).as("exit code after SIGTERM").isZero();
    } finally {
      service.destroyForcibly().waitFor();
    }
  }

  /** The log of the senders against the record, once the queue is drained. */
  private static void compare(ScratchHome home, Map<String, PersistentSenders.Said> log) {
    Map<String, String> wanted = new TreeMap<>();
    log.forEach((id, said) -> wanted.put(id, said.outcome()));
    try (Store store = home.store()) {
      JdbcTemplate record = new JdbcTemplate(store.reader());
      Instant end = Instant.now().plus(TO_DRAIN);
      while (!outcomes(record).equals(wanted) && Instant.now().isBefore(end)) {
        java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
      Map<String, String> found = outcomes(record);
      assertThat(differences(wanted, found))
          .as(
              "acknowledged events that are lost or have another outcome, of %d acknowledged",
              wanted.size())
          .isEmpty();
      assertThat(doubled(record, log)).as("facts kept twice, or not at all").isEmpty();
      assertThat(
              record.queryForList(
                  "SELECT patient || ' ' || referral || ' ' || kind FROM support_task"
                      + " WHERE is_open = 1 GROUP BY patient, referral, kind HAVING count(*) > 1",
                  String.class))
          .as("people with two open tasks of one kind for one referral")
          .isEmpty();
      assertThat(peopleWithTasks(record))
          .as("people with an open task: those, and only those, with a miss that stands")
          .isEqualTo(peopleWithMisses(log));
    }
  }

  private static Map<String, String> outcomes(JdbcTemplate record) {
    Map<String, String> outcomes = new TreeMap<>();
    record.query(
        "SELECT appointment, outcome FROM attendance",
        row -> {
          outcomes.merge(id(row.getString(1)), row.getString(2), (one, two) -> one + "+" + two);
        });
    return outcomes;
  }

  private static List<String> differences(Map<String, String> wanted, Map<String, String> found) {
    TreeSet<String> ids = new TreeSet<>(wanted.keySet());
    ids.addAll(found.keySet());
    return ids.stream()
        .filter(id -> !String.valueOf(wanted.get(id)).equals(found.get(id)))
        .map(id -> id + ": said " + wanted.get(id) + ", found " + found.get(id))
        .limit(20)
        .toList();
  }

  /** Each version that was said is one fact, however often it was sent. */
  private static List<String> doubled(
      JdbcTemplate record, Map<String, PersistentSenders.Said> log) {
    Map<String, Integer> facts = new TreeMap<>();
    record.query(
        "SELECT key_text, count(*) FROM fact GROUP BY key_text",
        row -> {
          facts.put(id(row.getString(1)), row.getInt(2));
        });
    return log.entrySet().stream()
        .filter(it -> !Integer.valueOf(it.getValue().versions()).equals(facts.get(it.getKey())))
        .map(
            it ->
                it.getKey()
                    + ": said "
                    + it.getValue().versions()
                    + " times, kept "
                    + facts.get(it.getKey()))
        .limit(20)
        .toList();
  }

  private static TreeSet<String> peopleWithTasks(JdbcTemplate record) {
    return new TreeSet<>(
        record
            .queryForList(
                "SELECT DISTINCT p.primary_key FROM support_task t JOIN patient p"
                    + " ON p.id = t.patient WHERE t.is_open = 1",
                String.class)
            .stream()
            .map(KillIT::id)
            .toList());
  }

  private static TreeSet<String> peopleWithMisses(Map<String, PersistentSenders.Said> log) {
    TreeSet<String> people = new TreeSet<>();
    log.forEach(
        (id, said) -> {
          if (said.outcome().equals("dna")) {
            people.add(PersistentSenders.patientOf(id));
          }
        });
    return people;
  }

  private static String id(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }
}
