package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attendancemonitor.PrometheusTools;
import org.attendancemonitor.RunningPrometheus;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.record.PeriodPoint;
import org.attendancemonitor.record.Releases;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Past releases as text, and the same once a real Prometheus has loaded it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryExportTest {
  private static final Pattern SAMPLE = Pattern.compile("(\\w+)\\{([^}]*)} (\\S+) (\\d+)");
  private static final Map<String, String> NAMES = Map.of("podiatry", "Podiatry and foot health");
  private static final LocalDate FROM = LocalDate.of(2026, 9, 1);
  private static final LocalDate TO = LocalDate.of(2026, 11, 20);

  private Ward ward;
  private List<KeptRelease> releases;
  private HistoryExport.Written written;
  private String text;

  @BeforeAll
  void releasesAreMadeAndExported(@TempDir Path folder) throws IOException {
    ward = new Ward(folder);
    releases = DisclosureTest.history(ward, new Random(5), 6);
    StringWriter out = new StringWriter();
    Path spool = folder.resolve("spool");
    written =
        new HistoryExport(
                ward.store,
                FiguresTest.settings(),
                NAMES,
                Map.of("job", "attendance-monitor"),
                FROM,
                TO)
            .write(out, spool, releases -> {});
    text = out.toString();
    assertThat(spool).doesNotExist();
  }

  @AfterAll
  void close() {
    ward.close();
  }

  /** What a scrape of that release shows, by series. */
  private static Map<String, Double> scrape(KeptRelease release) {
    FiguresCollector collector = new FiguresCollector(NAMES);
    collector.publish(Release.of(release));
    Map<String, Double> values = new TreeMap<>();
    for (MetricSnapshot family : collector.collect()) {
      String name = family.getMetadata().getName();
      if (family instanceof GaugeSnapshot gauge && !LIVE.contains(name)) {
        for (GaugeSnapshot.GaugeDataPointSnapshot point : gauge.getDataPoints()) {
          Map<String, String> labels = new TreeMap<>(Map.of("job", "attendance-monitor"));
          for (Label label : point.getLabels()) {
            labels.put(label.getName(), label.getValue());
          }
          values.put(name + labels, point.getValue());
        }
      }
    }
    return values;
  }

  private static final Set<String> LIVE =
      Set.copyOf(LiveFamilies.of(LiveFigures.NONE, NAMES).stream().map(Family::name).toList());

  /** The newest points of the charts come from where all of them are kept. */
  private static boolean charted(String series) {
    return series.startsWith("attendance_process{") || series.startsWith("attendance_process_s");
  }

  private static boolean named(String series) {
    return series.startsWith("attendance_service_info{");
  }

  /** What is shown of a release on its days, less the charts. */
  private Map<String, Double> uncharted(LocalDate day) {
    Map<String, Double> shown = inForce(day).map(HistoryExportTest::scrape).orElseGet(TreeMap::new);
    shown.keySet().removeIf(HistoryExportTest::charted);
    return shown;
  }

  private Optional<KeptRelease> inForce(LocalDate day) {
    return releases.stream()
        .filter(release -> release.upTo().isBefore(day))
        .max(Comparator.comparing(KeptRelease::upTo).thenComparing(KeptRelease::slot));
  }

  /** Values by day and series, as read from the text. */
  private Map<LocalDate, Map<String, Double>> exported() {
    Map<LocalDate, Map<String, Double>> exported = new TreeMap<>();
    for (String line : text.lines().filter(line -> !line.startsWith("#")).toList()) {
      Matcher sample = SAMPLE.matcher(line);
      assertThat(sample.matches()).as(line).isTrue();
      Instant at = Instant.ofEpochSecond(Long.parseLong(sample.group(4)));
      assertThat(at.getEpochSecond() % 86_400).as(line).isZero();
      Map<String, String> labels = new TreeMap<>();
      for (String label : sample.group(2).split(",")) {
        labels.put(label.split("=")[0], label.split("\"")[1]);
      }
      Double twice =
          exported
              .computeIfAbsent(at.atZone(ZoneOffset.UTC).toLocalDate(), day -> new TreeMap<>())
              .put(sample.group(1) + labels, Double.valueOf(sample.group(3)));
      assertThat(twice).as(line).isNull();
    }
    return exported;
  }

  @Test
  void everyDayShowsWhatTheScrapeOfTheReleaseInForceShowed() {
    Map<LocalDate, Map<String, Double>> exported = exported();
    Set<Set<String>> shown = new HashSet<>();
    for (LocalDate day = FROM; !day.isAfter(TO); day = day.plusDays(1)) {
      Map<String, Double> expected = uncharted(day);
      Map<String, Double> found = new TreeMap<>(exported.getOrDefault(day, Map.of()));
      found.keySet().removeIf(HistoryExportTest::charted);
      found.keySet().removeIf(HistoryExportTest::named);
      assertThat(found).as("%s", day).isEqualTo(expected);
      shown.add(expected.keySet());
    }
    assertThat(shown).as("groups come and go").hasSizeGreaterThan(2);
    assertThat(written.samples()).isEqualTo(exported.values().stream().mapToLong(Map::size).sum());
    assertThat(written.series())
        .isEqualTo(
            exported.values().stream().flatMap(day -> day.keySet().stream()).distinct().count());
    assertThat(written.first()).isEqualTo(exported.keySet().iterator().next());
    assertThat(written.last()).isEqualTo(TO);
    assertThat(written.releases()).isEqualTo(releases.size());
  }

  @Test
  void everyDayThatShowsAnythingNamesTheServices() {
    Set<Set<String>> names = new HashSet<>();
    exported()
        .forEach(
            (day, shown) -> {
              Map<String, Double> info = new TreeMap<>(shown);
              info.keySet().removeIf(one -> !named(one));
              assertThat(info.values()).as("%s", day).containsOnly(1.0);
              names.add(info.keySet());
            });
    assertThat(names)
        .containsExactly(
            Set.of(
                "attendance_service_info{job=attendance-monitor, name=Podiatry and foot health,"
                    + " service=podiatry}"));
  }

  @Test
  void everyMondayShowsTheNewestPointOfTheChartAndTodaysLimitsOfItsSegment() {
    Map<LocalDate, Map<String, Double>> exported = exported();
    String series =
        "attendance_process{job=attendance-monitor, line=%s, measure=dna_ratio, service=podiatry}";
    KeptRelease newest = releases.get(releases.size() - 1);
    Map<String, Double> known = scrape(newest);
    assertThat(known).containsKey(series.formatted("mean"));
    List<PeriodPoint> points =
        ward.releases.points().within(LocalDate.EPOCH, TO).stream()
            .filter(point -> point.measure().equals("dna_ratio"))
            .toList();
    Set<Double> values = new HashSet<>();
    LocalDate first = points.get(0).last().plusDays(4);
    for (LocalDate day = FROM; !day.isAfter(TO); day = day.plusDays(1)) {
      LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      if (monday.isBefore(first)) {
        continue;
      }
      // Outcomes settle for three days; a release of the Monday counts up to the Sunday.
      LocalDate settled = monday.minusDays(4);
      PeriodPoint point =
          points.stream()
              .filter(each -> !each.last().isAfter(settled))
              .reduce((one, later) -> later)
              .orElseThrow();
      Map<String, Double> shown = exported.get(day);
      assertThat(shown)
          .as("%s", day)
          .containsEntry(series.formatted("value"), point.value().orElseThrow());
      for (String line : List.of("mean", "lower", "upper")) {
        assertThat(shown.get(series.formatted(line))).isEqualTo(known.get(series.formatted(line)));
      }
      values.add(point.value().orElseThrow());
    }
    assertThat(values).as("points").hasSizeGreaterThan(2);
    Map<String, Double> charts = new TreeMap<>(exported.get(newest.upTo().plusDays(1)));
    charts.keySet().removeIf(one -> !charted(one));
    known.keySet().removeIf(one -> !charted(one));
    assertThat(charts).as("on the day of the newest release, what it shows").isEqualTo(known);
  }

  @Test
  void familiesAndSeriesStandTogetherAndTimeGoesOn() {
    List<String> lines = text.lines().toList();
    assertThat(lines.get(lines.size() - 1)).isEqualTo("# EOF");
    assertThat(text).endsWith("# EOF\n");
    Set<String> families = new HashSet<>();
    Set<String> series = new HashSet<>();
    String family = "";
    String before = "";
    long time = 0;
    for (int i = 0; i < lines.size() - 1; i++) {
      String[] words = lines.get(i).split(" ", 4);
      if (words[0].equals("#")) {
        assertThat(words[1]).isEqualTo("TYPE");
        assertThat(words[3]).isEqualTo("gauge");
        family = words[2];
        assertThat(families.add(family)).as("again: " + family).isTrue();
        assertThat(lines.get(++i)).startsWith("# HELP " + family + " ");
        assertThat(lines.get(i + 1)).startsWith(family + "{");
        continue;
      }
      Matcher sample = SAMPLE.matcher(lines.get(i));
      assertThat(sample.matches()).isTrue();
      assertThat(sample.group(1)).isEqualTo(family);
      String one = family + sample.group(2);
      long at = Long.parseLong(sample.group(4));
      if (one.equals(before)) {
        assertThat(at).isGreaterThan(time);
      } else {
        assertThat(series.add(one)).as("again: " + one).isTrue();
      }
      before = one;
      time = at;
    }
    assertThat(families)
        .contains("attendance_appointments", "attendance_dna_ratio", "attendance_suppressed_cells");
  }

  @Test
  void textThatCouldBreakOutOfALabelOrALineIsEscaped() throws IOException {
    StringWriter out = new StringWriter();
    OpenMetricsText text = new OpenMetricsText(out, Map.of("job", "a\"b\\c\nd"));
    text.family("attendance_x", "says \"so\"\nand \\ more");
    text.samples(
        "attendance_x",
        new Stretch(0, OpenMetricsText.labels(List.of("site"), List.of("X\"\n")), 1, 1, 2));
    assertThat(out.toString())
        .contains("# HELP attendance_x says \\\"so\\\"\\nand \\\\ more\n")
        .contains("attendance_x{site=\"X\\\"\\n\",job=\"a\\\"b\\\\c\\nd\"} 2.0 86400\n");
  }

  @Test
  void ofReleasesUpToTheSameDayTheLastOneIsInForce() {
    LocalDate day = LocalDate.of(2026, 3, 28);
    Instant noon = Instant.parse("2026-03-29T12:00:00Z");
    List<Releases.Outline> outlines =
        List.of(
            new Releases.Outline(noon, day),
            new Releases.Outline(noon.plusSeconds(60), day),
            new Releases.Outline(noon.minusSeconds(60), day),
            new Releases.Outline(noon.plusSeconds(86_400), day.plusDays(1)));
    assertThat(InForce.during(outlines, day, day.plusDays(9)))
        .containsExactly(
            new InForce(noon.plusSeconds(60), day.plusDays(1), day.plusDays(1)),
            new InForce(noon.plusSeconds(86_400), day.plusDays(2), day.plusDays(9)));
    assertThat(InForce.during(outlines, day, day)).isEmpty();
    assertThat(InForce.during(outlines, day.plusDays(5), day.plusDays(6)))
        .containsExactly(new InForce(noon.plusSeconds(86_400), day.plusDays(5), day.plusDays(6)));
  }

  @Test
  void aRealPrometheusLoadsItAndAnswersWithTheStoredReleases(@TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("history.txt"), text);
    Path blocks = folder.resolve("data");
    Map<LocalDate, Map<String, Double>> exported = exported();
    PrometheusTools.agrees(
        "tsdb",
        "create-blocks-from",
        "openmetrics",
        "--max-block-duration=744h",
        file.toString(),
        blocks.toString());
    assertThat(files(blocks)).as("blocks of a month or so each").hasSizeBetween(2, 6);
    Files.writeString(folder.resolve("prometheus.yml"), "global: {scrape_interval: 15s}\n");
    try (RunningPrometheus prometheus =
        RunningPrometheus.start(
            folder, "--query.lookback-delta=25h", "--storage.tsdb.retention.time=100y")) {
      for (LocalDate day = FROM; !day.isAfter(TO); day = day.plusDays(9)) {
        Map<String, Double> expected = exported.getOrDefault(day, Map.of());
        for (String time : List.of("T01:00:01Z", "T12:00:00Z", "T23:59:00Z")) {
          assertThat(all(prometheus, Instant.parse(day + time))).as(day + time).isEqualTo(expected);
        }
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isDirectory).toList();
    }
  }

  private static Map<String, Double> all(RunningPrometheus prometheus, Instant at)
      throws Exception {
    Map<String, Double> values = new HashMap<>();
    List<JsonNode> series = new ArrayList<>();
    prometheus.ask("{job=\"attendance-monitor\"}", at).forEach(series::add);
    for (JsonNode one : series) {
      Map<String, String> labels = new TreeMap<>();
      one.get("metric")
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
      values.put(
          labels.remove("__name__") + labels, Double.valueOf(one.get("value").get(1).asText()));
    }
    return values;
  }
}
