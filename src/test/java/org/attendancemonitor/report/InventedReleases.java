package org.attendancemonitor.report;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.record.OutcomeCounts;
import org.attendancemonitor.record.PeriodPoint;
import org.attendancemonitor.record.Releases;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.attendancemonitor.record.TallyKey;
import org.attendancemonitor.statistics.Estimate;
import org.attendancemonitor.statistics.Newcombe;
import org.attendancemonitor.statistics.Proportion;
import org.attendancemonitor.statistics.RiskRatio;
import org.attendancemonitor.statistics.WilsonInterval;

/** Stored releases with figures of every kind, of invented services. */
final class InventedReleases implements AutoCloseable {
  static final LocalDate SUNDAY = LocalDate.of(2026, 9, 27);

  /** Counts of hidden groups: nothing of them may be seen anywhere. */
  private static final long CANARY = 50_771;

  /** How they would be written. */
  static final String[] CANARIES = {"50,771", "50771", "50,770", "50770", "7,253", "7253", "7,255"};

  final Store store;
  final Releases releases;

  InventedReleases(Path folder) {
    this(Store.open(StoreSettings.embedded(), folder));
  }

  InventedReleases(Store store) {
    this.store = store;
    releases = new Releases(store);
  }

  /** Keeps a release; what it is then. */
  KeptRelease keep(Draft draft) {
    KeptRelease release = draft.release();
    releases.keep(release);
    return release;
  }

  /** Points of a measure of a service, weeks that end with a Sunday, oldest first. */
  void weeks(String service, String measure, LocalDate sunday, double... values) {
    LocalDate monday = sunday.minusDays(7L * values.length - 1);
    List<PeriodPoint> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      LocalDate first = monday.plusWeeks(i);
      points.add(
          new PeriodPoint(
              service, measure, first, first.plusDays(6), OptionalDouble.of(values[i])));
    }
    releases.points().replace(List.of(), points);
  }

  /** The same by month, up to the last day of one. */
  void months(String service, String measure, LocalDate end, double... values) {
    LocalDate start = end.withDayOfMonth(1).minusMonths(values.length - 1L);
    List<PeriodPoint> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      LocalDate first = start.plusMonths(i);
      LocalDate last = first.plusMonths(1).minusDays(1);
      points.add(new PeriodPoint(service, measure, first, last, OptionalDouble.of(values[i])));
    }
    releases.points().replace(List.of(), points);
  }

  @Override
  public void close() {
    store.close();
  }

  /** A release in the making. */
  static final class Draft {
    private final LocalDate upTo;
    private final List<KeptCell> cells = new ArrayList<>();
    private final List<KeptFigure> figures = new ArrayList<>();

    Draft(LocalDate upTo) {
      this.upTo = upTo;
    }

    /** A group that is shown, in both windows: a quarter of it in the last 13 weeks. */
    Draft shown(String service, String dimension, String group, long attended, long dna) {
      cell(service, dimension, group, "52w", attended, dna, true);
      return cell(service, dimension, group, "13w", attended / 4, dna / 4, true);
    }

    /** A group that is hidden in both. */
    Draft hidden(String service, String dimension, String group) {
      cell(service, dimension, group, "52w", CANARY, CANARY / 7, false);
      return cell(service, dimension, group, "13w", CANARY, CANARY / 7, false);
    }

    private Draft cell(
        String service,
        String dimension,
        String group,
        String window,
        long attended,
        long dna,
        boolean shown) {
      OutcomeCounts counts = new OutcomeCounts(attended, dna, 0, dna, dna / 2, 10);
      cells.add(
          new KeptCell(
              new TallyKey(service, dimension, group),
              window,
              shown ? KeptCell.State.PUBLISHED : KeptCell.State.HIDDEN,
              counts.counts(),
              attended,
              OutcomeCounts.NONE.counts(),
              OutcomeCounts.NONE.counts(),
              shown ? new KeptCell.Basis(upTo, counts.counts(), attended) : null,
              shown ? counts.byOutcome() : Map.of(),
              shown ? ratio(attended, dna) : null));
      return this;
    }

    private static KeptCell.Ratio ratio(long attended, long dna) {
      Estimate share = WilsonInterval.estimate(new Proportion(dna, attended + dna), 0.95);
      double steps = attended + dna < 200 ? 100 : 1000;
      return new KeptCell.Ratio(
          Math.round(share.value() * steps) / steps,
          Math.round(share.lower() * steps) / steps,
          Math.round(share.upper() * steps) / steps);
    }

    /** The gap of a group that is shown, attended and missed, against that of others. */
    Draft gap(String service, String dimension, String group, long[] own, long[] others) {
      Proportion mine = new Proportion(own[1], own[0] + own[1]);
      Proportion rest = new Proportion(others[1], others[0] + others[1]);
      String[] place = {service, dimension, group, "52w"};
      estimate(Newcombe.difference(mine, rest, 0.95), "dna_gap", and(place, "difference"));
      RiskRatio.of(mine, rest, 0.95)
          .ifPresent(ratio -> estimate(ratio, "dna_gap", and(place, "ratio")));
      return this;
    }

    Draft estimate(Estimate estimate, String family, String... labels) {
      figure(estimate.value(), family, and(labels, "estimate"));
      figure(estimate.lower(), family, and(labels, "lower"));
      return figure(estimate.upper(), family, and(labels, "upper"));
    }

    private static String[] and(String[] labels, String more) {
      List<String> all = new ArrayList<>(List.of(labels));
      all.add(more);
      return all.toArray(String[]::new);
    }

    Draft figure(double value, String family, String... labels) {
      figures.add(KeptFigure.of(family, value, labels));
      return this;
    }

    KeptRelease release() {
      Instant made = upTo.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      return new KeptRelease(
          made,
          made.plusSeconds(65),
          upTo,
          true,
          "DNA / (attended + DNA); DNA is NHS codes 3 and 7",
          cells,
          figures);
    }
  }
}
