package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.feed.FhirReader;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.record.TaskQuery;
import org.attendancemonitor.record.Tasks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The folders of {@code src/test/resources/cases}: events in, tasks out, each with its twin in
 * which the cause is missing. Read one folder's three files to know what this program does; copy a
 * folder to add a case.
 *
 * <p>In {@code events.ndjson} a line that begins with # gives the moment the next events arrive and
 * says in plain words what happens; {@code {case}} stands for the folder's name. In {@code
 * expected.yaml} every open task of the people of the case is listed, with what matters of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CasesTest {
  private static final Path CASES = Path.of("src/test/resources/cases");

  private final SetClock clock = new SetClock(Instant.parse("2026-08-01T08:00:00Z"));
  private Monitor monitor;

  static List<String> cases() throws IOException {
    try (var folders = Files.list(CASES)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @BeforeAll
  void start(@TempDir Path data) throws IOException {
    Configuration configuration =
        Configuration.load(
            Path.of("config"), Map.of(), Map.of("attendance.data", data.resolve("d").toString()));
    monitor = Monitor.start(configuration, Monitor.Extent.RECORD_ONLY, Map.of(), clock);
  }

  @AfterAll
  void stop() throws IOException {
    monitor.close();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void opensTheTasksTheCaseExpects(String name) throws Exception {
    Set<Long> patients = new TreeSet<>();
    for (String line : Files.readAllLines(CASES.resolve(name).resolve("events.ndjson"))) {
      if (line.startsWith("#")) {
        clock.set(london(line.substring(1).strip().split("\\s", 2)[0]));
      } else {
        Verdict verdict = send(line.replace("{case}", name));
        verdict.entries().stream()
            .map(Verdict.EntryVerdict::patientRow)
            .filter(java.util.Objects::nonNull)
            .forEach(patients::add);
      }
    }
    Map<String, Object> expected =
        new Yaml().load(Files.readString(CASES.resolve(name).resolve("expected.yaml")));
    LocalDate day =
        LocalDate.ofInstant(((java.util.Date) expected.get("day")).toInstant(), clock.getZone());
    clock.set(day.atTime(23, 0).atZone(Assembly.LONDON).toInstant());
    submit(Submission.lookAgain(patients, clock.instant()));

    List<String> open =
        monitor.part(Tasks.class).search(tasksOf(patients)).stream()
            .filter(task -> task.status().open())
            .map(SupportTask::toString)
            .sorted()
            .toList();
    List<Map<String, Object>> wanted = tasks(expected);
    assertThat(open).as("open tasks").hasSameSizeAs(wanted);
    List<SupportTask> tasks = new ArrayList<>(monitor.part(Tasks.class).search(tasksOf(patients)));
    tasks.removeIf(task -> !task.status().open());
    for (Map<String, Object> want : wanted) {
      SupportTask task =
          tasks.stream()
              .filter(it -> it.kind().code().equals(want.get("kind")))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no task " + want.get("kind") + " in " + open));
      assertFits(task, want);
    }
  }

  private static void assertFits(SupportTask task, Map<String, Object> want) {
    want.forEach(
        (part, value) -> {
          switch (part) {
            case "kind" -> assertThat(task.kind().code()).isEqualTo(value);
            case "status" -> assertThat(task.status().code()).isEqualTo(value);
            case "rule" -> assertThat(task.rule()).isEqualTo(value);
            case "owner" -> assertThat(task.ownerRole()).isEqualTo(value);
            case "priority" ->
                assertThat(task.priority().name()).isEqualToIgnoringCase(value.toString());
            case "due" -> assertThat(Assembly.dayOf(task.due())).isEqualTo(day(value));
            case "steps" -> assertThat(steps(task)).isEqualTo(value);
            case "reason" ->
                assertThat(task.reasons().toString()).containsIgnoringCase(value.toString());
            case "supports" -> assertThat(task.supports()).containsAll(strings(value));
            default -> throw new AssertionError("expected.yaml says " + part + "?");
          }
        });
  }

  private static List<String> steps(SupportTask task) {
    return task.steps().stream()
        .map(
            step -> step.code() + " " + (step.done() == null ? Assembly.dayOf(step.due()) : "done"))
        .toList();
  }

  private static LocalDate day(Object value) {
    return LocalDate.ofInstant(((java.util.Date) value).toInstant(), java.time.ZoneOffset.UTC);
  }

  private static List<String> strings(Object value) {
    return ((List<?>) value).stream().map(Object::toString).toList();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> tasks(Map<String, Object> expected) {
    return (List<Map<String, Object>>) expected.get("tasks");
  }

  private static Instant london(String local) {
    return LocalDateTime.parse(local).atZone(Assembly.LONDON).toInstant();
  }

  private Verdict send(String json) throws Exception {
    return submit(
        Submission.of(
            monitor.part(FhirReader.class).read(json, "default"),
            "default",
            Intake.Lane.LIVE,
            clock.instant()));
  }

  private Verdict submit(Submission submission) throws Exception {
    return monitor.part(RoutedIntake.class).submit(submission).get(60, TimeUnit.SECONDS);
  }

  private static TaskQuery tasksOf(Set<Long> patients) {
    return new TaskQuery(
        Set.of(),
        patients,
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        TaskQuery.Sort.OPENED,
        100,
        0);
  }
}
