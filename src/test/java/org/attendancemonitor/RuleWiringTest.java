package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.attendance.RecordBuilder.at;
import static org.attendancemonitor.attendance.RecordBuilder.person;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServicesSettings;
import org.attendancemonitor.policy.Policy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What services.yaml says of a service's days reaches the dues of its tasks, and of no others. */
class RuleWiringTest {
  private static final Instant NOW = at("2026-11-03T12:00");
  @TempDir Path folder;

  @BeforeEach
  void copyWhatIsShipped() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("config"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
  }

  @Test
  void aDuePassesOverALocalClosureInThatServiceOnly() throws IOException {
    assertThat(contactDue("podiatry")).isEqualTo(at("2026-11-04T17:00"));
    assertThat(contactDue("orthotics")).isEqualTo(at("2026-11-04T16:30"));
    close("podiatry", "2026-11-04");
    assertThat(contactDue("podiatry")).isEqualTo(at("2026-11-05T17:00"));
    assertThat(contactDue("orthotics")).isEqualTo(at("2026-11-04T16:30"));
  }

  /** When a miss of Monday 2 November 2026 is to be followed by a contact: two working days on. */
  private Instant contactDue(String service) {
    Configuration configuration = Configuration.load(folder, Map.of(), Map.of());
    RuleWiring wiring = new RuleWiring();
    Policy policy = wiring.policy(configuration, configuration.settings(ServicesSettings.class));
    PersonRecord record =
        person(1)
            .born("1980-05-01")
            .phone(true)
            .referral("r", service)
            .missed("a", "r", "2026-11-02T09:00")
            .build();
    List<Change> changes =
        policy.decide(record, wiring.assessment(configuration).assess(record, NOW), NOW).changes();
    return changes.stream()
        .filter(Change.OpenTask.class::isInstance)
        .flatMap(change -> ((Change.OpenTask) change).task().steps().stream())
        .filter(step -> step.code().equals("contact"))
        .map(Step::due)
        .findFirst()
        .orElseThrow();
  }

  private void close(String service, String day) throws IOException {
    Path file = folder.resolve("services.yaml");
    String text = Files.readString(file);
    int at = text.indexOf("closures: []", text.indexOf("\n  " + service + ":"));
    assertThat(at).isNotNegative();
    Files.writeString(
        file, text.substring(0, at) + "closures: [" + day + "]" + text.substring(at + 12));
  }
}
