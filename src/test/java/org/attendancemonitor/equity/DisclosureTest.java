package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.record.OutcomeCounts;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An attacker who sees every release and every exact total of a service. Written without the
 * protection's own code: he keeps the smallest and largest possible value of each count, and
 * narrows them by sums over groups, by the short window lying in the long one, and by what can have
 * come and gone in between.
 */
class DisclosureTest {
  private static final LocalDate START = LocalDate.of(2026, 10, 4);
  private static final String[] GROUPS = {"1", "2", "3", "4", "5", "unknown"};

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void noHiddenCountOfOneToSevenCanBeNarrowed(long seed) {
    try (Ward ward = new Ward(folder)) {
      List<KeptRelease> releases = history(ward, new Random(seed), 4);
      assertThat(releases).hasSize(4);
      int secrets = 0;
      Map<String, ToLongFunction<OutcomeCounts>> columns =
          Map.of("attended", OutcomeCounts::attended, "missed", c -> c.dna() + c.lateNotSeen());
      for (Map.Entry<String, ToLongFunction<OutcomeCounts>> column : columns.entrySet()) {
        for (int upTo = 1; upTo <= releases.size(); upTo++) {
          secrets += attack(releases.subList(0, upTo), column.getKey(), column.getValue());
        }
      }
      assertThat(secrets).as("small hidden counts that were attacked").isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26})
  void noCellIsShownThatBreaksTheRule(long seed) {
    try (Ward ward = new Ward(folder)) {
      int shown = 0;
      for (KeptRelease release : history(ward, new Random(seed), 3)) {
        for (KeptCell cell : release.cells()) {
          if (cell.key().dimension().equals("all") || cell.state() != KeptCell.State.PUBLISHED) {
            continue;
          }
          shown++;
          long missed = cell.outcomes().dna() + cell.outcomes().lateNotSeen();
          assertThat(cell.outcomes().attended() + missed).isGreaterThanOrEqualTo(20);
          assertThat(cell.patients()).isGreaterThanOrEqualTo(10);
          assertThat(missed).matches(c -> c == 0 || c >= 8);
          assertThat(cell.outcomes().attended()).isGreaterThanOrEqualTo(8);
          cell.shown()
              .forEach(
                  (outcome, n) -> {
                    long exact = cell.exact().byColumn().get(outcome);
                    assertThat(n % 5).isZero();
                    if (!outcome.equals("dna")) {
                      assertThat(exact).as(outcome).matches(c -> c == 0 || c >= 8);
                      assertThat(Math.abs(n - exact)).isLessThanOrEqualTo(2);
                    }
                  });
        }
      }
      assertThat(shown).as("cells that were shown").isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34, 35, 36})
  void theOutcomesShownOfADimensionNeverLeaveOneSmallRemainder(long seed) {
    try (Ward ward = new Ward(folder)) {
      int margins = 0;
      KeptRelease release = history(ward, new Random(seed), 1).get(0);
      for (String outcome : OutcomeCounts.NONE.byOutcome().keySet()) {
        if (outcome.equals("dna")) {
          continue;
        }
        for (String window : List.of("13w", "52w")) {
          List<KeptCell> cells = cells(release, window);
          List<Long> hidden =
              cells.stream()
                  .filter(cell -> !cell.shown().containsKey(outcome))
                  .map(cell -> cell.exact().byColumn().get(outcome))
                  .toList();
          if (!hidden.isEmpty() && hidden.size() < cells.size()) {
            margins++;
            assertThat(hidden).as(outcome + " " + window).hasSizeGreaterThan(1);
            assertThat(hidden.stream().mapToLong(n -> n).sum()).isGreaterThanOrEqualTo(8);
          }
        }
      }
      assertThat(margins).as("margins that are hidden in part").isPositive();
    }
  }

  /** Weekly releases of one service whose groups differ in size, with late corrections. */
  static List<KeptRelease> history(Ward ward, Random random, int weeks) {
    Figures figures =
        new Figures(
            FiguresTest.settings(
                true,
                EquitySettings.ReleaseMode.PROTECTED,
                Map.of("deprivation_quintile", List.of(GROUPS))),
            ward.tallies,
            ward.releases,
            Map.of());
    double[] perWeek = new double[GROUPS.length];
    for (int g = 0; g < GROUPS.length; g++) {
      perWeek[g] = Math.exp(random.nextDouble() * 5 - 1);
    }
    List<String> ids = new ArrayList<>();
    for (int week = -20; week < 0; week++) {
      fill(ward, random, START.plusWeeks(week), perWeek, ids);
    }
    for (int week = 0; week < weeks; week++) {
      LocalDate monday = START.plusWeeks(week).plusDays(1);
      ward.count();
      figures.release(Instant.parse(monday + "T06:00:00Z"));
      fill(ward, random, monday, perWeek, ids);
      for (int corrections = 0; corrections < 3; corrections++) {
        ward.correct(ids.get(random.nextInt(ids.size())), outcome(random));
      }
    }
    List<KeptRelease> releases = new ArrayList<>(ward.releases.newest(100));
    java.util.Collections.reverse(releases);
    return releases;
  }

  private static void fill(
      Ward ward, Random random, LocalDate day, double[] perWeek, List<String> ids) {
    for (int g = 0; g < GROUPS.length; g++) {
      long count = Math.round(perWeek[g] * (0.5 + random.nextDouble()));
      for (int i = 0; i < count; i++) {
        ids.add(
            ward.appointment(
                g * 1000L + random.nextInt(80),
                "podiatry",
                day,
                outcome(random),
                Ward.who("deprivation", GROUPS[g])));
      }
    }
  }

  private static String outcome(Random random) {
    double draw = random.nextDouble();
    return draw < 0.75
        ? "attended"
        : draw < 0.85
            ? "dna"
            : draw < 0.87
                ? "late_not_seen"
                : draw < 0.93
                    ? "patient_cancelled"
                    : draw < 0.97 ? "provider_cancelled" : "unknown";
  }

  private static List<KeptCell> cells(KeptRelease release, String window) {
    return release.cells().stream()
        .filter(cell -> cell.key().dimension().equals("deprivation_quintile"))
        .filter(cell -> cell.window().equals(window))
        .toList();
  }

  // ---- the attacker

  /** Attacks; returns how many small counts stayed hidden. */
  private static int attack(
      List<KeptRelease> releases, String column, ToLongFunction<OutcomeCounts> of) {
    Map<String, long[]> range = new TreeMap<>();
    for (int r = 0; r < releases.size(); r++) {
      for (String window : List.of("13w", "52w")) {
        for (String group : GROUPS) {
          range.put(r + window + group, new long[] {0, total(releases.get(r), window, of)});
        }
        for (KeptCell cell : cells(releases.get(r), window)) {
          long[] seen = seen(cell, column);
          if (seen != null) {
            range.put(r + window + cell.key().group(), seen);
          }
        }
      }
    }
    for (int round = 0; round < 60; round++) {
      for (int r = 0; r < releases.size(); r++) {
        for (String window : List.of("13w", "52w")) {
          subtract(range, r + window, total(releases.get(r), window, of));
          if (r > 0) {
            follow(range, releases.get(r), r, window, of);
          }
        }
        for (String group : GROUPS) {
          long[] inner = range.get(r + "13w" + group);
          long[] outer = range.get(r + "52w" + group);
          inner[1] = Math.min(inner[1], outer[1]);
          outer[0] = Math.max(outer[0], inner[0]);
        }
      }
    }
    return judge(releases, range, of);
  }

  private static int judge(
      List<KeptRelease> releases, Map<String, long[]> range, ToLongFunction<OutcomeCounts> of) {
    int secrets = 0;
    for (int r = 0; r < releases.size(); r++) {
      for (String window : List.of("13w", "52w")) {
        for (KeptCell cell : cells(releases.get(r), window)) {
          long truth = of.applyAsLong(cell.outcomes());
          long[] found = range.get(r + window + cell.key().group());
          assertThat(truth).as("the attacker's own logic").isBetween(found[0], found[1]);
          if (cell.state() == KeptCell.State.HIDDEN && truth >= 1 && truth <= 7) {
            secrets++;
            assertThat(found[0]).as("release %d %s", r, cell).isLessThanOrEqualTo(1);
            assertThat(found[1]).as("release %d %s", r, cell).isGreaterThanOrEqualTo(7);
          }
        }
      }
    }
    return secrets;
  }

  /** What a viewer reads from a shown count: rounded to five, never one to seven. */
  private static long[] seen(KeptCell cell, String column) {
    if (cell.state() != KeptCell.State.PUBLISHED) {
      return null;
    }
    Map<String, Long> shown = cell.shown();
    long[] read = read(shown.get(column.equals("missed") ? "dna" : column));
    if (column.equals("missed") && shown.containsKey("late_not_seen")) {
      long[] late = read(shown.get("late_not_seen"));
      return new long[] {read[0] + late[0], read[1] + late[1]};
    }
    return read;
  }

  private static long[] read(long shown) {
    return shown == 0 ? new long[] {0, 0} : new long[] {Math.max(8, shown - 2), shown + 2};
  }

  private static long total(KeptRelease release, String window, ToLongFunction<OutcomeCounts> of) {
    return release.cells().stream()
        .filter(cell -> cell.key().dimension().equals("all") && cell.window().equals(window))
        .mapToLong(cell -> of.applyAsLong(cell.outcomes()))
        .sum();
  }

  private static void subtract(Map<String, long[]> range, String where, long total) {
    for (String group : GROUPS) {
      long low = 0;
      long high = 0;
      for (String other : GROUPS) {
        if (!other.equals(group)) {
          low += range.get(where + other)[0];
          high += range.get(where + other)[1];
        }
      }
      long[] mine = range.get(where + group);
      mine[0] = Math.max(mine[0], total - high);
      mine[1] = Math.min(mine[1], total - low);
    }
  }

  private static void follow(
      Map<String, long[]> range,
      KeptRelease release,
      int r,
      String window,
      ToLongFunction<OutcomeCounts> of) {
    Map<String, Long> moved = new HashMap<>();
    for (KeptCell cell : cells(release, window)) {
      moved.merge("in", of.applyAsLong(OutcomeCounts.of(cell.gained().byColumn())), Long::sum);
      moved.merge("out", of.applyAsLong(OutcomeCounts.of(cell.lost().byColumn())), Long::sum);
    }
    for (String group : GROUPS) {
      long[] before = range.get(r - 1 + window + group);
      long[] after = range.get(r + window + group);
      after[0] = Math.max(after[0], before[0] - moved.getOrDefault("out", 0L));
      after[1] = Math.min(after[1], before[1] + moved.getOrDefault("in", 0L));
      before[0] = Math.max(before[0], after[0] - moved.getOrDefault("in", 0L));
      before[1] = Math.min(before[1], after[1] + moved.getOrDefault("out", 0L));
    }
  }
}
