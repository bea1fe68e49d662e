package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import org.attendancemonitor.equity.EquitySettings.ReleaseMode;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptCell.State;
import org.attendancemonitor.record.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code release: exact}, and the way back: exact twice, protected from the third release on. */
class ExactReleaseTest {
  private static final int EXACT = 2;

  @TempDir static Path folder;
  private static Ward ward;
  private static List<Clinic.Made> releases;

  @BeforeAll
  static void release() {
    ward = new Ward(folder);
    releases =
        Clinic.releases(
            ward,
            List.of(0, 1, 2, 7, 13),
            week ->
                FiguresTest.settings()
                    .with(week < EXACT ? ReleaseMode.EXACT : ReleaseMode.PROTECTED));
  }

  @AfterAll
  static void close() {
    ward.close();
  }

  private static List<Clinic.Made> exact() {
    return releases.subList(0, EXACT);
  }

  @Test
  void nothingIsHiddenKeptOrRounded() {
    for (Clinic.Made made : exact()) {
      assertThat(made.kept().cells())
          .allMatch(cell -> cell.state() == State.PUBLISHED)
          .allMatch(cell -> cell.shown().equals(cell.exact().byColumn()))
          .anyMatch(cell -> cell.exact().byColumn().containsValue(3L));
      assertThat(made.text().family("suppressed_cells").values())
          .isNotEmpty()
          .allMatch(hidden -> hidden == 0);
    }
  }

  @Test
  void whatIsMadeOfCountsIsMadeOfExactOnes() {
    for (Clinic.Made made : exact()) {
      Exposition text = made.text();
      Recomputed recomputed = new Recomputed(text, true);
      Map<Map<String, String>, Double> shares = new HashMap<>();
      Map<Map<String, String>, Double> gaps = new HashMap<>();
      Map<Map<String, String>, Double> waiting = new HashMap<>();
      Map<Map<String, String>, Double> over = new HashMap<>();
      Map<Map<String, String>, Double> removed = new HashMap<>();
      for (KeptCell cell : made.kept().cells()) {
        Map<String, String> labels =
            Map.of(
                "service", Clinic.NAME,
                "dimension", cell.key().dimension(),
                "group", cell.key().group());
        Map<String, String> here = Exposition.with(labels, "window", cell.window());
        boolean group = !cell.key().dimension().equals("all");
        if (cell.subject() == Subject.APPOINTMENTS
            && !cell.key().dimension().equals("was_not_brought")) {
          shares.putAll(recomputed.ratio(here));
          if (group && !gaps(recomputed, made, cell, here).isEmpty()) {
            gaps.putAll(recomputed.gap(here));
          }
        } else if (cell.subject() == Subject.EXITS) {
          removed.put(here, (double) cell.exact().get("removed_unseen"));
        } else if (cell.subject() == Subject.WAITING) {
          long all = cell.exact().get("within_18w") + cell.exact().get("over_18w");
          waiting.put(labels, (double) all);
          for (String threshold : List.of("18w", "52w")) {
            over.putAll(
                recomputed.waiting(
                    cell.exact().get("over_" + threshold),
                    all,
                    Exposition.with(labels, "threshold", threshold)));
          }
        }
      }
      same(text, "dna_ratio", shares);
      same(text, "dna_gap", gaps);
      same(text, "waiting_patients", waiting);
      same(text, "waiting_over_ratio", over);
      same(text, "removed_unseen", removed);
      Map<Map<String, String>, Double> gradient = recomputed.gradient(Clinic.NAME, "13w");
      gradient.putAll(recomputed.gradient(Clinic.NAME, "52w"));
      same(text, "dna_gradient", gradient);
    }
  }

  /** A gap to others there are. */
  private static Map<Map<String, String>, Double> gaps(
      Recomputed recomputed, Clinic.Made made, KeptCell cell, Map<String, String> here) {
    long groups =
        made.kept().cells().stream()
            .filter(other -> other.subject() == Subject.APPOINTMENTS)
            .filter(other -> other.key().dimension().equals(cell.key().dimension()))
            .filter(other -> other.window().equals(cell.window()))
            .count();
    return groups < 2 ? Map.of() : recomputed.gap(here);
  }

  private static void same(
      Exposition text, String family, Map<Map<String, String>, Double> expected) {
    Map<Map<String, String>, Double> told = text.family(family);
    assertThat(told.keySet()).as(family).isEqualTo(expected.keySet()).isNotEmpty();
    told.forEach(
        (labels, value) ->
            assertThat(value)
                .as("%s %s", family, labels)
                .isCloseTo(expected.get(labels), within(1e-9)));
  }

  @ParameterizedTest
  @CsvSource({
    "dna_standardised_ratio, 0.01",
    "waiting_seconds, 604800",
    "support_first_contact_seconds, 86400",
    "waiting_outcome_ratio, 0.001"
  })
  void whatIsMadeOfPatientsIsNotRounded(String family, double step) {
    DoublePredicate rounded = n -> Math.abs(n / step - Math.rint(n / step)) < 1e-6;
    for (Clinic.Made made : exact()) {
      List<Double> groups =
          made.release().figures().stream()
              .filter(figure -> figure.family().equals(family))
              .filter(figure -> !figure.labels().get(1).equals("all"))
              .map(figure -> figure.value())
              .toList();
      assertThat(groups).isNotEmpty().anyMatch(n -> !rounded.test(n));
    }
  }

  @Test
  void theKnownShareIsExact() {
    for (Clinic.Made made : exact()) {
      Map<Boolean, Long> due =
          made.kept().cells().stream()
              .filter(cell -> cell.subject() == Subject.APPOINTMENTS)
              .filter(cell -> cell.key().dimension().equals("sex") && cell.window().equals("52w"))
              .collect(
                  Collectors.partitioningBy(
                      cell -> cell.key().group().equals("unknown"),
                      Collectors.summingLong(
                          cell ->
                              cell.exact().get("attended")
                                  + cell.exact().get("dna")
                                  + cell.exact().get("late_not_seen"))));
      double known = (double) due.get(false) / (due.get(false) + due.get(true));
      Map<String, String> sex = Map.of("service", Clinic.NAME, "attribute", "sex");
      assertThat(made.text().value("known_ratio", sex)).isCloseTo(known, within(1e-12));
    }
  }

  /**
   * What was exact is not shown any longer, and what has changed since is judged like any other.
   */
  @Test
  void onTheWayBackNoExactValueStaysAndNoSmallChangeIsTold() {
    int hidden = 0;
    int told = 0;
    Map<String, KeptCell> before = cells(releases.get(EXACT - 1));
    for (Map.Entry<String, KeptCell> entry : cells(releases.get(EXACT)).entrySet()) {
      KeptCell cell = entry.getValue();
      assertThat(cell.state()).as(entry.getKey()).isNotEqualTo(State.KEPT);
      if (cell.state() == State.HIDDEN) {
        hidden++;
        continue;
      }
      told++;
      assertThat(before).containsKey(entry.getKey());
      for (var moved : List.of(cell.gained(), cell.lost())) {
        List<Long> decide =
            moved.subject() == Subject.APPOINTMENTS
                ? List.of(moved.get("attended"), moved.get("dna") + moved.get("late_not_seen"))
                : moved.subject() == Subject.EXITS
                    ? List.of(moved.get("seen"), moved.get("removed_unseen"))
                    : List.of(moved.get("within_18w"), moved.get("over_18w"));
        long all = decide.get(0) + decide.get(1);
        assertThat(
                all == 0
                    || all >= 20
                        && decide.get(0) >= 8
                        && (decide.get(1) == 0 || decide.get(1) >= 8))
            .as("%s: %s", entry.getKey(), moved)
            .isTrue();
      }
    }
    assertThat(hidden).isPositive();
    assertThat(told).isPositive();
  }

  @Test
  void onTheWayBackEverythingShownIsRoundedAgain() {
    int shown = 0;
    for (Clinic.Made made : releases.subList(EXACT, releases.size())) {
      for (KeptCell cell : cells(made).values()) {
        assertThat(cell.shown().values()).allMatch(n -> n % 5 == 0 && n != 5);
        shown += cell.shown().size();
      }
    }
    assertThat(shown).isPositive();
    assertThat(cells(releases.get(releases.size() - 1)).values())
        .as("what has changed enough in three months")
        .filteredOn(cell -> cell.state() == State.PUBLISHED)
        .hasSizeGreaterThan(20);
  }

  /** Groups by their place. */
  private static Map<String, KeptCell> cells(Clinic.Made made) {
    return made.kept().cells().stream()
        .filter(cell -> !Set.of("all", "was_not_brought").contains(cell.key().dimension()))
        .filter(cell -> !cell.exact().isNone())
        .collect(
            Collectors.toMap(
                cell -> cell.subject() + " " + cell.key() + " " + cell.window(), cell -> cell));
  }
}
