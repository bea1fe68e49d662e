package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attendancemonitor.RawWaits.Wait;
import org.attendancemonitor.equity.Release;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.SimulatedEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/**
 * The figures of waits of a synthetic trust, worked out a second time from its messages. Classes
 * for groups are left out: there one message tells of many people.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitsTruthTest {
  private static final LocalDate END = LoadedTrust.YESTERDAY;
  private static final double DAY = 86_400;

  /**
   * Younger than 28 days when it was told, a referral is news: it came under observation only then,
   * after the last day.
   */
  private static final LocalDate TOLD_AT_ONCE = LoadedTrust.TODAY.minusDays(28);

  private static final String CLASSES = "pulmonary-rehabilitation";

  private Release release;
  private final Map<String, List<Wait>> byService = new TreeMap<>();

  @BeforeAll
  void tellItAll(@TempDir Path folder) throws IOException, InterruptedException {
    LoadedTrust loaded = LoadedTrust.once(folder);
    release = loaded.release();
    Map<String, Integer> deciles =
        Lsoa.read(LoadedTrust.AREAS).stream().collect(Collectors.toMap(Lsoa::code, Lsoa::decile));
    RawWaits raw = new RawWaits(services(), deciles);
    try (Stream<SimulatedEvent> events = loaded.trust().history()) {
      events.forEach(event -> raw.take(event.json()));
    }
    raw.waits(END).stream()
        .filter(wait -> !wait.service().equals(CLASSES))
        .forEach(
            wait -> byService.computeIfAbsent(wait.service(), k -> new ArrayList<>()).add(wait));
  }

  private static Map<String, String> services() throws IOException {
    Map<String, String> services = new HashMap<>();
    try (Reader reader = Files.newBufferedReader(Path.of("config/services.yaml"))) {
      Map<String, Map<String, Map<String, List<String>>>> yaml = new Yaml().load(reader);
      yaml.get("services")
          .forEach(
              (key, service) ->
                  service
                      .get("codes")
                      .forEach(code -> services.put(code.replaceAll(".*\\|", ""), key)));
    }
    return services;
  }

  /** A group of a service, as in the labels. */
  private record Group(String service, String dimension, String group, List<Wait> waits) {
    String[] labels(String... more) {
      return Stream.concat(Stream.of(service, dimension, group), Stream.of(more))
          .toArray(String[]::new);
    }

    boolean whole() {
      return dimension.equals("all");
    }
  }

  private List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    byService.forEach(
        (service, waits) -> {
          groups.add(new Group(service, "all", "all", waits));
          by(groups, service, "sex", Wait::sex);
          by(groups, service, "deprivation_quintile", Wait::fifth);
          by(groups, service, "interpreter", Wait::interpreter);
        });
    return groups;
  }

  private void by(
      List<Group> groups, String service, String dimension, Function<Wait, String> group) {
    byService.get(service).stream()
        .collect(Collectors.groupingBy(group, TreeMap::new, Collectors.toList()))
        .forEach((name, waits) -> groups.add(new Group(service, dimension, name, waits)));
  }

  private Double figure(String family, String... labels) {
    return release.figures().stream()
        .filter(one -> one.family().equals(family) && one.labels().equals(List.of(labels)))
        .map(KeptFigure::value)
        .findFirst()
        .orElse(null);
  }

  /** Compares what is shown; a group that is protected may not be. */
  private static int compare(String what, Group group, Double shown, Double known) {
    if (group.whole()) {
      assertThat(shown).as("%s of %s %s", what, group.service(), group.group()).isEqualTo(known);
    } else if (shown != null) {
      assertThat(shown)
          .as("%s of %s %s %s", what, group.service(), group.dimension(), group.group())
          .isEqualTo(known);
    }
    return shown == null || group.whole() ? 0 : 1;
  }

  private static long count(List<Wait> waits, Predicate<Wait> which) {
    return waits.stream().filter(which).count();
  }

  private static double rounded(Group group, long count) {
    return group.whole() ? count : (count + 2) / 5 * 5;
  }

  private static int days(Wait wait) {
    return (int) ChronoUnit.DAYS.between(wait.referred(), END);
  }

  @Test
  void whoWaitsIsCountedAsTheMessagesTell() {
    int groups = 0;
    for (Group group : groups()) {
      long within = count(group.waits(), wait -> wait.waits(END) && days(wait) <= 126);
      long over = count(group.waits(), wait -> wait.waits(END) && days(wait) > 126);
      Double all = rounded(group, within) + rounded(group, over);
      groups += compare("waiting", group, figure("waiting_patients", group.labels()), all);
      if (group.whole()) {
        assertThat(figure("waiting_over_ratio", group.labels("18w", "estimate")))
            .isEqualTo(over / (double) (within + over));
      }
    }
    assertThat(groups).as("groups shown").isGreaterThan(15);
    assertThat(byService.values().stream().mapToLong(all -> count(all, it -> it.waits(END))).sum())
        .as("a list worth the name")
        .isGreaterThan(500);
  }

  @Test
  void whoWasRemovedUnseenIsCountedAsTheMessagesTell() {
    int groups = 0;
    for (Group group : groups()) {
      for (int weeks : new int[] {13, 52}) {
        long removed =
            count(
                group.waits(),
                wait ->
                    "removed".equals(wait.how())
                        && wait.left().isAfter(END.minusDays(7L * weeks))
                        && !wait.left().isAfter(END));
        groups +=
            compare(
                "removed",
                group,
                figure("removed_unseen", group.labels(weeks + "w")),
                rounded(group, removed));
      }
    }
    assertThat(groups).as("groups shown").isGreaterThan(10);
  }

  @Test
  void theThreeWaitsOfTheListAreThoseOfTheMessages() {
    int groups = 0;
    for (Group group : groups()) {
      List<Wait> waiting = group.waits().stream().filter(wait -> wait.waits(END)).toList();
      groups += list(group, "referral", waiting, WaitsTruthTest::days);
      groups +=
          list(
              group,
              "clock",
              waiting.stream().filter(wait -> wait.clock() != null).toList(),
              wait -> (int) ChronoUnit.DAYS.between(wait.clock(), END));
      groups +=
          list(
              group,
              "last_contact",
              waiting,
              wait -> (int) ChronoUnit.DAYS.between(wait.contact(), END));
    }
    assertThat(groups).as("groups shown").isGreaterThan(60);
  }

  private int list(Group group, String since, List<Wait> waits, ToIntFunction<Wait> days) {
    int shown = 0;
    for (int percent : new int[] {50, 92}) {
      Double found =
          figure("waiting_seconds", group.labels(String.valueOf(percent), since, "list"));
      if (waits.isEmpty()) {
        assertThat(found).as("of nobody").isNull();
        continue;
      }
      double known = percentile(waits.stream().mapToInt(days).sorted().toArray(), percent / 100.0);
      shown +=
          compare(
              since + " " + percent,
              group,
              found == null ? null : Math.round(found / DAY * 1e6) / 1e6,
              Math.round((group.whole() ? known : 7 * Math.round(known / 7)) * 1e6) / 1e6);
    }
    return shown;
  }

  /** R's type 7. */
  private static double percentile(int[] sorted, double share) {
    double place = (sorted.length - 1) * share;
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  @Test
  void halfAreSeenByTheDayThatADayByDayCountFinds() {
    int found = 0;
    for (Group group : groups()) {
      Double shown = figure("waiting_seconds", group.labels("50", "referral", "km"));
      double[] seen = incidence(group.waits(), "seen");
      int half = 0;
      while (half < seen.length && seen[half] < 0.5) {
        half++;
      }
      Double known = half == seen.length ? null : (double) (group.whole() ? half : weeks(half));
      found += compare("half seen", group, shown == null ? null : shown / DAY, known);
    }
    assertThat(found).as("groups shown").isGreaterThan(15);
  }

  private static long weeks(int days) {
    return 7 * Math.round(days / 7.0);
  }

  @Test
  void whatBecameOfReferralsAfter18WeeksIsWhatADayByDayCountFinds() {
    int groups = 0;
    for (Group group : groups()) {
      for (String outcome : List.of("seen", "removed")) {
        String label = outcome.equals("seen") ? "seen" : "removed_unseen";
        Double shown = figure("waiting_outcome_ratio", group.labels("52w", label, "estimate"));
        double known = incidence(group.waits(), outcome)[126];
        double steps = count(group.waits(), WaitsTruthTest::watched) < 200 ? 100 : 1_000;
        if (group.whole() && shown != null) {
          assertThat(shown).as("%s of %s", outcome, group.service()).isCloseTo(known, within(1e-9));
        } else {
          groups += compare(outcome, group, shown, Math.round(known * steps) / steps);
        }
      }
    }
    assertThat(groups).as("groups shown").isGreaterThan(20);
  }

  /** Under observation at some time of the last 52 weeks. */
  private static boolean watched(Wait wait) {
    return wait.referred().isBefore(TOLD_AT_ONCE)
        && (wait.left() == null || wait.left().isAfter(END.minusDays(364)));
  }

  /** Share that has ended one way by each day of the wait, over the last 52 weeks. */
  private static double[] incidence(List<Wait> waits, String how) {
    LocalDate begins = END.minusDays(364);
    double[] by = new double[400];
    double left = 1;
    double sum = 0;
    for (int day = 0; day < by.length; day++) {
      int atRisk = 0;
      int these = 0;
      int all = 0;
      for (Wait wait : waits) {
        LocalDate on = wait.referred().plusDays(day);
        boolean under = !wait.referred().isBefore(begins) || on.isAfter(begins);
        boolean still = wait.left() == null || !wait.left().isBefore(on);
        if (watched(wait) && under && still && !on.isAfter(END)) {
          atRisk++;
          boolean ends = on.equals(wait.left());
          all += ends ? 1 : 0;
          these += ends && how.equals(wait.how()) ? 1 : 0;
        }
      }
      if (atRisk > 0) {
        sum += left * these / atRisk;
        left *= 1 - all / (double) atRisk;
      }
      by[day] = sum;
    }
    return by;
  }

  @Test
  void theQueueIsThatOfTheLastThirteenWeeks() {
    byService.forEach(
        (service, waits) -> {
          LocalDate after = END.minusDays(91);
          double demand = count(waits, wait -> wait.referred().isAfter(after)) / 13.0;
          List<Wait> waiting = waits.stream().filter(wait -> wait.waits(END)).toList();
          double mean = waiting.stream().mapToInt(WaitsTruthTest::days).average().orElse(0) / 7;
          assertThat(figure("queue", service, "target_size")).isEqualTo(demand * 18 / 4);
          assertThat(figure("queue", service, "pressure")).isCloseTo(2 * mean / 18, within(1e-9));
        });
  }

  /** Podiatry ends the referrals of the most deprived twice as often when they miss. */
  @Test
  void theRemovalsThatWerePutInAreFound() {
    double most = outcome("deprivation_quintile", "1", "estimate");
    double removed = figure("removed_unseen", "podiatry", "deprivation_quintile", "1", "52w");
    double whole = outcome("all", "all", "estimate");
    double removedOfAll = figure("removed_unseen", "podiatry", "all", "all", "52w");
    double rest = (removedOfAll - removed) / (removedOfAll / whole - removed / most);
    assertThat(most / rest).as("times as often as the rest").isBetween(1.5, 4.0);
    assertThat(outcome("deprivation_quintile", "1", "lower")).isGreaterThan(rest);
  }

  private double outcome(String dimension, String group, String bound) {
    return figure(
        "waiting_outcome_ratio", "podiatry", dimension, group, "52w", "removed_unseen", bound);
  }

  /** Half as long again on the list: in physiotherapy the middle one of them waits 29 days more. */
  @Test
  void whoNeedsAnInterpreterIsFoundToWaitAsMuchLongerAsWasPutIn() {
    double longer = seen("physiotherapy", "yes") - seen("physiotherapy", "no");
    assertThat(longer).as("days until half are seen").isBetween(14.0, 44.0);
    assertThat(compared("log_rank_p", "estimate")).isLessThan(0.05);
    assertThat(compared("median_difference", "estimate")).isPositive();
    assertThat(compared("median_difference", "upper")).isGreaterThan(14 * DAY);
  }

  private double seen(String service, String interpreter) {
    return figure("waiting_seconds", service, "interpreter", interpreter, "50", "referral", "km")
        / DAY;
  }

  private double compared(String measure, String bound) {
    return figure("waiting_comparison", "physiotherapy", "interpreter", "yes", measure, bound);
  }
}
