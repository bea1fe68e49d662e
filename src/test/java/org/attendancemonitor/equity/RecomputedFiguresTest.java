package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptCell.State;
import org.attendancemonitor.record.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Figures of groups that are made from counts are worked out again from the published text, and
 * must be the same: so they tell no more than the counts do. Over several releases of one service,
 * in which cells are published, kept and hidden.
 */
class RecomputedFiguresTest {
  private static final Set<String> FROM_COUNTS =
      Set.of(
          "appointments",
          "dna_ratio",
          "dna_gap",
          "waiting_patients",
          "waiting_over_ratio",
          "removed_unseen");

  /** Made from patients, and held to other rules by {@link FollowingFiguresTest}. */
  private static final Set<String> FOLLOWING =
      Set.of(
          "dna_design_effect",
          "dna_standardised_ratio",
          "waiting_seconds",
          "support_first_contact_seconds",
          "was_not_brought_ratio");

  @TempDir static Path folder;
  private static Ward ward;
  private static List<Clinic.Made> releases;

  @BeforeAll
  static void release() {
    ward = new Ward(folder);
    releases = Clinic.releases(ward, List.of(0, 1, 2, 7, 8, 13), week -> FiguresTest.settings());
  }

  @AfterAll
  static void close() {
    ward.close();
  }

  @Test
  void everyFamilyWithGroupsIsHeldToOneRuleOrTheOther() {
    Set<String> grouped = new HashSet<>();
    for (Clinic.Made made : releases) {
      made.text()
          .families()
          .forEach(
              (name, series) -> {
                if (series.keySet().stream().anyMatch(labels -> labels.containsKey("group"))) {
                  grouped.add(name);
                }
              });
    }
    Set<String> all = new HashSet<>(FROM_COUNTS);
    all.addAll(FOLLOWING);
    assertThat(grouped).isEqualTo(all);
  }

  @Test
  void countsOfGroupsAreRounded() {
    again(
        Subject.APPOINTMENTS,
        "appointments",
        (text, cell) -> {
          Map<Map<String, String>, Double> counts = new HashMap<>();
          Map<String, String> labels = labels(cell);
          boolean exact = labels.get("dimension").equals("all");
          cell.exact()
              .byColumn()
              .forEach(
                  (column, n) -> {
                    Map<String, String> here = Exposition.with(labels, "outcome", column);
                    // Which small ones are left out is judged elsewhere.
                    if (text.value("appointments", here) != null) {
                      counts.put(here, (double) (exact ? n : Recomputed.rounded(n)));
                    }
                  });
          if (!counts.containsKey(Exposition.with(labels, "outcome", "late_not_seen"))) {
            long missed = cell.exact().get("dna") + cell.exact().get("late_not_seen");
            counts.put(
                Exposition.with(labels, "outcome", "dna"), (double) Recomputed.rounded(missed));
          }
          return counts;
        });
  }

  @Test
  void sharesMissedAndTheirLimitsAreMadeOfThePublishedCounts() {
    again(
        Subject.APPOINTMENTS,
        "dna_ratio",
        (text, cell) -> new Recomputed(text).ratio(labels(cell)));
  }

  @Test
  void gapsAreMadeOfThePublishedCountsOfTheGroupAndTheService() {
    again(
        Subject.APPOINTMENTS,
        "dna_gap",
        (text, cell) -> {
          Map<String, String> labels = labels(cell);
          long others =
              text.family("appointments").keySet().stream()
                  .filter(other -> other.get("outcome").equals("attended"))
                  .filter(other -> other.get("dimension").equals(labels.get("dimension")))
                  .filter(other -> other.get("window").equals(labels.get("window")))
                  .count();
          return labels.get("dimension").equals("all") || others < 2
              ? Map.of()
              : new Recomputed(text).gap(labels);
        });
  }

  @Test
  void theGradientIsMadeOfThePublishedFifths() {
    int found = 0;
    for (Clinic.Made made : releases) {
      Exposition text = made.text();
      Map<Map<String, String>, Double> expected = new HashMap<>();
      for (String window : List.of("13w", "52w")) {
        long fifths =
            text.family("dna_ratio").keySet().stream()
                .filter(labels -> labels.get("dimension").equals("deprivation_quintile"))
                .filter(labels -> labels.get("window").equals(window))
                .filter(labels -> labels.get("bound").equals("estimate"))
                .filter(labels -> !labels.get("group").equals("unknown"))
                .count();
        if (fifths == 5) {
          expected.putAll(new Recomputed(text).gradient(Clinic.NAME, window));
        }
      }
      same(text.family("dna_gradient"), expected);
      found += expected.size();
    }
    assertThat(found).as("gradients that were worked out again").isPositive();
  }

  @Test
  void thoseWhoWaitAreRoundedPartByPart() {
    again(
        Subject.WAITING,
        "waiting_patients",
        (text, cell) -> Map.of(labels(cell), (double) (within(cell) + over(cell))));
  }

  @Test
  void sharesOfThoseWhoWaitLongAreMadeOfTheRoundedCounts() {
    again(
        Subject.WAITING,
        "waiting_over_ratio",
        (text, cell) -> {
          long all = within(cell) + over(cell);
          Map<String, String> over18 = Exposition.with(labels(cell), "threshold", "18w");
          Map<String, String> over52 = Exposition.with(labels(cell), "threshold", "52w");
          Map<Map<String, String>, Double> shares =
              new HashMap<>(new Recomputed(text).waiting(over(cell), all, over18));
          if (cell.shown().containsKey("over_52w")) {
            shares.putAll(new Recomputed(text).waiting(told(cell, "over_52w"), all, over52));
          }
          return shares;
        });
  }

  @Test
  void thoseRemovedUnseenAreRounded() {
    again(
        Subject.EXITS,
        "removed_unseen",
        (text, cell) -> Map.of(labels(cell), (double) told(cell, "removed_unseen")));
  }

  private static long within(KeptCell cell) {
    return told(cell, "within_18w");
  }

  private static long over(KeptCell cell) {
    return told(cell, "over_18w");
  }

  private static long told(KeptCell cell, String column) {
    long n = cell.exact().get(column);
    return cell.key().dimension().equals("all") ? n : Recomputed.rounded(n);
  }

  private static Map<String, String> labels(KeptCell cell) {
    Map<String, String> labels =
        Map.of(
            "service", cell.key().service(),
            "dimension", cell.key().dimension(),
            "group", cell.key().group());
    return cell.subject().stock() ? labels : Exposition.with(labels, "window", cell.window());
  }

  /**
   * In every release a family is what is worked out again for cells that are new, what it was for
   * those that are kept, and nothing else.
   */
  private static void again(
      Subject subject,
      String family,
      BiFunction<Exposition, KeptCell, Map<Map<String, String>, Double>> work) {
    Map<Map<String, String>, Double> before = Map.of();
    Map<State, Integer> states = new HashMap<>();
    for (Clinic.Made made : releases) {
      Exposition text = made.text();
      Map<Map<String, String>, Double> expected = new HashMap<>();
      for (KeptCell cell : made.kept().cells()) {
        if (cell.subject() != subject || cell.key().dimension().equals("was_not_brought")) {
          continue;
        }
        Map<Map<String, String>, Double> figures =
            switch (cell.state()) {
              case PUBLISHED -> work.apply(text, cell);
              case KEPT ->
                  before.entrySet().stream()
                      .filter(one -> one.getKey().entrySet().containsAll(labels(cell).entrySet()))
                      .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
              case HIDDEN -> Map.of();
            };
        expected.putAll(figures);
        if (!cell.key().dimension().equals("all") && !figures.isEmpty()) {
          states.merge(cell.state(), figures.size(), Integer::sum);
        }
      }
      same(text.family(family), expected);
      before = text.family(family);
    }
    assertThat(states).as("groups worked out, and kept").containsKeys(State.PUBLISHED, State.KEPT);
  }

  private static void same(
      Map<Map<String, String>, Double> told, Map<Map<String, String>, Double> expected) {
    assertThat(told.keySet()).isEqualTo(expected.keySet());
    told.forEach(
        (labels, value) ->
            assertThat(Math.abs(value - expected.get(labels)))
                .as("%s: %s and %s", labels, value, expected.get(labels))
                .isLessThan(1e-9));
  }
}
