package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.record.Tasks;
import org.attendancemonitor.replay.Replayed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code what-if} beside the owner of a record, and alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WhatIfCommandTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final String LAST_WHOLE_WEEK = "2026-11-15";

  /** A link that was taken back is replayed as never made; tasks then have fewer versions. */
  private static final String PARTED = "merged-by-mistake-and-parted";

  private Path folder;
  private Configuration configuration;
  private Played played;
  private BusyMonths months;

  /** How a command ended, and what it wrote. */
  private record Ran(int exit, String out, String err) {}

  @BeforeAll
  void monthsPass(@TempDir Path shared) throws Exception {
    folder = shared;
    configuration = Played.configuration(Path.of("config"), folder.resolve("data"));
    played = new Played(configuration, Instant.parse("2020-01-01T08:00:00Z"));
    months = new BusyMonths(played);
    months.play(150, 100, TODAY, PARTED);
    played.until(TODAY.atTime(23, 59).atZone(Assembly.LONDON).toInstant());
  }

  @AfterAll
  void stop() throws IOException {
    played.close();
  }

  @BeforeEach
  void pinTheDate() {
    System.setProperty("attendance.today", TODAY.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty("attendance.today");
    System.clearProperty("attendance.data");
  }

  @Test
  @Order(1)
  void theUnchangedPolicyMakesTheVeryTasksOfTheRecord() {
    Set<SupportTask> stored = new HashSet<>(played.tasks());
    Set<SupportTask> replayed = new HashSet<>();
    int lost = 0;
    for (Replayed person : played.replayed(configuration)) {
      replayed.addAll(person.tasks());
      lost += person.actionsWithoutTask();
      assertThat(person.failures()).isZero();
    }
    // Every part of every task: what differs is shown, and not the hundreds that are the same.
    assertThat(replayed.stream().filter(task -> !stored.contains(task)).toList())
        .as("not so in the record")
        .isEmpty();
    assertThat(stored.stream().filter(task -> !replayed.contains(task)).toList())
        .as("not so in the replay")
        .isEmpty();
    assertThat(lost).isZero();

    assertThat(played.tasks()).extracting(SupportTask::kind).contains(MANY_KINDS);
    assertThat(months.acts()).as("acts of people").isGreaterThan(50);
    assertThat(played.tasks())
        .filteredOn(task -> task.status() == TaskStatus.COMPLETED && task.owner() != null)
        .as("completed by people")
        .hasSizeGreaterThan(2);
  }

  private static final TaskKind[] MANY_KINDS = {
    TaskKind.SUPPORT_ATTENDANCE,
    TaskKind.SUPPORT_PLAN,
    TaskKind.WAS_NOT_BROUGHT,
    TaskKind.DISCHARGE_REVIEW,
    TaskKind.RE_OFFER,
    TaskKind.WAITING_WELL,
    TaskKind.RECORD_OUTCOME
  };

  @Test
  @Order(2)
  void besideTheOwnerItCountsWhatTheRecordHoldsAndLeavesItAsItIs() throws Exception {
    assertThat(DataFolder.isOwned(folder.resolve("data"))).isTrue();
    Map<String, String> before = rows();
    Ran ran = run("--policy", "config/policy.yaml", "--to", LAST_WHOLE_WEEK, "--json");
    assertThat(ran.exit).as(ran.err).isZero();
    assertThat(rows()).isEqualTo(before);

    Map<String, Long> counted = new TreeMap<>();
    JsonNode told = new ObjectMapper().readTree(ran.out);
    for (JsonNode service : told.path("services")) {
      for (JsonNode week : service.path("weeks")) {
        assertThat(week.path("changed")).as("same policy").isEqualTo(week.path("current"));
        week.path("current")
            .path("opened")
            .properties()
            .forEach(
                kind ->
                    counted.merge(
                        week.path("week").asText()
                            + " "
                            + service.path("service").asText()
                            + " "
                            + kind.getKey(),
                        kind.getValue().asLong(),
                        Long::sum));
      }
    }
    assertThat(counted).isEqualTo(openings());
    assertThat(told.path("people").asLong()).isGreaterThan(100);
  }

  /** How often a task of a service and kind was opened in each week, by the versions kept. */
  private Map<String, Long> openings() {
    Map<String, Long> openings = new TreeMap<>();
    for (SupportTask task : played.tasks()) {
      SupportTask before = null;
      List<SupportTask> versions =
          played.monitor().part(Tasks.class).versions(task.id()).stream()
              .sorted(java.util.Comparator.comparingLong(SupportTask::version))
              .toList();
      for (SupportTask version : versions) {
        LocalDate day = Assembly.dayOf(version.modified());
        boolean opened = version.status().open() && (before == null || !before.status().open());
        if (opened && !day.isAfter(LocalDate.parse(LAST_WHOLE_WEEK))) {
          LocalDate monday = day.minusDays(day.getDayOfWeek().getValue() - 1L);
          openings.merge(
              monday + " " + version.service() + " " + version.kind().code(), 1L, Long::sum);
        }
        before = version;
      }
    }
    return openings;
  }

  /** Every row of every table. */
  private Map<String, String> rows() {
    Map<String, String> rows = new TreeMap<>();
    for (String table :
        played
            .record()
            .queryForList("SELECT name FROM sqlite_master WHERE type = 'table'", String.class)) {
      rows.put(table, played.record().queryForList("SELECT * FROM " + table).toString());
    }
    return rows;
  }

  @Test
  @Order(3)
  void aChangedPolicyIsShownBesideTheCurrentOne() throws Exception {
    Path changed = policy("steps: {contact: 2, re-offer: 5}", "steps: {contact: 5, re-offer: 9}");
    Ran ran = run("--policy", changed.toString(), "--capacity", "physiotherapy=3");
    assertThat(ran.exit).as(ran.err).isZero();
    assertThat(ran.out)
        .contains("People's actions are held as recorded", "Nothing is", "with 3 contacts a week")
        .containsPattern("share late +\\d+% +\\d+%")
        .containsPattern("20\\d\\d-\\d\\d-\\d\\d +\\d+ -> \\d+")
        .containsPattern("opened: support-attendance +\\d+ +\\d+");
    assertThat(ran.out.lines().skip(1)).allMatch(line -> line.length() < 150);
  }

  @Test
  @Order(4)
  void aFileThatIsWrongIsRefusedWithEveryFault() throws Exception {
    Path wrong = policy("steps: {contact: 2, re-offer: 5}", "steps: {call: 2, re-offer: -5}");
    Files.writeString(wrong, "discharge: true\n", java.nio.file.StandardOpenOption.APPEND);
    Ran ran = run("--policy", wrong.toString());
    assertThat(ran.exit).isEqualTo(2);
    assertThat(ran.err.lines()).hasSizeGreaterThan(1);
    assertThat(ran.err).contains(wrong + " line ").contains("discharge").contains("rules.T4");
    assertThat(ran.out).isEmpty();

    assertThat(run("--policy", "config/policy.yaml", "--capacity", "nowhere=3").exit).isEqualTo(2);
    assertThat(run("--policy", "config/policy.yaml", "--to", "2026-12-31").exit).isEqualTo(2);
    assertThat(run("--policy", "config/policy.yaml", "--data", folder.resolve("none").toString()))
        .satisfies(none -> assertThat(none.err).contains("there is no record"))
        .satisfies(none -> assertThat(none.exit).isEqualTo(2));
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  @Order(5)
  void aloneItLeavesTheDataFolderAsItIs() throws Exception {
    played.close();
    Map<String, ByteBuffer> before = files();
    Ran ran = run("--policy", "config/policy.yaml", "--as-if-live");
    assertThat(ran.exit).as(ran.err).isZero();
    assertThat(files()).isEqualTo(before);
  }

  private Map<String, ByteBuffer> files() throws IOException {
    Map<String, ByteBuffer> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder.resolve("data"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(file.toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  private Path policy(String shipped, String instead) throws IOException {
    String text = Files.readString(Path.of("config/policy.yaml"));
    assertThat(text).contains(shipped);
    return Files.writeString(
        folder.resolve("policy-" + Math.abs(instead.hashCode()) + ".yaml"),
        text.replace(shipped, instead));
  }

  private Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new java.util.ArrayList<>(List.of("what-if"));
    all.addAll(List.of(arguments));
    if (!all.contains("--data")) {
      all.addAll(List.of("--data", folder.resolve("data").toString()));
    }
    int exit =
        new CommandLine(new AttendanceMonitor())
            .setExecutionExceptionHandler(new PlainErrors())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    return new Ran(exit, out.toString(), err.toString());
  }
}
