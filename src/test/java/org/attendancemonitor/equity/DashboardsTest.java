package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardsTest {
  private static final Pattern SELECTOR = Pattern.compile("(attendance_\\w+)\\s*(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*=~?\\s*\"");
  private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");

  static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("grafana/dashboards"))) {
      List<Path> dashboards = files.filter(file -> file.toString().endsWith(".json")).toList();
      assertThat(dashboards).isNotEmpty();
      return dashboards;
    }
  }

  private static Map<String, Set<String>> families() {
    Release empty =
        new Release(Instant.EPOCH, LocalDate.EPOCH, false, "DNA", List.of(), Map.of(), List.of());
    Map<String, Set<String>> families = new HashMap<>();
    Stream.concat(
            ReleasedFamilies.of(empty).families().stream(),
            LiveFamilies.of(LiveFigures.NONE, Set.of()).stream())
        .forEach(family -> families.put(family.name(), Set.copyOf(family.labels())));
    families.put("attendance_feed_events_total", Set.of("feed", "result", "mode"));
    return families;
  }

  private static List<JsonNode> panels(Path dashboard) throws IOException {
    List<JsonNode> panels = new ArrayList<>();
    new ObjectMapper()
        .readTree(dashboard.toFile())
        .get("panels")
        .forEach(
            panel -> {
              panels.add(panel);
              panel.path("panels").forEach(panels::add);
            });
    return panels;
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyMetricAndLabelThatIsAskedForExists(Path dashboard) throws IOException {
    Map<String, Set<String>> families = families();
    List<String> queries = new ArrayList<>();
    JsonNode root = new ObjectMapper().readTree(dashboard.toFile());
    root.findValues("expr").forEach(expr -> queries.add(expr.asText()));
    root.at("/templating/list").findValues("query").stream()
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .filter(query -> query.startsWith("label_values"))
        .forEach(queries::add);
    assertThat(queries).hasSizeGreaterThan(10);
    for (String query : queries) {
      Set<String> known = new TreeSet<>(Set.of("instance"));
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

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanelAsksAQuestionAndExplainsItself(Path dashboard) throws IOException {
    for (JsonNode panel : panels(dashboard)) {
      String title = panel.path("title").asText();
      assertThat(title).endsWith("?");
      if (!panel.path("type").asText().equals("row")) {
        assertThat(panel.path("description").asText()).as(title).isNotBlank();
      }
      if (!Set.of("row", "text").contains(panel.path("type").asText())) {
        assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotBlank();
        assertThat(panel.at("/fieldConfig/defaults/noValue").asText()).as(title).isNotBlank();
        assertThat(panel.at("/datasource/uid").asText()).as(title).isEqualTo("${datasource}");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void wordsBlameNobodyAndDatesAreBritish(Path dashboard) throws IOException {
    String text = Files.readString(dashboard);
    assertThat(text.toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("failed to attend")
        .doesNotContain("no-show")
        .doesNotContain("non-complian");
    JsonNode root = new ObjectMapper().readTree(text);
    assertThat(root.get("timezone").asText()).isEqualTo("Europe/London");
    assertThat(root.get("editable").asBoolean()).isFalse();
    root.findValues("unit").stream()
        .map(JsonNode::asText)
        .filter(unit -> unit.toLowerCase(java.util.Locale.ROOT).contains("date"))
        .forEach(unit -> assertThat(unit).startsWith("time:DD/MM/YYYY"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void theFirstPanelSaysWhatTheFiguresMustNotBeUsedFor(Path dashboard) throws IOException {
    assertThat(panels(dashboard).get(0).at("/options/content").asText())
        .contains("must not be used to discharge")
        .contains("Missed")
        .contains("left out where numbers are small");
  }
}
