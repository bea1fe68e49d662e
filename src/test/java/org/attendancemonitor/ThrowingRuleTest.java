package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.attendancemonitor.attendance.Residence;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.risk.Assessment;
import org.attendancemonitor.risk.Deprivation;
import org.attendancemonitor.risk.RiskSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;

/** A rule that fails keeps the fact, marks its person and is tried again; others go on. */
class ThrowingRuleTest {
  private static final Instant NOW = Instant.parse("2026-10-06T09:00:00Z");
  private static final AtomicBoolean BROKEN = new AtomicBoolean();

  @TempDir private Path folder;

  /** The assessment with a rule that fails for one area while it is told to. */
  static class BrokenRule {
    @Bean
    Assessment assessment(Configuration configuration) {
      Deprivation real = configuration.deprivation();
      return new Assessment(
          configuration.settings(RiskSettings.class),
          new Deprivation() {
            @Override
            public OptionalInt decile(Residence where) {
              if (BROKEN.get() && where != null && "E01000001".equals(where.lsoa())) {
                throw new IllegalStateException("broken by a test");
              }
              return real.decile(where);
            }

            @Override
            public String edition() {
              return real.edition();
            }
          });
    }
  }

  @BeforeEach
  void breakTheRule() {
    BROKEN.set(true);
    System.setProperty("spring.main.sources", BrokenRule.class.getName());
    System.setProperty("spring.main.allow-bean-definition-overriding", "true");
  }

  @AfterEach
  void mend() {
    System.clearProperty("spring.main.sources");
    System.clearProperty("spring.main.allow-bean-definition-overriding");
  }

  @Test
  void theFactIsKeptThePersonMarkedAndTheRuleTriedAgain() throws Exception {
    SetClock clock = new SetClock(NOW);
    try (WholeMonitor service = WholeMonitor.start(folder.resolve("data"), Map.of(), clock)) {
      assertThat(service.put("Patient", "hurt", patient("hurt", "E01000001")).statusCode())
          .as("taken, though its rule failed")
          .isBetween(200, 201);
      service.put("Patient", "well", patient("well", "E01000002"));
      assertThat(service.put("Appointment", "a1", missed("a1", "hurt")).statusCode())
          .isBetween(200, 201);
      service.put("Appointment", "a2", missed("a2", "well"));
      assertThat(failed(service)).as("people marked").containsExactly("hurt");
      assertThat(withTask(service)).as("the neighbour has its task").containsExactly("well");
      assertThat(service.record().queryForObject("SELECT count(*) FROM dead_letter", Long.class))
          .isZero();

      BROKEN.set(false);
      clock.set(NOW.plus(Duration.ofMinutes(11)));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(withTask(service)).containsExactlyInAnyOrder("hurt", "well"));
      assertThat(failed(service)).as("people marked").isEmpty();
    }
  }

  private static java.util.List<String> failed(WholeMonitor service) {
    return ids(service, "SELECT primary_key FROM patient WHERE assessment_failed = 1");
  }

  private static java.util.List<String> withTask(WholeMonitor service) {
    return ids(
        service,
        "SELECT primary_key FROM patient p JOIN support_task t ON t.patient = p.id"
            + " WHERE t.is_open = 1");
  }

  private static java.util.List<String> ids(WholeMonitor service, String sql) {
    return service.record().queryForList(sql, String.class).stream()
        .map(key -> key.substring(key.lastIndexOf('/') + 1))
        .toList();
  }

  private static String patient(String id, String area) {
    return """
        {"resourceType": "Patient", "id": "%s", "meta": {"lastUpdated": "2026-10-01T09:00:00Z"},
         "birthDate": "1980-05-04", "gender": "female",
         "address": [{"use": "home", "postalCode": "XX1 1AA",
          "extension": [{"url": "urn:lsoa", "valueString": "%s"}]}]}"""
        .formatted(id, area);
  }

  private static String missed(String id, String patient) {
    Instant start = NOW.minus(Duration.ofDays(1));
    return Fhir.appointment(id, patient, "noshow", start, start.plusSeconds(3600));
  }
}
