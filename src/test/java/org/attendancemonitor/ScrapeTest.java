package org.attendancemonitor;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServicesSettings;
import org.attendancemonitor.equity.EquitySettings;
import org.attendancemonitor.equity.Figures;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.SimulatedEvent;
import org.attendancemonitor.simulation.Trust;
import org.attendancemonitor.simulation.TrustPlan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The whole service, scraped from outside, by eye of the tools that hospitals point at it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScrapeTest {
  private static final Set<String> GROUPED = Set.of("service", "dimension", "group", "window");

  /** The families of the contract, of those that exist so far, with their labels. */
  private static final Map<String, Set<String>> RELEASED =
      Map.ofEntries(
          entry("attendance_appointments", and(GROUPED, "outcome")),
          entry("attendance_dna_ratio", and(GROUPED, "bound")),
          entry("attendance_was_not_brought_ratio", and(GROUPED, "bound")),
          entry("attendance_dna_gap", and(and(GROUPED, "measure"), "bound")),
          entry("attendance_dna_gradient", Set.of("service", "window", "measure", "bound")),
          entry("attendance_dna_standardised_ratio", and(GROUPED, "bound")),
          entry("attendance_dna_design_effect", GROUPED),
          entry(
              "attendance_patients_missed_ratio", Set.of("service", "window", "measure", "bound")),
          entry("attendance_process", Set.of("service", "measure", "line")),
          entry("attendance_process_signal", Set.of("service", "measure", "rule")),
          entry("attendance_funnel", Set.of("service", "window", "line")),
          entry("attendance_funnel_signal", Set.of("service", "window")),
          entry("attendance_waiting_patients", Set.of("service", "dimension", "group")),
          entry(
              "attendance_waiting_seconds",
              Set.of("service", "dimension", "group", "percentile", "since", "method")),
          entry(
              "attendance_waiting_over_ratio",
              Set.of("service", "dimension", "group", "threshold", "bound")),
          entry("attendance_queue", Set.of("service", "measure")),
          entry("attendance_removed_unseen", GROUPED),
          entry("attendance_support_first_contact_seconds", and(GROUPED, "percentile")),
          entry("attendance_suppressed_cells", Set.of("service", "dimension", "window")),
          entry("attendance_discharges_after_dna", Set.of("service", "window", "review")),
          entry("attendance_known_ratio", Set.of("service", "attribute")),
          entry("attendance_release_timestamp_seconds", Set.of()));

  private static final Map<String, Set<String>> LIVE =
      Map.ofEntries(
          entry("attendance_service_info", Set.of("service", "name")),
          entry("attendance_support_tasks", Set.of("service", "kind", "status", "overdue")),
          entry("attendance_outcomes_missing", Set.of("service")),
          entry("attendance_feed_last_event_timestamp_seconds", Set.of("feed")),
          entry("attendance_feed_last_received_timestamp_seconds", Set.of("feed")),
          entry("attendance_feed_expected_interval_seconds", Set.of("feed")),
          entry("attendance_dead_letters", Set.of("reason")),
          entry("attendance_feed_way_info", Set.of("feed", "way")),
          entry("attendance_feed_dead_letters", Set.of("feed")),
          entry("attendance_feed_oldest_dead_letter_timestamp_seconds", Set.of("feed")),
          entry("attendance_feed_unmapped_codes", Set.of("feed", "kind")),
          entry("attendance_feed_unmapped_seen", Set.of("feed", "kind")),
          entry("attendance_feed_reconciled_timestamp_seconds", Set.of("feed")),
          entry("attendance_feed_reconciliation", Set.of("feed", "kind")),
          entry("attendance_feed_rejected_total", Set.of("feed", "reason")),
          entry("attendance_subscription_events_missing", Set.of("feed")),
          entry("attendance_queue_oldest_seconds", Set.of()),
          entry("attendance_audit_head_timestamp_seconds", Set.of()),
          entry("attendance_node_lease", Set.of("lease")),
          entry("attendance_possible_doubles", Set.of("kind")),
          entry("attendance_assessments_failed", Set.of()),
          entry("attendance_intake_paused", Set.of()),
          entry("attendance_intake_busy_seconds", Set.of()),
          entry("attendance_transaction_failures_total", Set.of("kind")),
          entry("attendance_queue_connected", Set.of("queue")),
          entry("attendance_broker_full", Set.of()),
          entry("attendance_feed_events_total", Set.of("feed", "result", "mode")),
          entry("attendance_event_seconds_max", Set.of("feed")));

  /** The histogram is the one family whose series bear other names than the family. */
  private static final String TIMES = "attendance_event_seconds";

  private static final String STRANGE_SERVICE =
      """
      {"resourceType":"Appointment","id":"strange-%d","status":"noshow",
       "meta":{"lastUpdated":"2026-01-01T10:00:00Z"},
       "serviceType":[{"coding":[{"system":"urn:example:codes","code":"not-in-services"}]}],
       "start":"%s","participant":[{"status":"accepted",
       "actor":{"reference":"Patient/strange-%d"}}]}
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ListAppender<ILoggingEvent> told = new ListAppender<>();
  private Monitor monitor;
  private String text;
  private Exposition scrape;

  private static Set<String> and(Set<String> some, String more) {
    Set<String> all = new TreeSet<>(some);
    all.add(more);
    return all;
  }

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    Configuration configuration =
        Configuration.load(
            Path.of("config"),
            Map.of(),
            Map.of("attendance.data", data.resolve("d").toString(), "attendance.broker.port", "0"));
    monitor =
        Monitor.start(
            withoutProtection(configuration),
            Monitor.Extent.WHOLE,
            Map.of("server.port", "0", "management.server.port", "0"));
    told.start();
    ((Logger) LoggerFactory.getLogger("org.attendancemonitor.intake.UnmappedServices"))
        .addAppender(told);
    load();
    for (int i = 0; i < 3; i++) {
      String day = LocalDate.now(Assembly.LONDON).minusDays(20 + i) + "T10:00:00Z";
      send(STRANGE_SERVICE.formatted(i, day, i));
    }
    Figures figures = monitor.part(Figures.class);
    figures.refresh();
    monitor.part(PublishedFigures.class).releaseWhenDue();
    assertThat(figures.latest()).as("a release in the midst of a load").isEmpty();
    monitor.part(PublishedFigures.class).release();
    monitor.part(LiveState.class).refresh();
    text = get(metrics());
    scrape = Exposition.of(text);
  }

  /** Every group has series, in a trust so small that the rule would hide many. */
  private static Configuration withoutProtection(Configuration configuration) {
    return configuration.with(
        configuration.settings(EquitySettings.class).with(EquitySettings.ReleaseMode.EXACT));
  }

  private void load() throws IOException, InterruptedException {
    Clock clock = monitor.part(Clock.class);
    Path areas = Path.of("config/reference/imd2025-lsoa2021-england.csv");
    LocalDate today = Assembly.dayOf(clock.instant());
    Trust trust = new Trust(TrustPlan.of(1_200, 490, today, 5, Lsoa.read(areas)));
    try (DemoHistory history =
            new DemoHistory(
                monitor.part(FeedReader.class),
                monitor.part("fileIntake", RoutedIntake.class),
                clock);
        Stream<SimulatedEvent> events = trust.history()) {
      history.load(events.iterator(), Instant.EPOCH, seconds -> {});
    }
  }

  private void send(String json) throws Exception {
    Verdict verdict =
        monitor
            .part("fileIntake", RoutedIntake.class)
            .submit(
                Submission.of(
                    monitor.part(FeedReader.class).read(json, "default"),
                    "default",
                    Intake.Lane.LIVE,
                    monitor.part(Clock.class).instant()))
            .get(20, TimeUnit.SECONDS);
    assertThat(verdict.clean()).as("%s", verdict).isTrue();
  }

  @AfterAll
  void stop() throws IOException {
    if (monitor != null) {
      monitor.close();
    }
  }

  private URI metrics() {
    return URI.create("http://127.0.0.1:" + monitor.managementPort() + "/actuator/prometheus");
  }

  private String get(URI address) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void promtoolFindsNothingToSayAboutTheWholeScrape() throws Exception {
    Process promtool =
        new ProcessBuilder(PrometheusTools.tool("promtool").toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = promtool.getOutputStream()) {
      in.write(text.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
  }

  @Test
  void everyFamilyBearsTheLabelsOfTheContractAndThereIsNoOther() {
    Set<String> ours = new TreeSet<>();
    scrape.types().keySet().stream()
        .filter(name -> name.startsWith("attendance_"))
        .forEach(ours::add);
    Set<String> contract = new TreeSet<>(RELEASED.keySet());
    contract.addAll(LIVE.keySet());
    contract.add(TIMES);
    assertThat(ours).isEqualTo(contract);
    Stream.of(RELEASED, LIVE)
        .flatMap(families -> families.entrySet().stream())
        .forEach(
            family ->
                assertThat(scrape.labels(family.getKey()))
                    .as(family.getKey())
                    .containsExactly(family.getValue()));
  }

  @Test
  void onlyGaugesTellOfGroups() {
    scrape.series().stream()
        .filter(one -> one.labels().containsKey("group") || one.labels().containsKey("dimension"))
        .forEach(
            one -> assertThat(scrape.types().get(one.name())).as("%s", one).isEqualTo("gauge"));
    assertThat(scrape.values("attendance_dna_ratio", "dimension"))
        .contains("all", "deprivation_quintile", "ethnic_group", "age_band", "sex", "interpreter");
    assertThat(scrape.values("attendance_dna_ratio", "bound"))
        .containsExactly("estimate", "lower", "upper");
    assertThat(scrape.values("attendance_dna_ratio", "window")).containsExactly("13w", "52w");
  }

  @Test
  void whatCanHappenIsThereAtZeroBeforeItDoes() {
    Set<String> services = new TreeSet<>(monitor.part(ServicesSettings.class).services().keySet());
    services.add("unmapped");
    assertThat(scrape.values("attendance_support_tasks", "service")).isEqualTo(services);
    assertThat(scrape.values("attendance_service_info", "service")).isEqualTo(services);
    assertThat(scrape.values("attendance_service_info", "name"))
        .contains("Children's speech and language therapy", "Not mapped to a service");
    assertThat(scrape.values("attendance_outcomes_missing", "service")).isEqualTo(services);
    assertThat(scrape.values("attendance_support_tasks", "kind")).hasSize(TaskKind.values().length);
    assertThat(scrape.values("attendance_support_tasks", "status"))
        .hasSize(TaskStatus.values().length);
    assertThat(scrape.values("attendance_dead_letters", "reason"))
        .hasSize(RejectReason.values().length);
    Set<String> feeds = monitor.part(FeedSettings.class).feeds().keySet();
    assertThat(scrape.named("attendance_feed_events_total"))
        .hasSize(feeds.size() * Verdict.Result.values().length * 2);
    assertThat(scrape.values("attendance_feed_events_total", "mode"))
        .containsExactly("history", "live");
  }

  @Test
  void eventsAreTimedInBuckets() {
    assertThat(scrape.types()).containsEntry(TIMES, "histogram");
    assertThat(scrape.values(TIMES + "_bucket", "feed"))
        .isEqualTo(new TreeSet<>(monitor.part(FeedSettings.class).feeds().keySet()));
    assertThat(scrape.values(TIMES + "_bucket", "le"))
        .contains("0.25", "+Inf")
        .hasSizeGreaterThan(5);
    assertThat(scrape.named(TIMES + "_count")).allMatch(one -> one.value() > 0);
  }

  @Test
  void aServiceThatNobodyMappedIsCountedAndNamedOnce() {
    assertThat(scrape.named("attendance_appointments"))
        .filteredOn(one -> one.labels().get("service").equals("unmapped"))
        .filteredOn(one -> one.labels().get("dimension").equals("all"))
        .filteredOn(one -> one.labels().get("window").equals("13w"))
        .filteredOn(one -> one.labels().get("outcome").equals("dna"))
        .singleElement()
        .matches(one -> one.value() == 3);
    assertThat(told.list)
        .map(ILoggingEvent::getFormattedMessage)
        .filteredOn(line -> line.contains("not-in-services"))
        .singleElement()
        .asString()
        .contains("urn:example:codes|not-in-services");
  }

  @Test
  void aPrometheusJudgesEveryRuleOnIt(@TempDir Path folder) throws Exception {
    PrometheusRules.copied(folder, monitor.managementPort()).hold(folder, scrape.types().keySet());
  }
}
