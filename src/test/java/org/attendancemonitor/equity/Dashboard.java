package org.attendancemonitor.equity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A dashboard as its file says it.
 *
 * @param file its name, without the ending
 * @param root the whole of it
 */
public record Dashboard(String file, JsonNode root) {

  /**
   * A question to Prometheus.
   *
   * @param panel title of its panel
   * @param ref its letter in the panel
   * @param expr with variables
   * @param instant it asks for now, not for a range of time
   * @param interval least time between two points, or empty
   * @param points how many points at most
   */
  public record Question(
      String panel, String ref, String expr, boolean instant, String interval, int points) {

    /** Time between two points, as Grafana chooses it for a range. */
    public Duration step(Duration range) {
      Duration least = interval.isEmpty() ? Duration.ofSeconds(15) : duration(interval);
      Duration even = range.dividedBy(points);
      return even.compareTo(least) > 0 ? even : least;
    }
  }

  private static final int POINTS = 1_000;

  private static Duration duration(String text) {
    long count = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 'h' -> Duration.ofHours(count);
      case 'd' -> Duration.ofDays(count);
      case 'w' -> Duration.ofDays(7 * count);
      default -> throw new IllegalArgumentException("expected hours, days or weeks, found " + text);
    };
  }

  /** Every dashboard that is shipped. */
  public static List<Dashboard> all() throws IOException {
    List<Dashboard> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("grafana/dashboards"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".json")).sorted().toList()) {
        String name = file.getFileName().toString().replace(".json", "");
        all.add(new Dashboard(name, new ObjectMapper().readTree(file.toFile())));
      }
    }
    return all;
  }

  /** The dashboard of a name. */
  public static Dashboard named(String file) throws IOException {
    return all().stream().filter(one -> one.file.equals(file)).findFirst().orElseThrow();
  }

  /** Its panels, rows among them. */
  public List<JsonNode> panels() {
    List<JsonNode> panels = new ArrayList<>();
    root.get("panels").forEach(panels::add);
    return panels;
  }

  /** Every question of every panel. */
  public List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    for (JsonNode panel : panels()) {
      for (JsonNode target : panel.path("targets")) {
        questions.add(
            new Question(
                panel.get("title").asText(),
                target.get("refId").asText(),
                target.get("expr").asText(),
                target.get("instant").asBoolean(),
                target.path("interval").asText(""),
                panel.path("maxDataPoints").asInt(POINTS)));
      }
    }
    return questions;
  }

  /** How far back a question looks: as its panel says, else the dashboard. */
  public Duration range(Question question) {
    for (JsonNode panel : panels()) {
      if (panel.get("title").asText().equals(question.panel) && panel.has("timeFrom")) {
        return duration(panel.get("timeFrom").asText());
      }
    }
    return duration(root.at("/time/from").asText().replace("now-", ""));
  }

  /** The question of a panel by the title of the panel and the name of the column. */
  public Question question(String title, String column) {
    JsonNode panel =
        panels().stream()
            .filter(one -> one.get("title").asText().equals(title))
            .findFirst()
            .orElseThrow();
    List<Question> asked = questions().stream().filter(one -> one.panel().equals(title)).toList();
    if (asked.size() == 1) {
      return asked.get(0);
    }
    String ref = columns(panel).get(column);
    return asked.stream().filter(one -> one.ref().equals(ref)).findFirst().orElseThrow();
  }

  /** The letters of the questions behind the columns of a table, by the names of the columns. */
  private static Map<String, String> columns(JsonNode panel) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (JsonNode step : panel.path("transformations")) {
      step.at("/options/renameByName")
          .properties()
          .forEach(
              name -> columns.put(name.getValue().asText(), name.getKey().replace("Value #", "")));
    }
    return columns;
  }

  /** Its overrides of a panel as properties by what they match. */
  static Map<String, Map<String, JsonNode>> overrides(JsonNode panel) {
    Map<String, Map<String, JsonNode>> overrides = new LinkedHashMap<>();
    for (JsonNode override : panel.at("/fieldConfig/overrides")) {
      Map<String, JsonNode> properties = new LinkedHashMap<>();
      for (JsonNode property : override.get("properties")) {
        properties.put(property.get("id").asText(), property.get("value"));
      }
      overrides.put(override.at("/matcher/options").asText(), properties);
    }
    return overrides;
  }

  @Override
  public String toString() {
    return file;
  }
}
