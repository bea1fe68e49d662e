package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.attendance.TaskKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** What the dashboards ask for exists, and what they say can be read. */
class DashboardsTest {
  private static final Pattern SELECTOR = Pattern.compile("(attendance_\\w+)\\s*(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*[=!][=~]?\\s*\"");
  private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on|group_left) \\(([^)]*)\\)");
  private static final Pattern DATE = Pattern.compile("\\b(\\d{1,2})/(\\d{1,2})/\\d{2,4}\\b");
  private static final Pattern LINK = Pattern.compile("^/d/([a-z-]+)(\\?.*)?$");

  /** Of the value formats of Grafana, those in use; another one is looked up before it is added. */
  private static final Set<String> UNITS =
      Set.of(
          "none",
          "locale",
          "percentunit",
          "s",
          "dtdurations",
          "suffix: per 100",
          "time:DD/MM/YYYY",
          "time:DD/MM/YYYY HH:mm");

  private static final List<String> DOUBLES = List.of("patient", "appointment", "referral");

  /** What can be drawn without a server; and rows, which have no inside. */
  private static final Set<String> TYPES =
      Set.of("timeseries", "stat", "bargauge", "table", "text", "row");

  static List<Dashboard> dashboards() throws IOException {
    List<Dashboard> dashboards = Dashboard.all();
    assertThat(dashboards).hasSize(4);
    return dashboards;
  }

  private static Map<String, Set<String>> families() {
    Map<String, Set<String>> families = MetricNames.all();
    families.put("attendance_event_seconds_bucket", Set.of("feed", "le"));
    return families;
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyMetricAndLabelThatIsAskedForExists(Dashboard dashboard) {
    Map<String, Set<String>> families = families();
    List<String> queries = new ArrayList<>();
    dashboard.questions().forEach(question -> queries.add(question.expr()));
    dashboard.root().at("/templating/list").findValues("query").stream()
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .filter(query -> query.matches("(label_values|query_result)\\(.*"))
        .forEach(queries::add);
    assertThat(queries).hasSizeGreaterThan(30);
    for (String query : queries) {
      Set<String> known = new TreeSet<>(Set.of(""));
      Matcher selector = SELECTOR.matcher(query);
      int selectors = 0;
      while (selector.find()) {
        selectors++;
        assertThat(families).as(query).containsKey(selector.group(1));
        Set<String> labels = families.get(selector.group(1));
        known.addAll(labels);
        Matcher asked = MATCHER.matcher(selector.group(2) == null ? "" : selector.group(2));
        while (asked.find()) {
          assertThat(labels).as(query).contains(asked.group(1));
        }
      }
      assertThat(selectors).as(query).isPositive();
      Matcher grouping = GROUPING.matcher(query);
      while (grouping.find()) {
        assertThat(known).as(query).containsAll(Arrays.asList(grouping.group(1).split(",\\s*")));
      }
    }
  }

  /** Each node counts its own events; all nodes tell the same of the work, feeds and figures. */
  @ParameterizedTest
  @MethodSource("dashboards")
  void severalNodesAreNeitherDoubledNorLeftOut(Dashboard dashboard) {
    for (Dashboard.Question question : dashboard.questions()) {
      assertThat(question.expr())
          .as("what each node counts is added up")
          .doesNotContainPattern("max[^(]*(\\([^()]*\\))?\\s*\\((increase|rate)\\(");
      assertThat(question.expr())
          .as("what every node tells is not added up")
          .doesNotContainPattern("sum\\s*(by \\([^()]*\\)\\s*)?\\(attendance_");
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanelAsksAQuestionAndExplainsItself(Dashboard dashboard) {
    Set<String> titles = new HashSet<>();
    for (JsonNode panel : dashboard.panels()) {
      String title = panel.path("title").asText();
      String type = panel.path("type").asText();
      assertThat(TYPES).as(title).contains(type);
      assertThat(title).endsWith("?");
      assertThat(titles.add(title)).as("%s: asked twice", title).isTrue();
      if (!type.equals("row")) {
        assertThat(panel.path("description").asText()).as(title).hasSizeGreaterThan(40);
      }
      if (!Set.of("row", "text").contains(type)) {
        assertThat(panel.at("/fieldConfig/defaults/noValue").asText()).as(title).isNotBlank();
        assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotBlank();
        assertThat(panel.at("/datasource/uid").asText()).as(title).isEqualTo("${datasource}");
        assertThat(UNITS).as(title).containsAll(units(panel));
        assertThat(panel.path("targets")).as(title).isNotEmpty();
      }
      if (type.equals("timeseries")) {
        for (JsonNode target : panel.get("targets")) {
          assertThat(target.path("legendFormat").asText()).as(title).isNotBlank();
        }
      }
    }
  }

  private static Set<String> units(JsonNode panel) {
    Set<String> units = new TreeSet<>();
    units.add(panel.at("/fieldConfig/defaults/unit").asText());
    Dashboard.overrides(panel)
        .values()
        .forEach(
            properties -> {
              if (properties.containsKey("unit")) {
                units.add(properties.get("unit").asText());
              }
            });
    return units;
  }

  /** The key stays where a link needs it, unseen. */
  @ParameterizedTest
  @MethodSource("dashboards")
  void servicesAreShownByName(Dashboard dashboard) {
    int named = 0;
    for (JsonNode panel : dashboard.panels()) {
      String title = panel.get("title").asText();
      for (JsonNode target : panel.path("targets")) {
        String legend = target.path("legendFormat").asText();
        assertThat(legend).as(title).doesNotContain("{{service}}");
        if (legend.contains("{{name}}")) {
          named++;
          assertThat(target.get("expr").asText()).as(title).contains("attendance_service_info");
        }
      }
      Map<String, String> columns = renamed(panel);
      assertThat(columns).as(title).doesNotContainKey("service");
      if (columns.containsValue("Service")) {
        named++;
        assertThat(columns).as(title).containsEntry("name", "Service");
        assertThat(panel.get("targets").toString()).as(title).contains("attendance_service_info");
        assertThat(Dashboard.overrides(panel).get("service").get("custom.hideFrom").get("viz"))
            .as(title)
            .isEqualTo(BooleanNode.TRUE);
      }
    }
    assertThat(named).isGreaterThan(1);
    JsonNode variable = dashboard.root().at("/templating/list/1");
    assertThat(variable.get("name").asText()).isEqualTo("service");
    // The way Grafana writes the series that a query of a variable found.
    Matcher chosen =
        Pattern.compile(variable.get("regex").asText().replaceAll("^/|/$", ""))
            .matcher("{name=\"Children's therapy\",service=\"childrens-therapy\"} 1 1795651200000");
    assertThat(chosen.find()).isTrue();
    assertThat(chosen.group("text")).isEqualTo("Children's therapy");
    assertThat(chosen.group("value")).isEqualTo("childrens-therapy");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void wordsBlameNobodyAndDatesAreBritish(Dashboard dashboard) throws IOException {
    JsonNode root = dashboard.root();
    assertThat(root.toString().toLowerCase(Locale.ROOT))
        .doesNotContain("failed to attend")
        .doesNotContain("no-show")
        .doesNotContain("non-complian")
        .doesNotContain("dnaed");
    assertThat(root.get("timezone").asText()).isEqualTo("Europe/London");
    assertThat(root.get("weekStart").asText()).isEqualTo("monday");
    assertThat(root.get("editable").asBoolean()).isFalse();
    assertThat(root.get("schemaVersion").asInt()).isBetween(41, 42);
    Matcher date = DATE.matcher(root.toString());
    while (date.find()) {
      assertThat(Integer.parseInt(date.group(2))).as(date.group()).isLessThanOrEqualTo(12);
    }
  }

  /** The settings that Grafana's own configuration has for axes; its defaults are American. */
  @Test
  void datesOnAxesAreBritish() throws IOException {
    String axes = Files.readString(Path.of("grafana/grafana.ini")).split("\\[date_formats]")[1];
    Map<String, String> formats = new TreeMap<>();
    axes.lines()
        .filter(line -> line.contains(" = "))
        .map(line -> line.split(" = "))
        .forEach(words -> formats.put(words[0], words[1]));
    assertThat(formats.get("full_date")).startsWith("DD/MM/YYYY");
    assertThat(formats.get("interval_hour")).startsWith("DD/MM ");
    assertThat(formats.get("interval_day")).isEqualTo("DD/MM");
    assertThat(formats.get("interval_month")).isEqualTo("MM/YYYY");
    assertThat(formats.get("use_browser_locale")).isEqualTo("false");
    assertThat(formats.get("default_timezone")).isEqualTo("Europe/London");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void theFirstPanelSaysWhatTheFiguresMustNotBeUsedFor(Dashboard dashboard) {
    assertThat(dashboard.panels().get(0).at("/options/content").asText())
        .contains("must not be used to discharge")
        .contains("Missed")
        .contains("left out where numbers are small");
  }

  @Test
  void theyLeadToOneAnotherAndNowhereElse() throws IOException {
    Set<String> uids = new TreeSet<>();
    for (Dashboard dashboard : dashboards()) {
      assertThat(dashboard.root().get("uid").asText()).isEqualTo(dashboard.file());
      uids.add(dashboard.file());
    }
    for (Dashboard dashboard : dashboards()) {
      Set<String> named = new TreeSet<>();
      dashboard.root().get("links").forEach(link -> named.add(led(link, uids)));
      named.add(dashboard.file());
      assertThat(named).as("%s", dashboard).isEqualTo(uids);
      assertThat(dashboard.root().get("tags"))
          .extracting(JsonNode::asText)
          .contains("attendance-monitor");
      for (JsonNode panel : dashboard.panels()) {
        panel.findValues("url").forEach(url -> assertThat(uids).contains(led(url, uids)));
      }
    }
  }

  private static String led(JsonNode link, Set<String> uids) {
    String url = link.isTextual() ? link.asText() : link.get("url").asText();
    Matcher parts = LINK.matcher(url);
    assertThat(parts.matches()).as(url).isTrue();
    assertThat(uids).as(url).contains(parts.group(1));
    return parts.group(1);
  }

  @Test
  void everyGroupFaultAndTaskHasAPlainName() throws Exception {
    Map<String, Set<String>> kept = new HashMap<>();
    Map<String, Map<String, List<String>>> yaml = new Yaml().load(equityYaml());
    Map<String, List<String>> dimensions = yaml.get("dimensions");
    Set<String> groups = new TreeSet<>();
    dimensions.forEach((name, of) -> groups.addAll(name.equals("age_band") ? List.of() : of));
    kept.put("group", groups);
    kept.put("dimension", dimensions.keySet());
    kept.put("reason", words(Stream.of(RejectReason.values()).map(one -> one.word)));
    int columns = 0;
    for (Dashboard dashboard : dashboards()) {
      for (JsonNode panel : dashboard.panels()) {
        boolean doubles = panel.toString().contains("attendance_possible_doubles");
        Stream<String> kinds = Stream.of(TaskKind.values()).map(TaskKind::code);
        kept.put("kind", doubles ? words(DOUBLES.stream()) : words(kinds));
        for (Map.Entry<String, String> column : renamed(panel).entrySet()) {
          if (kept.containsKey(column.getKey())) {
            columns++;
            assertThat(mapped(panel, column.getValue()))
                .as("%s: %s", panel.get("title"), column)
                .containsAll(kept.get(column.getKey()));
          }
        }
      }
    }
    assertThat(columns).isGreaterThan(12);
  }

  private static String equityYaml() throws IOException {
    return Files.readString(Path.of("config/equity.yaml"));
  }

  private static Set<String> words(Stream<String> words) {
    return new TreeSet<>(words.toList());
  }

  private static Map<String, String> renamed(JsonNode panel) {
    Map<String, String> renamed = new HashMap<>();
    panel
        .path("transformations")
        .forEach(
            step ->
                step.at("/options/renameByName")
                    .properties()
                    .forEach(name -> renamed.put(name.getKey(), name.getValue().asText())));
    return renamed;
  }

  private static Set<String> mapped(JsonNode panel, String column) {
    Set<String> mapped = new TreeSet<>();
    Map<String, JsonNode> properties = Dashboard.overrides(panel).getOrDefault(column, Map.of());
    if (properties.containsKey("mappings")) {
      properties
          .get("mappings")
          .forEach(mapping -> mapping.get("options").fieldNames().forEachRemaining(mapped::add));
    }
    return mapped;
  }
}
