package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attendancemonitor.equity.MetricNames;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The table of faults in docs/operating.md names nothing that is not there. */
class FaultTableTest {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern TEST = Pattern.compile("(\\w+(?:Test|IT))(?:#(\\w+))?");
  private static final Set<String> CHECKS = Set.of("store", "intake", "broker");

  private static List<List<String>> rows() throws IOException {
    String faults = Files.readString(Path.of("docs/operating.md")).split("## Faults")[1];
    return faults
        .split("\n## ")[0]
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| fault |"))
        .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).skip(1).toList())
        .toList();
  }

  private static List<String> quoted(String cell) {
    return QUOTED.matcher(cell).results().map(found -> found.group(1)).toList();
  }

  private static Optional<Path> source(String type) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return files.filter(file -> file.endsWith(type + ".java")).findFirst();
    }
  }

  @Test
  void eachRowIsShownByATestOrCommandThatThereIs() throws IOException {
    Map<String, CommandLine> commands = new CommandLine(new FaultsCommand()).getSubcommands();
    assertThat(rows()).hasSizeGreaterThan(20).allSatisfy(row -> assertThat(row).hasSize(5));
    for (List<String> row : rows()) {
      List<String> shown = quoted(row.get(4));
      assertThat(shown).as(row.get(0)).isNotEmpty();
      for (String by : shown) {
        if (by.startsWith("faults ")) {
          assertThat(commands).as(row.get(0)).containsKey(by.substring("faults ".length()));
        } else {
          Matcher test = TEST.matcher(by);
          assertThat(test.matches()).as(by).isTrue();
          Optional<Path> file = source(test.group(1));
          assertThat(file).as(by).isPresent();
          if (test.group(2) != null) {
            assertThat(Files.readString(file.orElseThrow()))
                .as(by)
                .containsPattern("@\\w*Test[^;{}]*\\s+void " + test.group(2) + "\\(");
          }
        }
      }
    }
  }

  @Test
  void whatShowsAFaultIsThere() throws IOException {
    Set<String> metrics = MetricNames.all().keySet();
    String rules = Files.readString(Path.of("config/prometheus/rules/feeds.alerts.yml"));
    int found = 0;
    for (List<String> row : rows()) {
      for (String name : quoted(row.get(2))) {
        if (name.startsWith("attendance_")) {
          assertThat(metrics).as(row.get(0)).contains(name);
          found++;
        } else if (name.startsWith("Attendance")) {
          assertThat(rules).as(row.get(0)).contains("alert: " + name + "\n");
          found++;
        } else if (CHECKS.contains(name)) {
          found++;
        }
      }
    }
    assertThat(found).isGreaterThan(25);
  }

  /** One that is away must not look well to whoever sends. */
  @Test
  void theChecksTurnReadinessOff() throws IOException {
    assertThat(Files.readString(Path.of("config/application.yaml")))
        .contains("include: readinessState,store,intake,broker");
    try (Stream<Path> sources = Files.list(Path.of("src/main/java/org/attendancemonitor"))) {
      StringBuilder wiring = new StringBuilder();
      for (Path file : sources.filter(it -> it.toString().endsWith("Wiring.java")).toList()) {
        wiring.append(Files.readString(file));
      }
      CHECKS.forEach(check -> assertThat(wiring).contains(" " + check + "HealthIndicator("));
    }
  }
}
