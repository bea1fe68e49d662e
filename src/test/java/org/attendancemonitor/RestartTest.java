package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a restart takes up: changed settings, and when each feed was last heard of. */
class RestartTest {
  private static final Instant YESTERDAY =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(14, ChronoUnit.HOURS);
  private static final String TERMS =
      "owners: [booking-team]\n    steps: {contact: 2, re-offer: 5}";
  private static final String OTHER = "owners: [team-lead]\n    steps: {contact: 3, re-offer: 5}";

  @TempDir private Path folder;

  @Test
  void changedSettingsHaveEveryoneAssessedAgainWithoutAnyNews() throws Exception {
    Path config = copyOfConfig();
    try (WholeMonitor service = start(config)) {
      for (int i = 1; i <= 3; i++) {
        String json =
            Fhir.appointment("a" + i, "p" + i, "noshow", YESTERDAY, YESTERDAY.plusSeconds(60));
        assertThat(service.put("Appointment", "a" + i, json).statusCode()).isBetween(200, 201);
      }
      assertThat(owners(service)).containsExactly("booking-team", "booking-team", "booking-team");
    }
    long looked;
    try (WholeMonitor service = start(config)) {
      looked = versions(service);
      assertThat(soonest(service)).as("unchanged settings call nobody").isGreaterThan(0);
    }
    Path policy = config.resolve("policy.yaml");
    String text = Files.readString(policy);
    assertThat(text).contains(TERMS);
    Files.writeString(policy, text.replace(TERMS, OTHER));
    try (WholeMonitor service = start(config)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(owners(service))
                      .containsExactly("team-lead", "team-lead", "team-lead"));
      assertThat(versions(service)).isGreaterThan(looked);
    }
  }

  @Test
  void whenAFeedWasLastHeardOfSurvivesAnEndAndACrash() throws Exception {
    Path config = copyOfConfig();
    List<String> before;
    try (WholeMonitor service = start(config)) {
      String json = Fhir.appointment("a1", "p1", "noshow", YESTERDAY, YESTERDAY.plusSeconds(60));
      service.put("Appointment", "a1", json);
      await().atMost(Duration.ofSeconds(30)).until(() -> heard(service).size() == 2);
      before = heard(service);
      assertThat(before.toString()).contains("feed=\"default\"").doesNotContain("community");
    }
    try (WholeMonitor service = start(config)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(heard(service)).isEqualTo(before));
      // What a crash leaves: the facts, and nothing written down.
      service.tampering().update("DELETE FROM setting WHERE name LIKE 'feed %'");
    }
    try (WholeMonitor service = start(config)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(heard(service)).isEqualTo(before));
    }
    try (Store store = Store.open(StoreSettings.embedded(), folder.resolve("data"))) {
      JdbcTemplate record = new JdbcTemplate(store.writer());
      record.update("UPDATE fact SET feed = 'other'");
      record.update(
          "INSERT INTO setting (name, value) VALUES ('feed default', ?)"
              + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
          YESTERDAY + " ");
    }
    try (WholeMonitor service = start(config)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> heard(service).size() == 1);
      double received = Double.parseDouble(heard(service).get(0).replaceAll(".* ", ""));
      assertThat(received).isEqualTo(YESTERDAY.getEpochSecond());
    }
  }

  private WholeMonitor start(Path config) throws IOException {
    Map<String, String> overrides =
        Map.of(
            "attendance.data",
            folder.resolve("data").toString(),
            "attendance.broker.port",
            Integer.toString(ScratchHome.freePort()));
    return WholeMonitor.start(
        Configuration.load(config, Map.of(), overrides), Map.of(), Clock.systemUTC());
  }

  private Path copyOfConfig() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("config"));
    try (var files = Files.list(Path.of("config"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private static List<String> owners(WholeMonitor service) {
    return service
        .record()
        .queryForList("SELECT owner_role FROM support_task WHERE is_open = 1", String.class);
  }

  private static long versions(WholeMonitor service) {
    Long sum = service.record().queryForObject("SELECT sum(version) FROM support_task", Long.class);
    return sum == null ? 0 : sum;
  }

  /** Milliseconds until the first person is due; 1 where nobody is. */
  private static long soonest(WholeMonitor service) {
    Long soonest =
        service.record().queryForObject("SELECT min(look_again_at) FROM patient", Long.class);
    return soonest == null
        ? 1
        : soonest - Instant.now().plus(10, ChronoUnit.MINUTES).toEpochMilli();
  }

  private static List<String> heard(WholeMonitor service) {
    return service
        .management("/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith("attendance_feed_last_") && !line.matches(".* 0(\\.0)?"))
        .sorted()
        .toList();
  }
}
