package org.attendancemonitor.equity;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.TallyKey;

/** A release as gauge families. A hidden cell has no series: never 0, never NaN. */
final class ReleasedFamilies {
  private static final String RATIO_TEXT =
      " Estimate with lower and upper Wilson limits, from the counts as shown; the limits are widened"
          + " where the same patients have several appointments (attendance_dna_design_effect).";

  private final List<Family> families;

  private ReleasedFamilies(List<Family> families) {
    this.families = families;
  }

  /** The families of a release. */
  static ReleasedFamilies of(Release release) {
    String mark = release.synthetic() ? " SYNTHETIC: invented patients." : "";
    Family appointments =
        new Family(
            "attendance_appointments",
            "Appointments in the window that ends with the release's last day, by outcome. Groups are"
                + " protected: rounded, and absent where small; dna includes late_not_seen where that"
                + " is absent. dimension all is exact."
                + mark,
            "service",
            "dimension",
            "group",
            "window",
            "outcome");
    Family dna =
        new Family(
            "attendance_dna_ratio",
            release.definition() + "." + RATIO_TEXT + mark,
            "service",
            "dimension",
            "group",
            "window",
            "bound");
    Family wasNotBrought =
        new Family(
            "attendance_was_not_brought_ratio",
            "Was not brought: missed / (attended + missed) of people under 16 at the appointment and"
                + " of adults who depend on others to attend."
                + RATIO_TEXT
                + mark,
            "service",
            "dimension",
            "group",
            "window",
            "bound");
    for (Release.Cell cell : release.cells()) {
      TallyKey key = cell.key();
      if (key.dimension().equals(TallyKey.WAS_NOT_BROUGHT)) {
        if (key.group().equals("yes")) {
          TallyKey all = new TallyKey(key.service(), TallyKey.ALL, TallyKey.ALL);
          bounds(wasNotBrought, all, cell.window(), cell.dna());
        }
      } else {
        cell.counts()
            .forEach(
                (outcome, n) ->
                    appointments.set(
                        n, key.service(), key.dimension(), key.group(), cell.window(), outcome));
        bounds(dna, key, cell.window(), cell.dna());
      }
    }
    List<Family> families =
        new ArrayList<>(List.of(appointments, dna, wasNotBrought, suppressed(release)));
    families.addAll(figures(release, mark));
    families.add(timestamp(release, mark));
    return new ReleasedFamilies(List.copyOf(families));
  }

  private static void bounds(Family family, TallyKey key, String window, KeptCell.Ratio ratio) {
    if (ratio != null) {
      family.set(ratio.estimate(), key.service(), key.dimension(), key.group(), window, "estimate");
      family.set(ratio.lower(), key.service(), key.dimension(), key.group(), window, "lower");
      family.set(ratio.upper(), key.service(), key.dimension(), key.group(), window, "upper");
    }
  }

  private static Family suppressed(Release release) {
    Family family =
        new Family(
            "attendance_suppressed_cells",
            "Groups that have appointments (window 13w, 52w) or referrals that wait (window now) but"
                + " are not shown, because their numbers, or those of another group that could be worked"
                + " out from them, are small.",
            "service",
            "dimension",
            "window");
    release.suppressed().entrySet().stream()
        .filter(entry -> !entry.getKey().dimension().equals(TallyKey.WAS_NOT_BROUGHT))
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(
            entry ->
                family.set(
                    entry.getValue(),
                    entry.getKey().service(),
                    entry.getKey().dimension(),
                    entry.getKey().window()));
    return family;
  }

  private static Collection<Family> figures(Release release, String mark) {
    Map<String, Family> families = new LinkedHashMap<>();
    for (FigureFamily family : FigureFamily.values()) {
      if (family.scraped()) {
        families.put(
            family.key,
            new Family(
                "attendance_" + family.key,
                family.help + mark,
                family.labels.toArray(String[]::new)));
      }
    }
    for (KeptFigure figure : release.figures()) {
      // What is for the report, or was released under a name that is no more, stays in the store.
      if (families.containsKey(figure.family())) {
        families.get(figure.family()).set(figure.value(), figure.labels().toArray(String[]::new));
      }
    }
    return families.values();
  }

  private static Family timestamp(Release release, String mark) {
    Family family =
        new Family(
            "attendance_release_timestamp_seconds", "When the figures were released." + mark);
    family.set(release.madeAt().toEpochMilli() / 1000.0);
    return family;
  }

  /** How many series they have together. */
  int series() {
    return families.stream().mapToInt(Family::series).sum();
  }

  List<Family> families() {
    return families;
  }

  List<MetricSnapshot> snapshots() {
    return families.stream().map(Family::snapshot).toList();
  }
}
