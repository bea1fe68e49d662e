package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.AttendanceRow;
import org.attendancemonitor.attendance.ClosureRow;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.policy.ActAnswer;
import org.attendancemonitor.record.Material;
import org.attendancemonitor.record.Recall;
import org.attendancemonitor.record.Referrals;
import org.attendancemonitor.record.Store;
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
 * says in plain words what happens; {@code {case}} stands for the folder's name. A line with a
 * member {@code act} is what somebody does with the open task of a {@code kind}: it must be
 * allowed, or, with a member {@code refused}, be refused with that status and words; {@code
 * because} lists every reason of the refusal, and there may be no other. In {@code expected.yaml}
 * every open task of the people of the case is listed, with what matters of it; where {@code
 * closed} is there, every closed one; {@code answers} says how missed appointments are answered,
 * {@code closures} how ended referrals are counted, {@code flags} what is known of the people;
 * {@code policy} says what is switched on, or otherwise in {@code policy.yaml}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CasesTest {
  private static final Path CASES = Path.of("src/test/resources/cases");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<ActAnswer.Kind, String> STATUS =
      Map.of(
          ActAnswer.Kind.CONFLICT, "409",
          ActAnswer.Kind.UNUSABLE, "422",
          ActAnswer.Kind.FORBIDDEN, "403");

  private final SetClock clock = new SetClock(Instant.parse("2026-08-01T08:00:00Z"));

  /** One for each policy that cases ask for. */
  private final Map<Object, Monitor> monitors = new HashMap<>();

  private Path folder;
  private Monitor monitor;

  static List<String> cases() throws IOException {
    try (var folders = Files.list(CASES)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @BeforeAll
  void start(@TempDir Path data) {
    folder = data;
  }

  @AfterAll
  void stop() throws IOException {
    for (Monitor started : monitors.values()) {
      started.close();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void opensTheTasksTheCaseExpects(String name) throws Exception {
    Map<String, Object> expected =
        new Yaml().load(Files.readString(CASES.resolve(name).resolve("expected.yaml")));
    monitor = monitor(expected.getOrDefault("policy", Map.of()));
    Set<Long> patients = new TreeSet<>();
    for (String line : Files.readAllLines(CASES.resolve(name).resolve("events.ndjson"))) {
      if (line.startsWith("#")) {
        clock.set(london(line.substring(1).strip().split("\\s", 2)[0]));
      } else {
        happen(line.replace("{case}", name), patients);
      }
    }
    clock.set(day(expected.get("day")).atTime(23, 0).atZone(Assembly.LONDON).toInstant());
    submit(Submission.lookAgain(patients, clock.instant()));

    List<SupportTask> all = tasks(patients);
    assertListed(all.stream().filter(it -> it.status().open()).toList(), listed(expected, "tasks"));
    if (expected.containsKey("closed")) {
      assertListed(
          all.stream().filter(it -> !it.status().open()).toList(), listed(expected, "closed"));
    }
    List<Material> people = monitor.part(Recall.class).of(patients);
    assertAnswers(people, expected.getOrDefault("answers", Map.of()));
    assertClosures(people, expected.getOrDefault("closures", Map.of()));
    assertThat(people.stream().flatMap(it -> it.flags().stream()).filter(Flag::active))
        .as("flags")
        .extracting(Flag::code)
        .containsAll(strings(expected.getOrDefault("flags", List.of())));
  }

  private void happen(String line, Set<Long> patients) throws Exception {
    if (line.startsWith("{\"act\"")) {
      act(JSON.readTree(line), patients);
      return;
    }
    send(line).entries().stream()
        .map(Verdict.EntryVerdict::patientRow)
        .filter(java.util.Objects::nonNull)
        .forEach(patients::add);
  }

  /** The clock has gone on: whoever acts sees what has fallen due meanwhile. */
  private void act(JsonNode line, Set<Long> patients) throws Exception {
    submit(Submission.lookAgain(patients, clock.instant()));
    Verdict verdict =
        submit(
            Submission.asked(
                CaseActs.asked(
                    line,
                    tasks(patients),
                    new Referrals(monitor.part(Store.class)),
                    clock.instant()),
                clock.instant()));
    // Nobody does two things in one moment.
    clock.set(clock.instant().plusSeconds(1));
    if (!line.has("refused")) {
      assertThat(verdict.refusal()).as("%s is allowed", line).isNull();
      assertThat(verdict.clean()).as("%s is kept", line).isTrue();
      return;
    }
    assertThat(verdict.refusal()).as("%s is refused", line).isNotNull();
    String[] wanted = line.get("refused").asText().split(" ", 2);
    assertThat(STATUS.get(verdict.refusal().kind())).as("%s", line).isEqualTo(wanted[0]);
    if (wanted.length > 1) {
      assertThat(verdict.refusal().why().toString()).as("%s", line).contains(wanted[1]);
    }
    if (line.has("because")) {
      assertThat(verdict.refusal().why())
          .as("%s", line)
          .extracting(Reason::text)
          .containsExactlyElementsOf(CaseActs.strings(line.get("because")));
    }
  }

  private static void assertListed(List<SupportTask> there, List<Map<String, Object>> wanted) {
    assertThat(there).as("tasks").hasSameSizeAs(wanted);
    List<SupportTask> left = new ArrayList<>(there);
    for (Map<String, Object> want : wanted) {
      SupportTask task =
          left.stream()
              .filter(it -> it.kind().code().equals(want.get("kind")))
              .filter(it -> it.referral().endsWith(want.getOrDefault("referral", "").toString()))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no task " + want.get("kind") + " in " + left));
      left.remove(task);
      assertFits(task, want);
    }
  }

  private static void assertAnswers(List<Material> people, Object wanted) {
    ((Map<?, ?>) wanted)
        .forEach(
            (appointment, answer) ->
                assertThat(people.stream().flatMap(it -> it.attendances().stream()))
                    .filteredOn(row -> row.appointment().endsWith("-" + appointment))
                    .as("answer to " + appointment)
                    .extracting(AttendanceRow::answer)
                    .containsExactly(answer.toString()));
  }

  private static void assertClosures(List<Material> people, Object wanted) {
    ((Map<?, ?>) wanted)
        .forEach(
            (referral, review) ->
                assertThat(people.stream().flatMap(it -> it.closures().stream()))
                    .filteredOn(row -> row.referral().endsWith("-" + referral))
                    .as("closure of " + referral)
                    .extracting(ClosureRow::review)
                    .containsExactly(review.toString()));
  }

  private static void assertFits(SupportTask task, Map<String, Object> want) {
    want.forEach(
        (part, value) -> {
          switch (part) {
            case "kind" -> assertThat(task.kind().code()).isEqualTo(value);
            case "status" -> assertThat(task.status().code()).isEqualTo(value);
            case "referral" -> assertThat(task.referral()).endsWith(value.toString());
            case "outcome" -> assertThat(task.closeReason()).isEqualTo(value);
            case "heldBy" -> assertThat(task.owner()).isEqualTo(value);
            case "rule" -> assertThat(task.rule()).isEqualTo(value);
            case "owner" -> assertThat(task.ownerRole()).isEqualTo(value);
            case "priority" ->
                assertThat(task.priority().name()).isEqualToIgnoringCase(value.toString());
            case "due" -> assertThat(Assembly.dayOf(task.due())).isEqualTo(day(value));
            case "steps" -> assertThat(steps(task)).isEqualTo(value);
            case "reason" ->
                assertThat(task.reasons().toString()).containsIgnoringCase(value.toString());
            case "reasons" ->
                assertThat(task.reasons()).extracting(Reason::text).isEqualTo(strings(value));
            case "neverSays" -> strings(value).forEach(word -> assertNeverSays(task, word));
            case "recordChanged" -> assertThat(task.recordChanged()).isEqualTo(value);
            case "supports" -> assertThat(task.supports()).containsAll(strings(value));
            case "withoutSupports" ->
                assertThat(task.supports()).doesNotContainAnyElementsOf(strings(value));
            case "escalated" -> assertThat(task.escalation()).isEqualTo(strings(value));
            case "caution" ->
                assertThat(task.cautions().toString()).containsIgnoringCase(value.toString());
            default -> throw new AssertionError("expected.yaml says " + part + "?");
          }
        });
  }

  /** In nothing that is shown of it. */
  private static void assertNeverSays(SupportTask task, String word) {
    assertThat(task.reasons() + " " + task.cautions() + " " + task.inputs() + " " + task.steps())
        .doesNotContainIgnoringCase(word);
  }

  private static List<String> steps(SupportTask task) {
    return task.steps().stream()
        .map(
            step -> step.code() + " " + (step.done() == null ? Assembly.dayOf(step.due()) : "done"))
        .toList();
  }

  private static LocalDate day(Object value) {
    return LocalDate.ofInstant(((java.util.Date) value).toInstant(), ZoneOffset.UTC);
  }

  private static List<String> strings(Object value) {
    return ((List<?>) value).stream().map(Object::toString).toList();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> listed(Map<String, Object> expected, String part) {
    return (List<Map<String, Object>>) expected.getOrDefault(part, List.of());
  }

  private Monitor monitor(Object policy) throws IOException {
    Monitor known = monitors.get(policy);
    if (known == null) {
      Path config = CaseConfig.with(policy, folder.resolve("config-" + monitors.size()));
      String data = folder.resolve("data-" + monitors.size()).toString();
      Configuration configuration =
          Configuration.load(config, Map.of(), Map.of("attendance.data", data));
      known = Monitor.start(configuration, Monitor.Extent.RECORD_ONLY, Map.of(), clock);
      monitors.put(policy, known);
    }
    return known;
  }

  private static Instant london(String local) {
    return LocalDateTime.parse(local).atZone(Assembly.LONDON).toInstant();
  }

  private Verdict send(String json) throws Exception {
    return submit(
        Submission.of(
            monitor.part(FeedReader.class).read(json, "default"),
            "default",
            Intake.Lane.LIVE,
            clock.instant()));
  }

  private Verdict submit(Submission submission) throws Exception {
    return monitor.part(RoutedIntake.class).submit(submission).get(60, TimeUnit.SECONDS);
  }

  private List<SupportTask> tasks(Set<Long> patients) {
    return monitor.part(Tasks.class).search(tasksOf(patients));
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
