package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.equity.Altered;
import org.attendancemonitor.equity.EquitySettings;
import org.attendancemonitor.equity.Figures;
import org.attendancemonitor.equity.Release;
import org.attendancemonitor.equity.Window;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.Releases;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.Tallies;
import org.attendancemonitor.simulation.FaultRates;
import org.attendancemonitor.simulation.Faults;
import org.attendancemonitor.simulation.Injected;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.SimulatedEvent;
import org.attendancemonitor.simulation.Simulation;
import org.attendancemonitor.simulation.Trust;
import org.attendancemonitor.simulation.TrustPlan;
import org.attendancemonitor.simulation.Truth;
import org.attendancemonitor.statistics.WilsonInterval;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three trusts of different seeds, the whole way from messages to figures: one as it is, one whose
 * feed goes wrong, and one in which something changes and something is forgotten. What was put in
 * has to be found.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThreeTrustsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
  private static final LocalDate YESTERDAY = TODAY.minusDays(1);

  /** Ten whole weeks before the last release. */
  private static final LocalDate STEP = TODAY.minusWeeks(10);

  private static final String CHANGED = "physiotherapy";
  private static final String CHANGED_CODE = "722140001";
  private static final String FORGETFUL = "speech-and-language-therapy";
  private static final String FORGETFUL_CODE = "310101009";

  /** Of published limits; 95 % are meant to, and groups of one service go together. */
  private static final double MOST = 0.9;

  private Told plain;
  private Told faulty;
  private Told changed;

  /** A trust and what was released about it. */
  private record Told(Map<Window, Truth> truth, Release release, long rejected, long bad) {

    Optional<Double> figure(String family, String... labels) {
      return release.figures().stream()
          .filter(figure -> figure.family().equals(family))
          .filter(figure -> figure.labels().equals(List.of(labels)))
          .map(KeptFigure::value)
          .findFirst();
    }

    Truth.Rate rate(Window window, String service, String dimension, String group) {
      return truth.get(window).cells().get(new Truth.Cell(service, dimension, group));
    }

    Set<String> services() {
      Set<String> services = new TreeSet<>();
      truth.get(Window.W52).cells().keySet().forEach(cell -> services.add(cell.service()));
      return services;
    }

    Map<String, Long> counts(String service) {
      return release.cells().stream()
          .filter(cell -> cell.key().service().equals(service))
          .filter(cell -> cell.key().dimension().equals("all"))
          .filter(cell -> cell.window().equals(Window.W52.label))
          .findFirst()
          .orElseThrow()
          .counts();
    }
  }

  @BeforeAll
  void theTrustsGoTheWholeWay(@TempDir Path folder) throws Exception {
    plain = told(11, null, event -> event, folder.resolve("plain"));
    Faults faults =
        new Faults(
            new FaultRates(0.02, 0.01, 0.03, 0, 0, 0.01, 0, 0),
            12,
            TODAY.atStartOfDay(TrustPlan.ZONE).toInstant());
    faulty = told(12, faults, event -> event, folder.resolve("faulty"));
    changed = told(13, null, ThreeTrustsTest::tampered, folder.resolve("changed"));
  }

  private static Told told(
      long seed, Faults faults, UnaryOperator<SimulatedEvent> tampering, Path folder)
      throws IOException, InterruptedException {
    Path areas = Path.of("config/reference/imd2025-lsoa2021-england.csv");
    Trust trust = new Trust(TrustPlan.of(7_000, 400, TODAY, seed, Lsoa.read(areas)));
    Map<Window, Truth> truth =
        Map.of(Window.W13, truth(trust, Window.W13), Window.W52, truth(trust, Window.W52));
    Configuration configuration =
        Configuration.load(
            Path.of("config"), Map.of(), Map.of("attendance.data", folder.toString()));
    SetClock clock = new SetClock(TODAY.atStartOfDay(TrustPlan.ZONE).plusHours(9).toInstant());
    Simulation simulation = new Simulation(trust, faults);
    try (Monitor monitor =
            Monitor.start(configuration, Monitor.Extent.RECORD_ONLY, Map.of(), clock);
        DemoHistory history =
            new DemoHistory(
                monitor.part(FeedReader.class),
                monitor.part("fileIntake", RoutedIntake.class),
                clock);
        Stream<SimulatedEvent> messages = simulation.messages()) {
      Iterator<SimulatedEvent> events = messages.map(tampering).filter(Objects::nonNull).iterator();
      history.load(events, Instant.EPOCH, seconds -> {});
      Store store = monitor.part(Store.class);
      Figures figures =
          new Figures(
              Altered.settings(configuration.settings(EquitySettings.class), "pastReleases", 0),
              new Tallies(store, Duration.ofSeconds(1)),
              new Releases(store),
              Map.of());
      figures.refresh();
      return new Told(
          truth,
          figures.release(clock.instant()).orElseThrow(),
          history.tally().of(Verdict.Result.REJECTED),
          simulation.injected().stream().map(Injected::fault).filter(Injected.Fault::bad).count());
    }
  }

  private static Truth truth(Trust trust, Window window) {
    return Truth.of(trust.observations(), window.after(YESTERDAY), YESTERDAY, one -> true);
  }

  /**
   * Six in ten misses of one service are kept from a day on; another forgets one outcome in six.
   */
  private static SimulatedEvent tampered(SimulatedEvent event) {
    String json = event.json();
    boolean missed = json.contains("\"status\":\"noshow\"");
    int lot = Math.floorMod(json.hashCode() * 31, 60);
    if (json.contains(CHANGED_CODE) && missed && lot < 36) {
      boolean after = !event.at().isBefore(STEP.atStartOfDay(TrustPlan.ZONE).toInstant());
      return after
          ? new SimulatedEvent(
              event.feed(),
              event.at(),
              json.replace("\"status\":\"noshow\"", "\"status\":\"fulfilled\""))
          : event;
    }
    boolean ended = missed || json.contains("\"status\":\"fulfilled\"");
    return json.contains(FORGETFUL_CODE) && ended && lot < 10 ? null : event;
  }

  @Test
  void gapsHoldTheGapThatWasPutIn() {
    int shown = 0;
    int inside = 0;
    List<String> outside = new ArrayList<>();
    for (Told trust : List.of(plain, faulty)) {
      for (KeptFigure figure : trust.release().figures()) {
        List<String> at = figure.labels();
        if (!figure.family().equals("dna_gap")
            || !at.get(4).equals("difference")
            || !at.get(5).equals("estimate")) {
          continue;
        }
        Window window = at.get(3).equals("13w") ? Window.W13 : Window.W52;
        Truth.Rate mine = trust.rate(window, at.get(0), at.get(1), at.get(2));
        Truth.Rate all = trust.rate(window, at.get(0), "all", "all");
        if (mine == null || mine.counted() == all.counted()) {
          continue;
        }
        double rest = (all.expected() - mine.expected()) / (all.counted() - mine.counted());
        double gap = mine.rate() - rest;
        shown++;
        if (bound(trust, figure, "lower") <= gap && gap <= bound(trust, figure, "upper")) {
          inside++;
        } else {
          outside.add(at + ": " + gap);
        }
      }
    }
    assertThat(shown).isGreaterThan(200);
    assertThat((double) inside / shown).as("%s", outside).isGreaterThanOrEqualTo(MOST);
  }

  private static double bound(Told trust, KeptFigure figure, String bound) {
    List<String> labels = new ArrayList<>(figure.labels());
    labels.set(labels.size() - 1, bound);
    return trust.figure(figure.family(), labels.toArray(String[]::new)).orElseThrow();
  }

  @Test
  void gradientsHoldTheSlopeThatWasPutIn() {
    int shown = 0;
    int inside = 0;
    for (Told trust : List.of(plain, faulty)) {
      for (String service : trust.services()) {
        for (Window window : Window.values()) {
          Optional<Double> lower =
              trust.figure("dna_gradient", service, window.label, "sii", "lower");
          if (lower.isEmpty()) {
            continue;
          }
          double upper =
              trust.figure("dna_gradient", service, window.label, "sii", "upper").orElseThrow();
          double slope = slope(trust, window, service);
          assertThat(slope).as("deprived people miss more in every service").isPositive();
          shown++;
          inside += lower.get() <= slope && slope <= upper ? 1 : 0;
        }
      }
    }
    assertThat(shown).as("services large enough").isGreaterThanOrEqualTo(4);
    assertThat(inside).as("of %d", shown).isGreaterThanOrEqualTo(shown - 1);
  }

  /** The slope of the true rates, from the most to the least deprived end, on the logit scale. */
  private static double slope(Told trust, Window window, String service) {
    double[] n = new double[5];
    double[] y = new double[5];
    double all = 0;
    for (int fifth = 0; fifth < 5; fifth++) {
      Truth.Rate rate =
          trust.rate(window, service, "deprivation_quintile", String.valueOf(fifth + 1));
      n[fifth] = rate.counted();
      y[fifth] = Math.log(rate.rate() / (1 - rate.rate()));
      all += n[fifth];
    }
    double before = 0;
    double[] sums = new double[4];
    for (int fifth = 0; fifth < 5; fifth++) {
      double share = n[fifth] / all;
      double rank = before + share / 2;
      before += share;
      sums[0] += share * rank;
      sums[1] += share * y[fifth];
      sums[2] += share * rank * rank;
      sums[3] += share * rank * y[fifth];
    }
    double steep = (sums[3] - sums[0] * sums[1]) / (sums[2] - sums[0] * sums[0]);
    double start = sums[1] - steep * sums[0];
    return 1 / (1 + Math.exp(-start)) - 1 / (1 + Math.exp(-(start + steep)));
  }

  @Test
  void whatGoesWrongOnTheWayChangesNoCount() {
    assertThat(faulty.bad()).isGreaterThan(100);
    assertThat(faulty.rejected()).isEqualTo(faulty.bad());
    for (String service : faulty.services()) {
      Truth.Rate rate = faulty.rate(Window.W52, service, "all", "all");
      Map<String, Long> shown = faulty.counts(service);
      long missed = shown.get("dna") + shown.get("late_not_seen");
      assertThat(missed).as(service).isEqualTo(rate.missed());
      assertThat(missed + shown.get("attended")).as(service).isEqualTo(rate.counted());
    }
  }

  /** Half as long again on the list: in physiotherapy the middle one of them waits 29 days more. */
  @Test
  void whoNeedsAnInterpreterIsFoundToWaitLonger() {
    List<Double> longer = new ArrayList<>();
    for (Told trust : List.of(plain, faulty, changed)) {
      Optional<Double> needs = halfSeen(trust, "yes");
      Optional<Double> others = halfSeen(trust, "no");
      if (needs.isPresent() && others.isPresent()) {
        longer.add((needs.get() - others.get()) / 86_400);
      }
    }
    assertThat(longer).as("days until half are seen").hasSizeGreaterThanOrEqualTo(2);
    assertThat(longer).allSatisfy(days -> assertThat(days).isBetween(7.0, 56.0));
    assertThat(longer.stream().mapToDouble(days -> days).average().orElseThrow())
        .as("days on average: %s", longer)
        .isBetween(18.0, 40.0);
  }

  private static Optional<Double> halfSeen(Told trust, String interpreter) {
    return trust.figure(
        "waiting_seconds", CHANGED, "interpreter", interpreter, "50", "referral", "km");
  }

  /** Podiatry ends the referrals of the most deprived twice as often when they miss. */
  @Test
  void removalsOfTheMostDeprivedAreFoundWhereTheyWerePutIn() {
    double[] most = new double[2];
    double[] all = new double[2];
    int shown = 0;
    for (Told trust : List.of(plain, faulty, changed)) {
      if (removed(trust, "deprivation_quintile", "1", most)) {
        shown++;
        removed(trust, "all", "all", all);
      }
    }
    assertThat(shown).as("trusts that show it").isGreaterThanOrEqualTo(2);
    double rest = (all[0] - most[0]) / (all[1] - most[1]);
    assertThat(most[0] / most[1] / rest).as("times as often as the rest").isBetween(1.5, 4.0);
    assertThat(WilsonInterval.of(Math.round(most[0]), Math.round(most[1]), 0.95).lower())
        .isGreaterThan(rest);
  }

  /** Adds the removed, and the referrals they are a share of; false where they are not shown. */
  private static boolean removed(Told trust, String dimension, String group, double[] sum) {
    Optional<Double> removed = trust.figure("removed_unseen", "podiatry", dimension, group, "52w");
    Optional<Double> share =
        trust.figure(
            "waiting_outcome_ratio",
            "podiatry",
            dimension,
            group,
            "52w",
            "removed_unseen",
            "estimate");
    if (removed.isEmpty() || share.isEmpty()) {
      return false;
    }
    sum[0] += removed.get();
    sum[1] += removed.get() / share.get();
    return true;
  }

  @Test
  void aStepIsSignalledWhereItWasPutInAndOnlyThere() {
    assertThat(signals(changed, CHANGED)).contains("shift_low");
    assertThat(signals(plain, CHANGED)).doesNotContain("shift_low", "shift_high");
    assertThat(signals(faulty, CHANGED)).doesNotContain("shift_low", "shift_high");
  }

  private static Set<String> signals(Told trust, String service) {
    Set<String> signals = new TreeSet<>();
    int rules = 0;
    for (KeptFigure figure : trust.release().figures()) {
      if (figure.family().equals("process_signal")
          && figure.labels().get(0).equals(service)
          && figure.labels().get(1).equals("dna_ratio")) {
        rules++;
        if (figure.value() == 1) {
          signals.add(figure.labels().get(2));
        }
      }
    }
    assertThat(rules).as("rules of %s's chart", service).isEqualTo(8);
    return signals;
  }

  @Test
  void forgottenOutcomesAreFoundAndAreNoMisses() {
    assertThat(unknown(changed, FORGETFUL)).isBetween(0.12, 0.22);
    assertThat(unknown(plain, FORGETFUL)).isLessThan(0.06);
    Truth.Rate rate = changed.rate(Window.W52, FORGETFUL, "all", "all");
    Map<String, Long> shown = changed.counts(FORGETFUL);
    double missed = shown.get("dna") + shown.get("late_not_seen");
    double share = missed / (missed + shown.get("attended"));
    assertThat(share).isBetween(rate.rate() - 0.02, rate.rate() + 0.02);
  }

  private static double unknown(Told trust, String service) {
    Map<String, Long> counts = trust.counts(service);
    double all = counts.get("unknown") + counts.get("attended") + counts.get("dna");
    return counts.get("unknown") / all;
  }
}
