package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clock of the machine jumps a day ahead, over the end of summer time and a Monday, back by an
 * hour, and on: nothing is opened or released twice, no due moves, and time goes on.
 */
class ClockJumpTest {
  /** Half an hour before the clocks go back; a release is due on Monday, a day later. */
  private static final Instant NOW = Instant.parse("2026-10-25T00:30:00Z");

  private static final Duration SOON = Duration.ofSeconds(45);

  @TempDir private Path folder;

  private record Task(String id, String patient, String kind, long due) {}

  private static List<Task> tasks(WholeMonitor service) {
    return service
        .record()
        .query(
            "SELECT t.id, p.primary_key, t.kind, t.due FROM support_task t JOIN patient p"
                + " ON p.id = t.patient WHERE t.is_open = 1 ORDER BY t.opened, t.id",
            (row, n) ->
                new Task(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
  }

  private static void missed(WholeMonitor service, String id, String patient) {
    Instant start = NOW.minus(Duration.ofHours(15));
    String json = Fhir.appointment(id, patient, "noshow", start, start.plusSeconds(3600));
    assertThat(service.put("Appointment", id, json).statusCode()).isBetween(200, 201);
  }

  /** Something that has the person assessed again and changes nothing for the miss. */
  private static void booked(WholeMonitor service, String id, String patient) {
    Instant start = NOW.plus(Duration.ofDays(30));
    String json = Fhir.appointment(id, patient, "booked", start, NOW.minusSeconds(60));
    assertThat(service.put("Appointment", id, json).statusCode()).isBetween(200, 201);
  }

  private static long releases(WholeMonitor service) {
    return service.record().queryForObject("SELECT count(*) FROM release", Long.class);
  }

  private static void awaitReleases(WholeMonitor service, long count) {
    await().atMost(SOON).untilAsserted(() -> assertThat(releases(service)).isEqualTo(count));
  }

  /** Everyone who was due has been looked at. */
  private static void timeGoesOn(WholeMonitor service, Instant now) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        service
                            .record()
                            .queryForList(
                                "SELECT primary_key FROM patient WHERE look_again_at <= ?",
                                String.class,
                                now.toEpochMilli()))
                    .as("people who are still to be looked at")
                    .isEmpty());
  }

  @Test
  void nothingIsDoneTwiceAndTimeGoesOn() throws Exception {
    SetClock clock = new SetClock(NOW);
    try (WholeMonitor service = WholeMonitor.start(folder.resolve("data"), Map.of(), clock)) {
      missed(service, "a1", "first");
      assertThat(tasks(service)).hasSize(1);
      awaitReleases(service, 1);
      PageVisitor anna = PageVisitor.signedIn(service, WholeMonitor.CLINICIAN);

      Instant ahead = NOW.plus(Duration.ofDays(1));
      clock.set(ahead);
      assertThat(anna.get("/worklist").uri().getPath())
          .as("half a day is over")
          .isEqualTo("/sign-in");
      missed(service, "a2", "second");
      timeGoesOn(service, ahead);
      awaitReleases(service, 2);
      List<Task> opened = tasks(service);
      assertThat(opened).hasSize(2);
      anna = PageVisitor.signedIn(service, WholeMonitor.CLINICIAN);

      Instant back = ahead.minus(Duration.ofHours(1));
      clock.set(back);
      booked(service, "b1", "first");
      booked(service, "b2", "second");
      missed(service, "a1", "first");
      timeGoesOn(service, back);
      assertThat(tasks(service)).as("tasks and dues after an hour back").isEqualTo(opened);
      assertThat(anna.get("/worklist").statusCode()).as("still signed in").isEqualTo(200);

      clock.set(NOW.plusSeconds(60));
      missed(service, "a3", "third");
      booked(service, "b3", "second");
      assertThat(tasks(service)).as("and after the whole day back").containsAll(opened).hasSize(3);

      Instant on = ahead.plus(Duration.ofHours(2));
      clock.set(on);
      missed(service, "a4", "fourth");
      timeGoesOn(service, on);
      assertThat(tasks(service)).containsAll(opened).hasSize(4);
      assertThat(releases(service)).as("one release for each Monday").isEqualTo(2);
      assertThat(
              service
                  .record()
                  .queryForList(
                      "SELECT patient FROM support_task GROUP BY patient, referral, kind"
                          + " HAVING count(*) > 1",
                      String.class))
          .as("people whose task was opened twice")
          .isEmpty();
    }
  }

  /** A timer that compares dates rests for as long as the clock is set back. */
  @Test
  void noRouteHangsOnTheMachinesClock() throws Exception {
    try (Stream<Path> routes = Files.list(Path.of("routes"))) {
      for (Path route : routes.toList()) {
        assertThat(Files.readString(route)).as(route.toString()).doesNotContain("uri: timer:");
      }
    }
  }
}
