package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.TallyKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresCollectorTest {
  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
  private static final Map<String, String> SERVICES =
      Map.of("podiatry", "Podiatry \"feet\"", "unmapped", "Not mapped");

  /** Every count of this release is the same number, so that a mixture would show. */
  private static Release release(long n, int services) {
    List<Release.Cell> cells = new ArrayList<>();
    List<KeptFigure> figures = new ArrayList<>();
    Map<Release.Margin, Long> suppressed = new java.util.HashMap<>();
    for (int service = 0; service < services; service++) {
      String name = "service-" + service;
      for (int group = 0; group < 40; group++) {
        cells.add(
            new Release.Cell(
                new TallyKey(name, "site", "site " + group),
                "13w",
                Map.of("attended", n, "dna", n, "late_not_seen", n),
                new KeptCell.Ratio(n, n, n)));
      }
      figures.add(KeptFigure.of("known_ratio", n, name, "sex"));
      figures.add(KeptFigure.of("discharges_after_dna", n, name, "13w", "missing"));
      suppressed.put(new Release.Margin(name, "site", "13w"), n);
    }
    return new Release(
        Instant.ofEpochSecond(n), LocalDate.EPOCH, false, "DNA", cells, suppressed, figures);
  }

  private static String scrape(FiguresCollector collector) throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(collector);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    return out.toString(StandardCharsets.UTF_8);
  }

  private static LiveFigures live(long n) {
    return new LiveFigures(
        List.of(new LiveFigures.Tasks("podiatry", "support-attendance", "requested", true, n)),
        Map.of("podiatry", n),
        List.of(new LiveFigures.Feed("epr", Instant.ofEpochSecond(n), null, Duration.ofHours(n))),
        Map.of("no-patient", n),
        Duration.ofSeconds(n),
        Map.of("patient", n),
        n);
  }

  @Test
  void everyLiveCombinationIsThereBeforeAnythingHappened() throws IOException {
    String text = scrape(new FiguresCollector(SERVICES));
    assertThat(text)
        .contains(
            "attendance_support_tasks{kind=\"discharge-review\",overdue=\"true\","
                + "service=\"podiatry\",status=\"in-progress\"} 0.0")
        .contains("attendance_service_info{name=\"Podiatry \\\"feet\\\"\",service=\"podiatry\"} 1")
        .contains("attendance_outcomes_missing{service=\"unmapped\"} 0.0")
        .contains("attendance_dead_letters{reason=\"unparsable\"} 0.0")
        .contains("attendance_possible_doubles{kind=\"patient\"} 0.0")
        .contains("attendance_queue_oldest_seconds 0.0");
  }

  @Test
  void liveFiguresAreShownAsTheyAre() throws IOException {
    FiguresCollector collector = new FiguresCollector(SERVICES);
    collector.publish(live(4));
    assertThat(scrape(collector))
        .contains(
            "attendance_support_tasks{kind=\"support-attendance\",overdue=\"true\","
                + "service=\"podiatry\",status=\"requested\"} 4.0")
        .contains("attendance_feed_last_event_timestamp_seconds{feed=\"epr\"} 4.0")
        .contains("attendance_feed_last_received_timestamp_seconds{feed=\"epr\"} 0.0")
        .contains("attendance_feed_expected_interval_seconds{feed=\"epr\"} 14400.0")
        .contains("attendance_dead_letters{reason=\"no-patient\"} 4.0");
  }

  @Test
  void aHiddenCellHasNoSeries() throws IOException {
    FiguresCollector collector = new FiguresCollector(SERVICES);
    collector.publish(release(10, 1));
    assertThat(scrape(collector)).contains("group=\"site 7\"").doesNotContain("site 40");
    collector.publish(
        new Release(
            Instant.EPOCH,
            LocalDate.EPOCH,
            true,
            "DNA",
            List.of(),
            Map.of(new Release.Margin("service-0", "site", "13w"), 40L),
            List.of()));
    assertThat(scrape(collector))
        .doesNotContain("site 7")
        .contains(
            "attendance_suppressed_cells{dimension=\"site\",service=\"service-0\",window=\"13w\"}"
                + " 40.0")
        .contains("SYNTHETIC");
  }

  @Test
  void promtoolFindsNothingToSayAboutTheNames(@TempDir Path folder) throws Exception {
    if (!Files.isExecutable(PROMTOOL)) {
      if (Checks.mustRun()) {
        fail("promtool is missing (Debian package prometheus)");
      }
      abort("promtool is missing (Debian package prometheus): metric names are not checked");
    }
    FiguresCollector collector = new FiguresCollector(SERVICES);
    collector.publish(release(10, 2));
    collector.publish(live(3));
    Path text = folder.resolve("metrics.txt");
    Files.writeString(text, scrape(collector));
    Process promtool =
        new ProcessBuilder(PROMTOOL.toString(), "check", "metrics")
            .redirectInput(text.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor()).as(said).isZero();
    assertThat(said).isBlank();
  }

  @Test
  void aScrapeWhileReleasesChangeSeesOneRelease() throws Exception {
    FiguresCollector collector = new FiguresCollector(SERVICES);
    Release one = release(1, 20);
    Release two = release(2, 20);
    collector.publish(one);
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService publisher = Executors.newSingleThreadExecutor();
    Future<?> publishing =
        publisher.submit(
            () -> {
              for (int i = 0; !stop.get(); i++) {
                collector.publish(i % 2 == 0 ? two : one);
                collector.publish(live(i));
              }
            });
    try {
      Set<Double> seen = new TreeSet<>();
      for (int scrapes = 0; scrapes < 20_000 && seen.size() < 2 || scrapes < 2_000; scrapes++) {
        Set<Double> values = released(collector.collect());
        assertThat(values).as("values of one scrape").hasSize(1);
        seen.addAll(values);
      }
      assertThat(seen).as("both releases were scraped").containsExactly(1.0, 2.0);
    } finally {
      stop.set(true);
      publishing.get();
      publisher.shutdown();
    }
  }

  private static Set<Double> released(MetricSnapshots snapshots) {
    Set<Double> values = new TreeSet<>();
    for (MetricSnapshot snapshot : snapshots) {
      String name = snapshot.getMetadata().getName();
      if (name.equals("attendance_appointments")
          || name.equals("attendance_dna_ratio")
          || name.equals("attendance_known_ratio")
          || name.equals("attendance_release_timestamp_seconds")) {
        ((GaugeSnapshot) snapshot).getDataPoints().forEach(point -> values.add(point.getValue()));
      }
    }
    return values;
  }

  /** Families and labels that dashboards rely on; all of them, and no others. */
  private static final String CONTRACT =
      """
      appointments service dimension group window outcome
      dna_ratio service dimension group window bound
      was_not_brought_ratio service dimension group window bound
      dna_gap service dimension group window measure bound
      dna_gradient service window measure bound
      dna_standardised_ratio service dimension group window bound
      dna_design_effect service dimension group window
      patients_missed_ratio service window measure bound
      process service measure line
      process_signal service measure rule
      funnel service window line
      funnel_signal service window
      suppressed_cells service dimension window
      waiting_patients service dimension group
      waiting_seconds service dimension group percentile since method
      waiting_over_ratio service dimension group threshold bound
      queue service measure
      removed_unseen service dimension group window
      support_first_contact_seconds service dimension group window percentile
      discharges_after_dna service window review
      known_ratio service attribute
      release_timestamp_seconds
      service_info service name
      support_tasks service kind status overdue
      outcomes_missing service
      feed_last_event_timestamp_seconds feed
      feed_last_received_timestamp_seconds feed
      feed_expected_interval_seconds feed
      dead_letters reason
      queue_oldest_seconds
      possible_doubles kind
      assessments_failed
      feed_way_info feed way
      feed_dead_letters feed
      feed_oldest_dead_letter_timestamp_seconds feed
      feed_unmapped_codes feed kind
      feed_unmapped_seen feed kind
      feed_reconciled_timestamp_seconds feed
      feed_reconciliation feed kind
      """;

  @Test
  void everyFamilyHasTheLabelsOfTheContract() {
    Map<String, Set<String>> labels =
        java.util.stream.Stream.concat(
                ReleasedFamilies.of(release(1, 1)).families().stream(),
                LiveFamilies.of(LiveFigures.NONE, SERVICES).stream())
            .collect(Collectors.toMap(Family::name, family -> new TreeSet<>(family.labels())));
    assertThat(labels)
        .isEqualTo(
            CONTRACT
                .lines()
                .map(line -> line.strip().split(" +"))
                .collect(
                    Collectors.toMap(
                        words -> "attendance_" + words[0],
                        words -> new TreeSet<>(List.of(words).subList(1, words.length)))));
  }
}
