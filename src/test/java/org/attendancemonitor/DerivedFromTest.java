package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.intake.LookAgain;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.record.Leases;
import org.attendancemonitor.record.Marks;
import org.attendancemonitor.record.Nodes;
import org.attendancemonitor.record.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A data folder of an earlier version, in which nothing of waits was derived yet. */
class DerivedFromTest {
  private static final Instant NOW = Instant.parse("2026-10-06T09:00:00Z");
  private static final String REFERRAL =
      """
      {"resourceType": "ServiceRequest", "id": "r1", "status": "active", "intent": "order",
       "meta": {"lastUpdated": "2026-10-05T09:00:00Z"}, "authoredOn": "2026-09-01",
       "code": {"coding": [{"system": "http://snomed.info/sct", "code": "310087009"}]},
       "subject": {"reference": "Patient/p1"}}""";

  @TempDir Path folder;

  @Test
  void whatAnEarlierVersionDidNotDeriveIsDerivedAfterTheUpgrade() throws Exception {
    Configuration configuration = WholeMonitor.configuration(folder, Map.of());
    SetClock clock = new SetClock(NOW);
    try (Monitor monitor =
        Monitor.start(configuration, Monitor.Extent.RECORD_ONLY, Map.of(), clock)) {
      assertThat(
              AnyOrderTest.submit(monitor, new RandomMessages.Sent(REFERRAL, NOW))
                  .get(60, TimeUnit.SECONDS)
                  .clean())
          .isTrue();
      Store store = monitor.part(Store.class);
      Marks marks = monitor.part(Marks.class);
      JdbcTemplate writer = new JdbcTemplate(store.writer());
      assertThat(waits(store)).isEqualTo(1);
      writer.update("DELETE FROM spell");
      store.inTransaction(
          () -> {
            marks.set("derived from", "2 " + configuration.fingerprint());
            return null;
          });

      Rederivation rederivation = monitor.part(Rederivation.class);
      Nodes here = node(store, "here", configuration.fingerprint(), clock);
      Nodes other = node(store, "other", "another", clock);
      DerivedFrom derived =
          new DerivedFrom(store, marks, rederivation, here, new Leases(store, "here", clock));
      assertThat(derived.outdated(configuration.fingerprint())).isTrue();
      other.tell();
      derived.settle(configuration.fingerprint());
      assertThat(derived.outdated(configuration.fingerprint()))
          .as("while another node decides by other settings")
          .isTrue();
      assertThat(rederivation.underWay()).isFalse();
      other.leave();
      assertThat(derived.quick()).isTrue();
      writer.update("INSERT INTO patient (id, primary_key, created) VALUES (20001, 'many', 0)");
      assertThat(derived.quick()).as("a start does not wait for so many").isFalse();
      writer.update("DELETE FROM patient WHERE id = 20001");
      derived.settle(configuration.fingerprint());
      assertThat(derived.outdated(configuration.fingerprint())).isFalse();
      assertThat(rederivation.underWay()).as("no release from half of them").isTrue();
      clock.set(NOW.plus(Duration.ofHours(1)));
      assertThat(rederivation.underWay()).as("an hour later: nobody did anything").isTrue();
      lookAgain(monitor);
      assertThat(waits(store)).isEqualTo(1);
      assertThat(rederivation.underWay()).isFalse();

      writer.update("DELETE FROM spell");
      derived.settle(configuration.fingerprint());
      clock.set(NOW.plus(Duration.ofHours(2)));
      lookAgain(monitor);
      assertThat(waits(store)).as("nothing has changed since: nobody is assessed").isZero();
    }
  }

  @Test
  void noReleaseIsMadeWhileEveryoneIsBeingMarked() throws Exception {
    Configuration configuration = WholeMonitor.configuration(folder, Map.of());
    try (Monitor monitor =
        Monitor.start(configuration, Monitor.Extent.RECORD_ONLY, Map.of(), new SetClock(NOW))) {
      Marks marks = monitor.part(Marks.class);
      Rederivation rederivation = monitor.part(Rederivation.class);
      rederivation.everyone();
      assertThat(rederivation.underWay()).as("there is nobody").isFalse();

      JdbcTemplate writer = new JdbcTemplate(monitor.part(Store.class).writer());
      writer.update("INSERT INTO patient (id, primary_key, created) VALUES (1, 'one', 0)");
      // What whoever considers a release meanwhile would see.
      writer.execute(
          "CREATE TRIGGER meanwhile AFTER UPDATE OF look_again_at ON patient BEGIN"
              + " INSERT INTO setting (name, value) SELECT 'seen meanwhile', value FROM setting"
              + " WHERE name = 'derived again until'; END");
      rederivation.everyone();
      assertThat(marks.get("seen meanwhile")).isPresent();
      assertThat(rederivation.underWay()).isTrue();
      rederivation.everyone();
      assertThat(rederivation.underWay()).as("nobody is sooner than they were").isTrue();
    }
  }

  /** A service takes some 2,000 people a second, and has events to take as well. */
  @Test
  void aLargeTrustsPeopleAreSpreadOverLonger() {
    assertThat(Rederivation.over(0)).isEqualTo(Duration.ofMinutes(5));
    assertThat(Rederivation.over(150_000)).isEqualTo(Duration.ofMinutes(5));
    assertThat(Rederivation.over(1_000_000)).isEqualTo(Duration.ofSeconds(2_000));
  }

  @Test
  void whereThereAreManyTheRouteSeesToItSoonAfterTheStart() throws Exception {
    Configuration configuration = WholeMonitor.configuration(folder, Map.of());
    try (Monitor monitor = Monitor.start(configuration, Monitor.Extent.RECORD_ONLY, Map.of())) {
      new JdbcTemplate(monitor.part(Store.class).writer())
          .update("INSERT INTO patient (id, primary_key, created) VALUES (20001, 'many', 0)");
    }
    try (WholeMonitor service = WholeMonitor.start(configuration, Map.of(), Clock.systemUTC())) {
      Marks marks = service.monitor().part(Marks.class);
      String derivation = DerivedFrom.derivation(configuration.fingerprint());
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(marks.get("derived from")).contains(derivation));
      assertThat(service.monitor().part(Rederivation.class).underWay()).isTrue();
    }
  }

  private static Nodes node(Store store, String name, String fingerprint, Clock clock) {
    return new Nodes(store, name, DerivedFrom.derivation(fingerprint), clock);
  }

  private static void lookAgain(Monitor monitor) throws Exception {
    List<Submission> due = monitor.part(LookAgain.class).due();
    for (Submission people : due) {
      monitor.part(RoutedIntake.class).submit(people).get(60, TimeUnit.SECONDS);
    }
  }

  private static int waits(Store store) {
    return new JdbcTemplate(store.reader())
        .queryForObject("SELECT count(*) FROM spell", Integer.class);
  }
}
