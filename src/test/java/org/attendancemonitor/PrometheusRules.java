package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The shipped configuration of Prometheus, copied for a test: with another target, and everything
 * every second.
 */
final class PrometheusRules {
  private static final Pattern SELECTOR =
      Pattern.compile("(?<![\\w:])(attendance_\\w+|up)(\\{[^}]*})?");

  private final int rules;

  private PrometheusRules(int rules) {
    this.rules = rules;
  }

  /** Copies it into a folder, for a monitor that answers at a port. */
  static PrometheusRules copied(Path folder, int port) throws IOException {
    Path shipped = Path.of("config/prometheus");
    String configuration = Files.readString(shipped.resolve("prometheus.yml"));
    assertThat(configuration).contains("127.0.0.1:8081", "scrape_interval: 15s");
    Files.writeString(
        folder.resolve("prometheus.yml"),
        configuration
            .replace("127.0.0.1:8081", "127.0.0.1:" + port)
            .replace("scrape_interval: 15s", "scrape_interval: 1s")
            .replace("evaluation_interval: 1m", "evaluation_interval: 1s"));
    Files.createDirectories(folder.resolve("rules"));
    int rules = 0;
    try (Stream<Path> files = Files.list(shipped.resolve("rules"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        rules += (int) text.lines().filter(line -> line.matches(" +- (record|alert): .*")).count();
        Files.writeString(
            folder.resolve("rules").resolve(file.getFileName()),
            text.replace("interval: 2m", "interval: 1s"));
      }
    }
    assertThat(rules).isGreaterThan(15);
    return new PrometheusRules(rules);
  }

  /**
   * Runs a Prometheus with it and holds every rule to what the service publishes.
   *
   * @param folder into which it was copied
   * @param scraped families of a scrape
   */
  void hold(Path folder, Set<String> scraped) throws Exception {
    try (RunningPrometheus prometheus =
        RunningPrometheus.start(folder, "--query.lookback-delta=25h")) {
      eachIsJudged(prometheus);
      eachRecordingGivesTheSeriesItsNamePromises(prometheus);
      eachSelectorFindsSeries(prometheus, scraped);
      await()
          .atMost(Duration.ofSeconds(30))
          .alias("nobody is paged while all is well")
          .untilAsserted(
              () -> assertThat(prometheus.ask("ALERTS{severity=\"critical\"}")).hasToString("[]"));
    }
  }

  private static List<JsonNode> all(RunningPrometheus prometheus) throws Exception {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode group : prometheus.data("rules").get("groups")) {
      group.get("rules").forEach(all::add);
    }
    return all;
  }

  /** No expression fails on what the service really publishes. */
  private void eachIsJudged(RunningPrometheus prometheus) throws Exception {
    assertThat(all(prometheus)).hasSize(rules);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              for (JsonNode rule : all(prometheus)) {
                assertThat(rule.path("health").asText()).as("%s", rule).isEqualTo("ok");
                assertThat(rule.path("lastError").asText()).as("%s", rule).isEmpty();
              }
            });
  }

  /** A name begins with the labels its series have. */
  private static void eachRecordingGivesTheSeriesItsNamePromises(RunningPrometheus prometheus)
      throws Exception {
    for (JsonNode rule : all(prometheus)) {
      String name = rule.get("name").asText();
      if (rule.get("type").asText().equals("recording")) {
        await()
            .atMost(Duration.ofSeconds(30))
            .alias(name)
            .untilAsserted(() -> assertThat(prometheus.ask(name).size()).isPositive());
        Set<String> labels = new TreeSet<>(Set.of(name.split(":")[0].split("_")));
        labels.add("__name__");
        for (JsonNode series : prometheus.ask(name)) {
          Set<String> found = new TreeSet<>();
          series.get("metric").fieldNames().forEachRemaining(found::add);
          assertThat(found).as(name).isEqualTo(labels);
        }
      }
    }
  }

  /** A misspelt value of a label would find nothing, and its alert would never fire. */
  private static void eachSelectorFindsSeries(RunningPrometheus prometheus, Set<String> scraped)
      throws Exception {
    int asked = 0;
    for (JsonNode rule : all(prometheus)) {
      Matcher selector = SELECTOR.matcher(rule.get("query").asText());
      while (selector.find()) {
        String family = selector.group(1).replaceAll("_total$", "");
        if (scraped.contains(family) || scraped.contains(selector.group(1))) {
          asked++;
          assertThat(prometheus.ask(selector.group()).size()).as(selector.group()).isPositive();
        }
      }
    }
    assertThat(asked).isGreaterThan(20);
  }
}
