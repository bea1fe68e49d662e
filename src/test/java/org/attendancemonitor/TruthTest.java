package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.attendancemonitor.equity.Release;
import org.attendancemonitor.equity.Window;
import org.attendancemonitor.record.TallyKey;
import org.attendancemonitor.simulation.Observation;
import org.attendancemonitor.simulation.Trust;
import org.attendancemonitor.simulation.Truth;
import org.attendancemonitor.statistics.WilsonInterval;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A synthetic trust goes the whole way, from its messages to a release; what is published is held
 * against what was put in. The trust and the rest of the program share no code but the reading of
 * area tables.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TruthTest {

  /** Of the 95 % that the limits promise, what rounding and chance leave at least. */
  private static final double MOST = 0.9;

  /** The same for the few cells of a single dimension, where chance weighs more. */
  private static final double MOST_OF_FEW = 0.85;

  /** From so many appointments on, a gap of the size put in stands out from chance. */
  private static final long ENOUGH = 150;

  private static final UnaryOperator<Truth.Cell> AS_IT_IS = UnaryOperator.identity();

  private final Map<Window, Truth> truth = new EnumMap<>(Window.class);
  private final Map<Window, Truth> childrensTruth = new EnumMap<>(Window.class);
  private Release release;

  @BeforeAll
  void theTrustGoesTheWholeWay(@TempDir Path folder) throws Exception {
    LoadedTrust loaded = LoadedTrust.once(folder);
    for (Window window : Window.values()) {
      truth.put(window, truth(loaded.trust(), window, one -> true));
      childrensTruth.put(window, truth(loaded.trust(), window, one -> one.age() < 16));
    }
    release = loaded.release();
  }

  private static Truth truth(Trust trust, Window window, Predicate<Observation> counts) {
    return Truth.of(
        trust.observations(), window.after(LoadedTrust.YESTERDAY), LoadedTrust.YESTERDAY, counts);
  }

  @Test
  void publishedLimitsContainTheRateThatWasPutIn() {
    Coverage coverage = coverage(AS_IT_IS);
    assertThat(coverage.cells()).as("published cells").isGreaterThan(250);
    assertThat(coverage.share()).as("%s", coverage).isGreaterThanOrEqualTo(MOST);
    for (String dimension : coverage.dimensions()) {
      assertThat(coverage.share(dimension))
          .as("%s: %s", dimension, coverage)
          .isGreaterThanOrEqualTo(MOST_OF_FEW);
    }
  }

  @Test
  void limitsWouldMissTheRatesOfOtherGroups() {
    assertThat(coverage(swapped("deprivation_quintile", "1", "5")).share("deprivation_quintile"))
        .isLessThan(MOST_OF_FEW);
    assertThat(coverage(swapped("age_band", "18-24", "65-74")).share("age_band"))
        .isLessThan(MOST_OF_FEW);
    assertThat(coverage(swapped("interpreter", "yes", "no")).share("interpreter"))
        .isLessThan(MOST_OF_FEW);
  }

  private static UnaryOperator<Truth.Cell> swapped(String dimension, String one, String other) {
    return cell -> {
      if (!cell.dimension().equals(dimension)) {
        return cell;
      }
      String group =
          cell.group().equals(one) ? other : cell.group().equals(other) ? one : cell.group();
      return new Truth.Cell(cell.service(), cell.dimension(), group);
    };
  }

  @Test
  void everyPublishedCountIsTheOneThatWasPutIn() {
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (Release.Cell cell : release.cells()) {
      Truth.Rate rate = rate(cell, AS_IT_IS);
      Map<String, Long> shown = cell.counts();
      if (rate == null || cell.dna() == null) {
        continue;
      }
      compared++;
      boolean exact = cell.key().dimension().equals(TallyKey.ALL);
      // Attended, missed without warning and missed late are rounded each for itself.
      int rounding = exact ? 0 : 2;
      long missed = shown.get("dna") + shown.getOrDefault("late_not_seen", 0L);
      long attended = shown.get("attended");
      if (Math.abs(missed - rate.missed()) > 2 * rounding
          || Math.abs(attended - (rate.counted() - rate.missed())) > rounding) {
        wrong.add(
            "%s %s: shown %s, but %d were counted and %d missed"
                .formatted(cell.key(), cell.window(), shown, rate.counted(), rate.missed()));
      }
    }
    assertThat(compared).isGreaterThan(250);
    assertThat(wrong).isEmpty();
  }

  /**
   * In 52 weeks: in 13, so small a group is shown only where more were not brought than expected.
   */
  @Test
  void wasNotBroughtIsTheRateOfChildren() {
    int published = 0;
    int inside = 0;
    long[] shown = new long[2];
    double expected = 0;
    long counted = 0;
    List<String> outside = new ArrayList<>();
    for (Release.Cell cell : release.cells()) {
      TallyKey key = cell.key();
      if (!key.dimension().equals(TallyKey.WAS_NOT_BROUGHT)
          || !key.group().equals("yes")
          || window(cell) != Window.W52
          || cell.dna() == null) {
        continue;
      }
      Truth.Rate rate =
          childrensTruth
              .get(window(cell))
              .cells()
              .get(new Truth.Cell(key.service(), TallyKey.ALL, TallyKey.ALL));
      assertThat(rate).as(key.service()).isNotNull();
      published++;
      add(shown, cell);
      expected += rate.expected();
      counted += rate.counted();
      if (contains(cell, rate)) {
        inside++;
      } else {
        outside.add("%s: %s".formatted(cell, rate));
      }
    }
    assertThat(published).isGreaterThanOrEqualTo(4);
    // Of so few, one outside is chance.
    assertThat(inside).as("%s", outside).isGreaterThanOrEqualTo(published - 1);
    WilsonInterval limits = WilsonInterval.of(shown[0], shown[1], 0.95);
    assertThat(expected / counted)
        .as("all services together")
        .isBetween(limits.lower(), limits.upper());
  }

  @Test
  void peopleOfTheMostDeprivedFifthAreMissedMoreThanOfTheLeast() {
    Set<String> services = new TreeSet<>();
    truth.get(Window.W52).cells().keySet().forEach(cell -> services.add(cell.service()));
    int compared = 0;
    long[] mostDeprived = new long[2];
    long[] leastDeprived = new long[2];
    for (String service : services) {
      Release.Cell most = fifth(service, "1");
      Release.Cell least = fifth(service, "5");
      if (most == null || least == null) {
        continue;
      }
      compared++;
      assertThat(most.dna().estimate()).as(service).isGreaterThan(least.dna().estimate());
      add(mostDeprived, most);
      add(leastDeprived, least);
    }
    assertThat(compared).as("services with enough appointments").isGreaterThanOrEqualTo(3);
    assertThat(WilsonInterval.of(mostDeprived[0], mostDeprived[1], 0.95).lower())
        .as("all services together: limits that do not even touch")
        .isGreaterThan(WilsonInterval.of(leastDeprived[0], leastDeprived[1], 0.95).upper());
  }

  /** Adds what a cell shows of missed and of due appointments. */
  private static void add(long[] sum, Release.Cell cell) {
    long missed =
        cell.counts().getOrDefault("dna", 0L) + cell.counts().getOrDefault("late_not_seen", 0L);
    sum[0] += missed;
    sum[1] += missed + cell.counts().getOrDefault("attended", 0L);
  }

  /** The cell of a fifth in 52 weeks, or null where it has too few appointments to say. */
  private Release.Cell fifth(String service, String group) {
    return release.cells().stream()
        .filter(cell -> cell.key().equals(new TallyKey(service, "deprivation_quintile", group)))
        .filter(cell -> window(cell) == Window.W52 && cell.dna() != null)
        .filter(cell -> rate(cell, AS_IT_IS).counted() >= ENOUGH)
        .findFirst()
        .orElse(null);
  }

  private Coverage coverage(UnaryOperator<Truth.Cell> lookedUp) {
    Coverage coverage = new Coverage(new TreeMap<>());
    for (Release.Cell cell : release.cells()) {
      Truth.Rate rate = rate(cell, lookedUp);
      if (rate != null && cell.dna() != null) {
        coverage.add(cell.key().dimension(), contains(cell, rate));
      }
    }
    return coverage;
  }

  private static boolean contains(Release.Cell cell, Truth.Rate rate) {
    return cell.dna().lower() <= rate.rate() && rate.rate() <= cell.dna().upper();
  }

  /** What is true of a published cell, or null where nothing about its dimension was put in. */
  private Truth.Rate rate(Release.Cell cell, UnaryOperator<Truth.Cell> lookedUp) {
    TallyKey key = cell.key();
    Truth.Cell asked = new Truth.Cell(key.service(), key.dimension(), key.group());
    return truth.get(window(cell)).cells().get(lookedUp.apply(asked));
  }

  private static Window window(Release.Cell cell) {
    return cell.window().equals(Window.W13.label) ? Window.W13 : Window.W52;
  }

  /** How many of the published cells hold the true rate, by dimension. */
  private record Coverage(Map<String, int[]> byDimension) {
    void add(String dimension, boolean holds) {
      int[] counts = byDimension.computeIfAbsent(dimension, name -> new int[2]);
      counts[0] += holds ? 1 : 0;
      counts[1]++;
    }

    Set<String> dimensions() {
      return byDimension.keySet();
    }

    int cells() {
      return byDimension.values().stream().mapToInt(counts -> counts[1]).sum();
    }

    double share() {
      return (double) byDimension.values().stream().mapToInt(counts -> counts[0]).sum() / cells();
    }

    double share(String dimension) {
      int[] counts = byDimension.get(dimension);
      return (double) counts[0] / counts[1];
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      byDimension.forEach(
          (dimension, counts) ->
              text.append(dimension + " " + counts[0] + "/" + counts[1] + System.lineSeparator()));
      return text.toString();
    }
  }
}
