package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
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

/**
 * A rule that fails, with an exception or an error, keeps the fact, marks its person and is tried
 * again; others go on.
 */
class ThrowingRuleTest {
  private static final Instant NOW = Instant.parse("2026-10-06T09:00:00Z");
  private static final AtomicBoolean BROKEN = new AtomicBoolean();

  @TempDir private Path folder;

  /** How the rule fails, by area. */
  private static final Map<String, Supplier<Throwable>> FAILURES =
      Map.of(
          "E01000001",
          () -> new IllegalStateException("broken by a test"),
          "E01000003",
          () -> new AssertionError("broken by a test"),
          "E01000004",
          StackOverflowError::new,
          "E01000005",
          () -> new NoClassDefFoundError("broken by a test"));

  /** The assessment with a rule that fails for some areas while it is told to. */
  static class BrokenRule {
    @Bean
    Assessment assessment(Configuration configuration) {
      Deprivation real = configuration.deprivation();
      return new Assessment(
          configuration.settings(RiskSettings.class),
          new Deprivation() {
            @Override
            public OptionalInt decile(Residence where) {
              if (BROKEN.get() && where != null && FAILURES.containsKey(where.lsoa())) {
                Throwable failure = FAILURES.get(where.lsoa()).get();
                if (failure instanceof Error error) {
                  throw error;
                }
                throw (RuntimeException) failure;
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
      for (String area : FAILURES.keySet()) {
        String hurt = "of-" + area;
        assertThat(service.put("Patient", hurt, patient(hurt, area)).statusCode())
            .as("taken, though its rule failed")
            .isBetween(200, 201);
        assertThat(service.put("Appointment", "a-" + area, missed("a-" + area, hurt)).statusCode())
            .isBetween(200, 201);
      }
      service.put("Patient", "well", patient("well", "E01000002"));
      service.put("Appointment", "a2", missed("a2", "well"));
      String[] hurt = FAILURES.keySet().stream().map(area -> "of-" + area).toArray(String[]::new);
      assertThat(failed(service)).as("people marked").containsExactlyInAnyOrder(hurt);
      assertThat(withTask(service)).as("the neighbour has its task").containsExactly("well");
      assertThat(service.record().queryForObject("SELECT count(*) FROM dead_letter", Long.class))
          .isZero();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(service.management("/prometheus").body())
                      .contains("attendance_assessments_failed 4.0"));

      BROKEN.set(false);
      clock.set(NOW.plus(Duration.ofMinutes(11)));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(withTask(service)).hasSize(5).contains(hurt).contains("well"));
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
