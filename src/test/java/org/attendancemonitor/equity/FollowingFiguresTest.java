package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptCell.State;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Figures of groups that are made from patients and not from the published counts: told only while
 * their cell is shown, told anew only when it is, and rounded. Over several releases of one
 * service; whether that was ever tried is counted.
 */
class FollowingFiguresTest {

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

  @ParameterizedTest
  @CsvSource({
    "dna_design_effect, APPOINTMENTS, 0.1",
    "dna_standardised_ratio, APPOINTMENTS, 0.01",
    "support_first_contact_seconds, APPOINTMENTS, 86400",
    "waiting_seconds, WAITING, 604800",
    "waiting_comparison, WAITING, 0.0001",
    "waiting_outcome_ratio, EXITS, 0.001"
  })
  void figuresFollowTheirCell(String family, Subject subject, double step) {
    Map<String, Map<List<String>, Double>> before = Map.of();
    Map<State, Integer> states = new HashMap<>();
    for (Clinic.Made made : releases) {
      Map<String, Map<List<String>, Double>> told = told(made, subject, family);
      Set<String> shown = new TreeSet<>();
      for (KeptCell cell : made.kept().cells()) {
        if (cell.subject() == subject && !cell.key().dimension().equals("all")) {
          String place = place(cell);
          Map<List<String>, Double> figures = told.getOrDefault(place, Map.of());
          if (cell.state() != State.HIDDEN) {
            shown.add(place);
          }
          if (cell.state() == State.KEPT) {
            assertThat(figures).isEqualTo(before.getOrDefault(place, Map.of()));
          }
          states.merge(cell.state(), figures.size(), Integer::sum);
        }
      }
      assertThat(shown).containsAll(told.keySet());
      told.values()
          .forEach(
              figures ->
                  assertThat(figures.values())
                      .allMatch(n -> Math.abs(n / step - Math.rint(n / step)) < 1e-6));
      before = told;
    }
    assertThat(states.get(State.PUBLISHED)).as("figures made anew").isPositive();
    assertThat(states.get(State.KEPT)).as("figures that stayed").isPositive();
    assertThat(states).as("hidden cells").containsKey(State.HIDDEN);
  }

  /** Figures of groups by the place of their cell. */
  private static Map<String, Map<List<String>, Double>> told(
      Clinic.Made made, Subject subject, String family) {
    int labels = subject.stock() ? 3 : 4;
    Map<String, Map<List<String>, Double>> told = new TreeMap<>();
    for (KeptFigure figure : made.release().figures()) {
      if (figure.family().equals(family) && !figure.labels().get(1).equals("all")) {
        told.computeIfAbsent(
                String.join(" ", figure.labels().subList(0, labels)), place -> new HashMap<>())
            .put(figure.labels(), figure.value());
      }
    }
    return told;
  }

  private static String place(KeptCell cell) {
    String group =
        String.join(" ", cell.key().service(), cell.key().dimension(), cell.key().group());
    return cell.subject().stock() ? group : group + " " + cell.window();
  }

  @Test
  void thoseNotBroughtAreToldWithTheirCell() {
    Map<String, KeptCell.Ratio> before = Map.of();
    int shown = 0;
    for (Clinic.Made made : releases) {
      Map<String, KeptCell.Ratio> now = new HashMap<>();
      for (KeptCell cell : made.kept().cells()) {
        if (cell.key().dimension().equals("was_not_brought") && cell.key().group().equals("yes")) {
          Map<String, String> labels =
              Map.of(
                  "service", Clinic.NAME,
                  "dimension", "all",
                  "group", "all",
                  "window", cell.window(),
                  "bound", "estimate");
          Double told = made.text().value("was_not_brought_ratio", labels);
          if (cell.state() == State.HIDDEN) {
            assertThat(told).isNull();
            continue;
          }
          shown++;
          long attended = Recomputed.rounded(cell.basis().exact().get("attended"));
          long missed = missed(cell);
          double share = (double) missed / (missed + attended);
          double steps = missed + attended < 200 ? 100 : 1000;
          assertThat(told).isEqualTo(Math.round(share * steps) / steps);
          now.put(cell.window(), cell.ratio());
          if (cell.state() == State.KEPT) {
            assertThat(cell.ratio()).isEqualTo(before.get(cell.window()));
          }
        }
      }
      before = now;
    }
    assertThat(shown).as("ratios that were shown").isPositive();
  }

  /** As shown: late arrivals in a number of their own, where there are enough. */
  private static long missed(KeptCell cell) {
    long late = cell.basis().exact().get("late_not_seen");
    long dna = cell.basis().exact().get("dna");
    return cell.shown().containsKey("late_not_seen")
        ? Recomputed.rounded(dna) + Recomputed.rounded(late)
        : Recomputed.rounded(dna + late);
  }
}
