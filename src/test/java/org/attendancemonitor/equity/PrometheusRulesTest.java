package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.PrometheusTools.agrees;
import static org.attendancemonitor.PrometheusTools.promtool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attendancemonitor.PrometheusTools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What Prometheus is told to work out and to warn of: right, tested, and explained to people. */
class PrometheusRulesTest {
  private static final Path FOLDER = Path.of("config/prometheus");
  private static final Pattern RECORD = Pattern.compile("([a-z_]+):(attendance_\\w+):(\\w+)");
  private static final Pattern METRIC =
      Pattern.compile("(?<![\\w:])((?:[a-z_]+:)?attendance_\\w+(?::\\w+)?|up)\\s*(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*[=!]~?\\s*\"");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
  private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

  /** One rule, as written. */
  private record Rule(String record, String alert, String expr, Map<String, Object> all) {
    @SuppressWarnings("unchecked")
    Map<String, String> part(String key) {
      return (Map<String, String>) all.getOrDefault(key, Map.of());
    }
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  private static String[] names(List<Path> files, String... before) {
    return Stream.concat(Stream.of(before), files.stream().map(Path::toString))
        .toArray(String[]::new);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> maps(Object parent, String key) {
    return (List<Map<String, Object>>) ((Map<String, Object>) parent).getOrDefault(key, List.of());
  }

  private static List<Rule> rules() throws IOException {
    List<Rule> rules = new ArrayList<>();
    for (Path file : files("rules")) {
      for (Map<String, Object> group : maps(new Yaml().load(Files.readString(file)), "groups")) {
        for (Map<String, Object> rule : maps(group, "rules")) {
          rules.add(
              new Rule(
                  (String) rule.get("record"),
                  (String) rule.get("alert"),
                  (String) rule.get("expr"),
                  rule));
        }
      }
    }
    return rules;
  }

  private static List<Rule> alerts() throws IOException {
    return rules().stream().filter(rule -> rule.alert() != null).toList();
  }

  @Test
  void promtoolAgreesWithTheConfigurationTheRulesAndTheirTests() throws Exception {
    agrees("check", "config", FOLDER.resolve("prometheus.yml").toString());
    agrees(names(files("rules"), "check", "rules", "--lint=all", "--lint-fatal"));
    assertThat(agrees(names(files("tests"), "test", "rules")))
        .doesNotContain("FAILED")
        .contains("SUCCESS");
  }

  @Test
  void anAlertThatNeverFiresIsCaught(@TempDir Path folder) throws Exception {
    assertThat(caught(folder, rule -> rule.put("expr", "vector(1) > 2"))).isEqualTo(alertNames());
  }

  @Test
  void anAlertThatAlwaysFiresIsCaught(@TempDir Path folder) throws Exception {
    assertThat(caught(folder, rule -> rule.put("expr", "vector(1)"))).isEqualTo(alertNames());
  }

  @Test
  void anAlertThatDoesNotWaitIsCaught(@TempDir Path folder) throws Exception {
    Set<String> weekly =
        Set.of(
            "AttendanceDischargeWithoutReview",
            "AttendanceGapWidened",
            "AttendanceCompletenessFell",
            "AttendanceOutcomesMissing",
            "AttendanceReleaseOld");
    Set<String> waiting = alertNames();
    waiting.removeAll(weekly);
    assertThat(caught(folder, rule -> rule.put("for", "0s"))).containsAll(waiting);
  }

  /** Names of alerts whose tests fail once each of them is changed. */
  private static Set<String> caught(Path folder, Consumer<Map<String, Object>> change)
      throws Exception {
    Files.createDirectories(folder.resolve("rules"));
    Files.createDirectories(folder.resolve("tests"));
    for (Path file : files("rules")) {
      Map<String, Object> rules = new Yaml().load(Files.readString(file));
      for (Map<String, Object> group : maps(rules, "groups")) {
        maps(group, "rules").stream().filter(rule -> rule.containsKey("alert")).forEach(change);
      }
      Files.writeString(
          folder.resolve("rules").resolve(file.getFileName()), new Yaml().dump(rules));
    }
    List<Path> tests = new ArrayList<>();
    for (Path file : files("tests")) {
      tests.add(Files.copy(file, folder.resolve("tests").resolve(file.getFileName())));
    }
    PrometheusTools.Said said = promtool(names(tests, "test", "rules"));
    assertThat(said.exit()).isPositive();
    Set<String> failed = new TreeSet<>();
    Matcher name = Pattern.compile("alertname: ?(\\w+)").matcher(said.text());
    while (name.find()) {
      failed.add(name.group(1));
    }
    return failed;
  }

  private static Set<String> alertNames() throws IOException {
    return new TreeSet<>(alerts().stream().map(Rule::alert).toList());
  }

  @Test
  void everyRuleIsTestedBothWays() throws IOException {
    Map<String, Set<Boolean>> tested = new TreeMap<>();
    StringBuilder asked = new StringBuilder();
    for (Path file : files("tests")) {
      for (Map<String, Object> test : maps(new Yaml().load(Files.readString(file)), "tests")) {
        for (Map<String, Object> one : maps(test, "alert_rule_test")) {
          tested
              .computeIfAbsent((String) one.get("alertname"), name -> new TreeSet<>())
              .add(!maps(one, "exp_alerts").isEmpty());
        }
        maps(test, "promql_expr_test").forEach(one -> asked.append(one.get("expr")).append('\n'));
      }
    }
    Map<String, Set<Boolean>> wanted = new LinkedHashMap<>();
    alertNames().forEach(name -> wanted.put(name, Set.of(false, true)));
    assertThat(tested).isEqualTo(wanted);
    rules().stream()
        .filter(rule -> rule.record() != null)
        .forEach(rule -> assertThat(asked.toString()).contains(rule.record()));
  }

  @Test
  void everyAlertSaysHowSevereItIsWhoItIsForAndWhatToDo() throws IOException {
    for (Rule alert : alerts()) {
      assertThat(alert.alert()).matches("Attendance([A-Z][a-z]+)+");
      Map<String, String> labels = alert.part("labels");
      assertThat(labels).as(alert.alert()).containsOnlyKeys("severity", "audience");
      assertThat(labels.get("severity")).isIn("critical", "warning", "info");
      assertThat(labels.get("audience")).isIn("it", "service-manager");
      if (labels.get("severity").equals("critical")) {
        assertThat(labels.get("audience")).as("only IT is paged").isEqualTo("it");
      }
      assertThat(alert.all().get("for")).as(alert.alert()).isNotNull();
      Map<String, String> annotations = alert.part("annotations");
      assertThat(annotations).containsOnlyKeys("summary", "description", "runbook_url");
      assertThat(annotations.get("summary")).isNotBlank().doesNotEndWith(".");
      assertThat(annotations.get("description")).isNotBlank().endsWith(".");
      assertThat(annotations.get("runbook_url"))
          .isEqualTo(
              "{{ $externalLabels.runbook_base }}docs/runbook.md#"
                  + alert.alert().toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void whatAnAlertSaysNamesNobodyAndNoGroup() throws IOException {
    for (Rule alert : alerts()) {
      Matcher label = LABEL.matcher(alert.part("annotations").toString());
      while (label.find()) {
        assertThat(label.group(1)).isIn("feed", "reason", "service", "attribute");
      }
      assertThat(alert.part("annotations").toString().toLowerCase(Locale.ROOT))
          .doesNotContain("no-show")
          .doesNotContain("failed to attend");
    }
  }

  @Test
  void theRunbookHasAParagraphForEveryAlertAndForNoOther() throws IOException {
    Map<String, String> paragraphs = new TreeMap<>();
    for (String paragraph : Files.readString(Path.of("docs/runbook.md")).split("(?m)^### ")) {
      String title = paragraph.lines().findFirst().orElse("");
      if (title.startsWith("Attendance")) {
        paragraphs.put(title, paragraph);
      }
    }
    assertThat(paragraphs.keySet()).isEqualTo(alertNames());
    for (Rule alert : alerts()) {
      assertThat(paragraphs.get(alert.alert()))
          .as(alert.alert())
          .contains("**What it means.**", "**Who looks.**", "**First.**", "**No fault:**");
      String who = alert.part("labels").get("audience").equals("it") ? "IT" : "service manager";
      assertThat(paragraphs.get(alert.alert()).split("\\*\\*Who looks\\.\\*\\*")[1]).contains(who);
    }
  }

  @Test
  void everyMetricAndLabelThatIsAskedForExists() throws IOException {
    Map<String, Set<String>> known = MetricNames.all();
    for (Rule rule : rules()) {
      if (rule.record() != null) {
        Matcher name = RECORD.matcher(rule.record());
        assertThat(name.matches()).as(rule.record()).isTrue();
        known.put(rule.record(), new TreeSet<>(Set.of(name.group(1).split("_"))));
      }
    }
    for (Rule rule : rules()) {
      Set<String> labels = new TreeSet<>();
      Matcher metric = METRIC.matcher(rule.expr());
      int metrics = 0;
      while (metric.find()) {
        metrics++;
        assertThat(known).as(rule.expr()).containsKey(metric.group(1));
        labels.addAll(known.get(metric.group(1)));
        Matcher matcher = MATCHER.matcher(metric.group(2) == null ? "" : metric.group(2));
        while (matcher.find()) {
          assertThat(known.get(metric.group(1))).as(rule.expr()).contains(matcher.group(1));
        }
      }
      assertThat(metrics).as(rule.expr()).isPositive();
      Matcher grouping = GROUPING.matcher(rule.expr());
      while (grouping.find()) {
        if (!grouping.group(1).isBlank()) {
          assertThat(labels)
              .as(rule.expr())
              .containsAll(Arrays.asList(grouping.group(1).split(",\\s*")));
        }
      }
    }
  }
}
