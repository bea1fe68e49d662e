package org.attendancemonitor.equity;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.record.Releases;
import org.attendancemonitor.record.Store;

/**
 * Writes past releases as OpenMetrics text, for {@code promtool tsdb create-blocks-from
 * openmetrics}: what a scrape would have shown at 00:00 UTC of each day. Only reads the record, and
 * holds one release in memory at a time.
 */
public final class HistoryExport {
  private final Store store;
  private final Releases releases;
  private final Map<String, String> common;
  private final List<InForce> inForce;

  /** Numbers of the families by name, in the order of the text, and what is said about each. */
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  private final List<String> names = new ArrayList<>();
  private final Map<String, String> helps = new LinkedHashMap<>();

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
   * @param common labels that every series bears, as those a scrape adds: {@code job}, {@code
   *     instance}
   * @param first day
   * @param last day
   */
  public HistoryExport(Store store, Map<String, String> common, LocalDate first, LocalDate last) {
    this.store = store;
    this.releases = new Releases(store);
    this.common = new TreeMap<>(common);
    this.inForce = InForce.during(releases.outlines(), first, last);
  }

  /** How many releases are in force on any of the days. */
  public int releases() {
    return inForce.size();
  }

  /** Names of labels that the families have of their own. */
  public static Set<String> ownLabels() {
    Set<String> own = new TreeSet<>();
    Release empty =
        new Release(Instant.EPOCH, LocalDate.EPOCH, false, "", List.of(), Map.of(), List.of());
    ReleasedFamilies.of(empty).families().forEach(family -> own.addAll(family.labels()));
    return own;
  }

  /** The first day on which any release is in force, if there is one. */
  public Optional<LocalDate> firstDay() {
    return releases.outlines().stream()
        .map(release -> release.upTo().plusDays(1))
        .min(LocalDate::compareTo);
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
        sorted.add(stretches(days));
        progress.accept(1);
      }
      Text text = new Text(new OpenMetricsText(out, common));
      sorted.drain(text);
      text.end();
      return new Written(
          inForce.get(0).from(),
          inForce.get(inForce.size() - 1).to(),
          inForce.size(),
          text.series,
          text.samples);
    }
  }

  private List<Stretch> stretches(InForce days) {
    // In one transaction: a demonstration forgets its old releases meanwhile.
    Optional<KeptRelease> kept = store.inTransaction(() -> releases.of(days.slot()));
    List<Stretch> stretches = new ArrayList<>();
    kept.map(Release::of)
        .map(ReleasedFamilies::of)
        .ifPresent(shown -> shown.families().forEach(family -> add(family, days, stretches)));
    return stretches;
  }

  private void add(Family family, InForce days, List<Stretch> stretches) {
    int number = numbers.computeIfAbsent(family.name(), this::number);
    helps.put(family.name(), family.help());
    family.each(
        (values, value) ->
            stretches.add(
                new Stretch(
                    number,
                    OpenMetricsText.labels(family.labels(), values),
                    days.from().toEpochDay(),
                    days.to().toEpochDay(),
                    value)));
  }

  private int number(String name) {
    names.add(name);
    return names.size() - 1;
  }

  /** Turns sorted stretches into families, series and samples. */
  private final class Text implements Spool.Sink {
    private final OpenMetricsText out;
    private Stretch before;
    private long series;
    private long samples;

    Text(OpenMetricsText out) {
      this.out = out;
    }

    @Override
    public void take(Stretch stretch) throws IOException {
      String name = names.get(stretch.family());
      boolean newFamily = before == null || before.family() != stretch.family();
      if (newFamily) {
        out.family(name, helps.get(name));
      }
      if (newFamily || !before.labels().equals(stretch.labels())) {
        series++;
      }
      samples += stretch.to() - stretch.from() + 1;
      out.samples(name, stretch);
      before = stretch;
    }

    void end() throws IOException {
      out.end();
    }
  }
}
