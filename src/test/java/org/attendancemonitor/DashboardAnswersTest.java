package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServicesSettings;
import org.attendancemonitor.equity.Dashboard;
import org.attendancemonitor.equity.EquitySettings;
import org.attendancemonitor.equity.Figures;
import org.attendancemonitor.equity.HistoryExport;
import org.attendancemonitor.equity.Window;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.SimulatedEvent;
import org.attendancemonitor.simulation.Trust;
import org.attendancemonitor.simulation.TrustPlan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every question of the dashboards, asked of a real Prometheus that scrapes the whole service and
 * holds its past releases; and some of the answers counted again from what the feeds sent.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardAnswersTest {
  private static final Path AREAS = Path.of("config/reference/imd2025-lsoa2021-england.csv");
  private static final String ALL = ".+";

  /** Knows every service, those too that were never asked for an appointment. */
  private static final String NAMES = "attendance_service_info";

  private static final Pattern SELECTOR = Pattern.compile("(attendance_\\w+)\\{([^}]*)}");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*[=!][=~]?\\s*\"([^\"]*)\"");
  private static final String PHYSIOTHERAPY = "physiotherapy";
  private static final String PHYSIOTHERAPY_CODE = "722140001";
  private static final Duration TWO_YEARS = Duration.ofDays(728);

  private static final String MISSED_TODAY =
      """
      {"resourceType":"Appointment","id":"live-%d","status":"noshow",
       "meta":{"lastUpdated":"2026-01-01T10:00:00Z"},
       "serviceType":[{"coding":[{"system":"http://snomed.info/sct","code":"310093001"}]}],
       "start":"2026-01-01T09:00:00Z","participant":[{"status":"accepted",
       "actor":{"reference":"Patient/live-%d"}}]}
      """;

  private RawFeed raw;
  private WholeMonitor whole;
  private RunningPrometheus prometheus;
  private LocalDate upTo;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Configuration configuration =
        withoutProtection(WholeMonitor.configuration(folder.resolve("d"), Map.of()));
    whole = WholeMonitor.start(configuration, Map.of(), Clock.systemUTC());
    raw = new RawFeed(AREAS);
    load();
    Figures figures = monitor().part(Figures.class);
    figures.refresh();
    monitor().part(PublishedFigures.class).release();
    monitor().part(LiveState.class).refresh();
    upTo = figures.latest().orElseThrow().upTo();
    history(folder, configuration.settings(EquitySettings.class));
    String ours =
        Files.readString(Path.of("config/prometheus/prometheus.yml"))
            .replace("127.0.0.1:8081", scraped())
            .replace("scrape_interval: 15s", "scrape_interval: 1s");
    Files.writeString(folder.resolve("prometheus.yml"), ours);
    prometheus =
        RunningPrometheus.start(
            folder, "--query.lookback-delta=25h", "--storage.tsdb.retention.time=3y");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !prometheus.ask("attendance_event_seconds_bucket").isEmpty());
    for (int i = 0; i < 3; i++) {
      send(MISSED_TODAY.formatted(i, i));
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !prometheus.ask("increase(attendance_event_seconds_count[1h]) > 0").isEmpty());
  }

  @AfterAll
  void stop() throws IOException {
    if (prometheus != null) {
      prometheus.close();
    }
    if (whole != null) {
      whole.close();
    }
  }

  private Monitor monitor() {
    return whole.monitor();
  }

  private String scraped() {
    return "127.0.0.1:" + monitor().managementPort();
  }

  /** Every group has series, in a trust so small that the rule would hide many. */
  private static Configuration withoutProtection(Configuration configuration) {
    return configuration.with(
        configuration.settings(EquitySettings.class).with(EquitySettings.ReleaseMode.EXACT));
  }

  private void load() throws IOException, InterruptedException {
    Clock clock = monitor().part(Clock.class);
    LocalDate today = Assembly.dayOf(clock.instant());
    Trust trust = new Trust(TrustPlan.of(1_600, 490, today, 5, Lsoa.read(AREAS)));
    List<SimulatedEvent> sent;
    try (Stream<SimulatedEvent> events = trust.history()) {
      sent = events.toList();
    }
    for (SimulatedEvent event : sent) {
      raw.read(event.feed(), event.json());
    }
    try (DemoHistory history =
        new DemoHistory(
            monitor().part(FeedReader.class),
            monitor().part("fileIntake", RoutedIntake.class),
            clock)) {
      history.load(sent.iterator(), Instant.EPOCH, seconds -> {});
    }
  }

  private void send(String json) throws Exception {
    monitor()
        .part("fileIntake", RoutedIntake.class)
        .submit(
            Submission.of(
                monitor().part(FeedReader.class).read(json, "default"),
                "default",
                Intake.Lane.LIVE,
                monitor().part(Clock.class).instant()))
        .get(20, TimeUnit.SECONDS);
  }

  /** The past releases, as export-history writes them, into the store of Prometheus. */
  private void history(Path folder, EquitySettings equity) throws Exception {
    LocalDate yesterday = Assembly.dayOf(Instant.now()).minusDays(1);
    HistoryExport export =
        new HistoryExport(
            monitor().part(Store.class),
            equity,
            monitor().part(ServicesSettings.class).names(),
            // As the scrape names them, so that both are one series and its newest sample counts:
            // until 01:00 UTC yesterday's is within the reach of 25 hours, too.
            Map.of("job", "attendance-monitor", "instance", scraped()),
            yesterday.minusDays(TWO_YEARS.toDays()),
            yesterday);
    assertThat(export.releases()).as("past releases").isGreaterThan(10);
    Path text = folder.resolve("history.txt");
    try (Writer out = Files.newBufferedWriter(text)) {
      export.write(out, folder.resolve("spool"), releases -> {});
    }
    PrometheusTools.agrees(
        "tsdb",
        "create-blocks-from",
        "openmetrics",
        "--max-block-duration=8760h",
        text.toString(),
        folder.resolve("data").toString());
  }

  @Test
  void everyQuestionHasAnAnswer() throws Exception {
    List<String> unanswered = new ArrayList<>();
    int asked = 0;
    for (Dashboard dashboard : Dashboard.all()) {
      for (Dashboard.Question question : dashboard.questions()) {
        for (String window : List.of("52w", "13w")) {
          asked++;
          if (!answers(dashboard, question, ALL, window)) {
            unanswered.add(
                "%s, %s, %s: %s".formatted(dashboard, question.panel(), window, question.expr()));
          }
        }
      }
    }
    assertThat(asked).isGreaterThan(300);
    assertThat(unanswered).isEmpty();
  }

  /** A misspelt value in a list of values would leave its part of the answer out, unseen. */
  @Test
  void everyValueThatIsAskedForExists() throws Exception {
    Map<String, Set<String>> known = new TreeMap<>();
    int values = 0;
    for (Dashboard dashboard : Dashboard.all()) {
      for (Dashboard.Question question : dashboard.questions()) {
        Matcher selector = SELECTOR.matcher(question.expr());
        while (selector.find()) {
          Matcher matcher = MATCHER.matcher(selector.group(2));
          while (matcher.find()) {
            String label = matcher.group(1);
            String metric = label.equals("service") ? NAMES : selector.group(1);
            String key = metric + ' ' + label;
            if (!known.containsKey(key)) {
              known.put(key, values(metric, label));
            }
            for (String value : matcher.group(2).split("\\|")) {
              values++;
              assertThat(
                      value.startsWith("$") || value.equals(".+") || known.get(key).contains(value))
                  .as("%s, %s: %s of %s", dashboard, question.panel(), value, key)
                  .isTrue();
            }
          }
        }
      }
    }
    assertThat(values).isGreaterThan(1_000);
  }

  private Set<String> values(String metric, String label) throws Exception {
    Set<String> values = new TreeSet<>();
    prometheus
        .data("label/%s/values?match[]=%s".formatted(label, metric).replace("[]", "%5B%5D"))
        .forEach(value -> values.add(value.asText()));
    return values;
  }

  @Test
  void noPanelIsEmptyForASingleService() throws Exception {
    for (Dashboard dashboard : Dashboard.all()) {
      Map<String, Boolean> answered = new TreeMap<>();
      for (Dashboard.Question question : dashboard.questions()) {
        boolean answers = answers(dashboard, question, PHYSIOTHERAPY, "52w");
        answered.merge(question.panel(), answers, Boolean::logicalOr);
      }
      assertThat(answered).as("%s", dashboard).hasSizeGreaterThan(8).doesNotContainValue(false);
    }
  }

  private boolean answers(
      Dashboard dashboard, Dashboard.Question question, String service, String window)
      throws Exception {
    String expanded = expanded(question, service, window);
    return !prometheus.data(path(dashboard, question, expanded)).get("result").isEmpty();
  }

  private static String expanded(Dashboard.Question question, String service, String window) {
    String expanded = question.expr().replace("$service", service).replace("$window", window);
    assertThat(expanded).as("variables").doesNotContainPattern("\\$[a-z_]");
    return expanded;
  }

  private static String path(Dashboard dashboard, Dashboard.Question question, String expanded) {
    String query = "query=" + URLEncoder.encode(expanded, StandardCharsets.UTF_8);
    if (question.instant()) {
      return "query?" + query;
    }
    Instant now = Instant.now();
    Duration range = dashboard.range(question);
    return "query_range?%s&start=%s&end=%s&step=%d"
        .formatted(query, now.minus(range), now, question.step(range).toSeconds());
  }

  /** The answer of a column for what its first label says, as a number. */
  private double answer(String dashboard, String title, String column, String first)
      throws Exception {
    Dashboard.Question question = Dashboard.named(dashboard).question(title, column);
    JsonNode series = prometheus.ask(expanded(question, PHYSIOTHERAPY, "52w"));
    for (JsonNode one : series) {
      if (first == null || one.get("metric").toString().contains("\"" + first + "\"")) {
        return one.get("value").get(1).asDouble();
      }
    }
    throw new AssertionError("%s %s: %s".formatted(title, first, series));
  }

  @Test
  void theShareMissedIsThatOfTheMessages() throws Exception {
    assertThat(answer("attendance-at-a-glance", "What share was missed?", null, null))
        .isCloseTo(
            raw.shareMissed(
                "default", PHYSIOTHERAPY_CODE, Window.W52.after(upTo), upTo, patient -> true),
            within(1e-9));
  }

  @Test
  void theShareOfTheMostDeprivedIsThatOfTheMessages() throws Exception {
    assertThat(
            answer(
                "who-is-missing-out",
                "How steep is the slope from deprived to well-off areas?",
                "Most deprived",
                PHYSIOTHERAPY))
        .isCloseTo(
            raw.shareMissed(
                "default", PHYSIOTHERAPY_CODE, Window.W52.after(upTo), upTo, raw::mostDeprived),
            within(1e-9));
  }

  @Test
  void whoWaitsIsWhoWasReferredAndNeverSeen() throws Exception {
    assertThat(answer("waiting-fairly", "Which lists need a look?", "Waiting", PHYSIOTHERAPY))
        .isEqualTo((double) raw.waiting("default", PHYSIOTHERAPY_CODE))
        .isGreaterThan(10);
  }

  @Test
  void theTimeAFeedLastSpokeIsThatOfItsLastMessage() throws Exception {
    for (String feed : List.of("default", "community")) {
      assertThat(answer("feeds-and-data-quality", "Is every feed speaking?", "Last event", feed))
          .isEqualTo((double) raw.lastUpdated(feed).toEpochMilli());
    }
  }
}
