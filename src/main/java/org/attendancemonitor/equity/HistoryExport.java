package org.attendancemonitor.equity;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.record.Releases;
import org.attendancemonitor.record.Store;

/**
 * Writes past releases as OpenMetrics text, for {@code promtool tsdb create-blocks-from
 * openmetrics}: what a scrape would have shown at 00:00 UTC of each day. Only reads the record, and
 * holds one release in memory at a time.
 *
 * <p>A release holds the newest point of a chart alone, and past releases may lie weeks apart; so
 * the points of the charts come from where all of them are kept ({@link ProcessHistory}).
 */
public final class HistoryExport {
  private static final String PREFIX = "attendance_";

  private static final Map<String, FigureFamily> CHARTED =
      Map.of(
          FigureFamily.PROCESS.key,
          FigureFamily.PROCESS,
          FigureFamily.PROCESS_SIGNAL.key,
          FigureFamily.PROCESS_SIGNAL);

  private final Store store;
  private final Releases releases;
  private final ProcessSettings process;
  private final Map<String, String> services;
  private final Map<String, String> common;
  private final LocalDate first;
  private final LocalDate last;
  private final List<Releases.Outline> outlines;
  private final List<InForce> inForce;
  private final NumberedFamilies families = new NumberedFamilies();

  /**
   * How much was written.
   *
   * @param first the first day with a sample
   * @param last the last one
   * @param releases that are in force on them
   * @param series of all families
   * @param samples of all series
   */
  public record Written(LocalDate first, LocalDate last, int releases, long series, long samples) {}

  /**
   * The days of a range.
   *
   * @param store opened at least to read
   * @param settings of {@code equity.yaml}
   * @param services names by key; those of today stand on every day
   * @param common labels that every series bears, as those a scrape adds: {@code job}, {@code
   *     instance}
   * @param first day
   * @param last day
   */
  public HistoryExport(
      Store store,
      EquitySettings settings,
      Map<String, String> services,
      Map<String, String> common,
      LocalDate first,
      LocalDate last) {
    this.store = store;
    this.releases = new Releases(store);
    this.process = settings.process();
    this.services = services;
    this.common = new TreeMap<>(common);
    this.first = first;
    this.last = last;
    this.outlines = releases.outlines();
    this.inForce = InForce.during(outlines, first, last);
  }

  /** How many releases are in force on any of the days. */
  public int releases() {
    return inForce.size();
  }

  /** Names of labels that the families have of their own. */
  public static Set<String> ownLabels() {
    Release empty =
        new Release(Instant.EPOCH, LocalDate.EPOCH, false, "", List.of(), Map.of(), List.of());
    Set<String> own = new TreeSet<>();
    ReleasedFamilies.of(empty).families().forEach(family -> own.addAll(family.labels()));
    own.addAll(LiveFamilies.serviceInfo(Map.of()).labels());
    return own;
  }

  /** The first day on which any release is in force, if there is one. */
  public Optional<LocalDate> firstDay() {
    return outlines.stream().map(release -> release.upTo().plusDays(1)).min(LocalDate::compareTo);
  }

  /**
   * Writes them. There has to be a release.
   *
   * @param out where the text goes
   * @param spool a file, made and removed on the way
   * @param progress is told of each release that was read
   */
  public Written write(Writer out, Path spool, LongConsumer progress) throws IOException {
    try (Spool sorted = new Spool(spool)) {
      for (InForce days : inForce) {
        sorted.add(shown(days));
        progress.accept(1);
      }
      LocalDate begin = addCharts(sorted);
      sorted.add(names(begin));
      OpenMetricsText text = new OpenMetricsText(out, common);
      ExportedText exported = new ExportedText(families, text);
      sorted.drain(exported);
      text.end();
      return new Written(
          LocalDate.ofEpochDay(exported.first()),
          LocalDate.ofEpochDay(exported.last()),
          inForce.size(),
          exported.series(),
          exported.samples());
    }
  }

  private List<Stretch> shown(InForce days) {
    // In one transaction: a demonstration forgets its old releases meanwhile.
    Optional<KeptRelease> kept = store.inTransaction(() -> releases.of(days.slot()));
    List<Stretch> stretches = new ArrayList<>();
    kept.map(Release::of)
        .map(ReleasedFamilies::of)
        .ifPresent(shown -> shown.families().forEach(family -> add(family, days, stretches)));
    return stretches;
  }

  private void add(Family family, InForce days, List<Stretch> stretches) {
    families.meet(family);
    if (!CHARTED.containsKey(family.name().substring(PREFIX.length()))) {
      family.each(
          (values, value) ->
              stretches.add(
                  families.stretch(
                      family.name(), family.labels(), values, days.from(), days.to(), value)));
    }
  }

  /** The first day that has a release or a point of a chart. */
  private LocalDate addCharts(Spool sorted) throws IOException {
    LocalDate begin = inForce.get(0).from();
    LocalDate newest =
        outlines.stream().map(Releases.Outline::upTo).max(LocalDate::compareTo).orElseThrow();
    ProcessHistory history = new ProcessHistory(process, releases.points(), newest);
    LocalDate monday = first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    for (; !monday.isAfter(last); monday = monday.plusWeeks(1)) {
      LocalDate from = monday.isBefore(first) ? first : monday;
      LocalDate to = monday.plusDays(6).isAfter(last) ? last : monday.plusDays(6);
      List<KeptFigure> charts = history.on(monday);
      sorted.add(charts.stream().map(figure -> charted(figure, from, to)).toList());
      begin = charts.isEmpty() || begin.isBefore(from) ? begin : from;
    }
    return begin;
  }

  /** Of all services on all days from the first one that has a figure to name. */
  private List<Stretch> names(LocalDate begin) {
    List<Stretch> stretches = new ArrayList<>();
    InForce days = new InForce(inForce.get(0).slot(), begin, last);
    add(LiveFamilies.serviceInfo(services), days, stretches);
    return stretches;
  }

  private Stretch charted(KeptFigure figure, LocalDate from, LocalDate to) {
    FigureFamily family = CHARTED.get(figure.family());
    return families.stretch(
        PREFIX + family.key, family.labels, figure.labels(), from, to, figure.value());
  }
}
