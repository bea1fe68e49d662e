package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.equity.Ward.who;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.attendancemonitor.record.DailyCounts;
import org.attendancemonitor.record.PeriodPoint;
import org.attendancemonitor.record.ProcessPoints;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessCountingTest {
  /** A Sunday; three days earlier, the week before is the newest complete one. */
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 9);
  private static final Map<String, String> POOR = who("deprivation", "1");
  private static final Map<String, String> RICH = who("deprivation", "5");
  private static final Map<String, String> CHILD = who("was_not_brought", "yes");

  @TempDir Path folder;
  private Ward ward;

  @BeforeEach
  void open() {
    ward = new Ward(folder);
  }

  @AfterEach
  void close() {
    ward.close();
  }

  private static Map<String, List<PeriodPoint>> count(
      Ward ward, LocalDate day, EquitySettings settings) {
    ward.count();
    return new ProcessCounting(settings, new DailyCounts(ward.store), new ProcessPoints(ward.store))
        .upTo(day, Set.of("podiatry"));
  }

  private Map<LocalDate, OptionalDouble> count(LocalDate day, String measure) {
    return byDay(count(ward, day, FiguresTest.settings()).get("podiatry"), measure);
  }

  private Map<LocalDate, OptionalDouble> stored(String measure) {
    return byDay(
        new ProcessPoints(ward.store).within(DAY.minusYears(5), DAY.plusYears(1)), measure);
  }

  private static Map<LocalDate, OptionalDouble> byDay(
      Collection<PeriodPoint> points, String measure) {
    Map<LocalDate, OptionalDouble> values = new TreeMap<>();
    points.stream()
        .filter(point -> point.measure().equals(measure))
        .forEach(point -> values.put(point.first(), point.value()));
    return values;
  }

  private static OptionalDouble value(double value) {
    return OptionalDouble.of(value);
  }

  @Test
  void aLargeServiceHasAPointForEachCompleteWeekWhoseOutcomesAreIn() {
    for (int back = 0; back < 4; back++) {
      LocalDate wednesday = MONDAY.plusDays(9).minusWeeks(back);
      ward.appointments(50 + back, "podiatry", wednesday, "attended", who());
      ward.appointments(10, "podiatry", wednesday, "dna", who());
    }
    ward.appointments(4, "podiatry", MONDAY, "late_not_seen", who());
    ward.appointments(16, "podiatry", MONDAY, "patient_cancelled", who());
    ward.appointments(8, "podiatry", MONDAY.plusDays(6), "provider_cancelled", who());
    ward.appointments(2, "podiatry", MONDAY, "unknown", who());
    Map<LocalDate, OptionalDouble> dna = count(DAY, "dna_ratio");
    assertThat(dna)
        .containsExactly(
            Map.entry(MONDAY.minusWeeks(2), value(10.0 / 63)),
            Map.entry(MONDAY.minusWeeks(1), value(10.0 / 62)),
            Map.entry(MONDAY, value(14.0 / 65)));
    assertThat(stored("dna_ratio")).isEqualTo(dna);
    assertThat(stored("patient_cancelled_ratio")).containsEntry(MONDAY, value(16.0 / 89));
    assertThat(stored("provider_cancelled_ratio")).containsEntry(MONDAY, value(8.0 / 89));
    assertThat(stored("outcome_missing_ratio")).containsEntry(MONDAY, value(2.0 / 91));
  }

  @Test
  void aSmallServiceHasAPointForEachCompleteMonth() {
    ward.appointments(45, "podiatry", LocalDate.of(2026, 9, 1), "attended", who());
    ward.appointments(5, "podiatry", LocalDate.of(2026, 9, 30), "dna", who());
    ward.appointments(19, "podiatry", LocalDate.of(2026, 8, 12), "attended", who());
    ward.appointments(50, "podiatry", LocalDate.of(2026, 11, 3), "attended", who());
    assertThat(count(DAY, "dna_ratio"))
        .as("neither the running month nor one with fewer than twenty")
        .containsExactly(Map.entry(LocalDate.of(2026, 9, 1), value(0.1)));
  }

  private void weeks(int perWeek) {
    for (int back = 0; back < 52; back++) {
      ward.appointments(perWeek, "podiatry", MONDAY.minusWeeks(back), "attended", who());
    }
  }

  @Test
  void aServiceThatShrinksALittleStaysWithWeeks() {
    weeks(45);
    assertThat(count(DAY, "dna_ratio")).hasSize(12);
    weeks(10);
    assertThat(count(DAY, "dna_ratio")).hasSize(52);
    assertThat(stored("dna_ratio")).as("the points of months are gone").hasSize(52);
    assertThat(count(DAY.plusWeeks(8), "dna_ratio")).as("47 a week in a year").hasSize(52);
    assertThat(count(DAY.plusWeeks(16), "dna_ratio")).as("38 a week in a year").hasSize(13);
  }

  @Test
  void lateNewsHealAPointOfAServiceAsAWhole() {
    ward.appointments(90, "podiatry", MONDAY, "attended", who());
    ward.appointments(9, "podiatry", MONDAY, "dna", who());
    String late = ward.appointment(1, "podiatry", MONDAY, "dna", who());
    assertThat(count(DAY, "dna_ratio")).containsEntry(MONDAY, value(0.1));
    ward.correct(late, "attended");
    assertThat(count(DAY, "dna_ratio")).containsEntry(MONDAY, value(0.09));
    assertThat(stored("dna_ratio")).containsEntry(MONDAY, value(0.09));
  }

  @Test
  void aPeriodThatLostItsAppointmentsLosesItsPoint() {
    ward.appointments(200, "podiatry", MONDAY.minusWeeks(1), "attended", who());
    String[] ids = new String[60];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = ward.appointment(i, "podiatry", MONDAY, "attended", who());
    }
    assertThat(count(DAY, "dna_ratio")).hasSize(2);
    for (String id : ids) {
      ward.correct(id, "provider_cancelled");
    }
    assertThat(count(DAY, "dna_ratio")).hasSize(1);
    assertThat(stored("dna_ratio")).hasSize(1);
  }

  @Test
  void pointsOlderThanTheChartStay() {
    ward.appointments(60, "podiatry", MONDAY.minusWeeks(103), "attended", who());
    for (int back = 0; back < 52; back++) {
      ward.appointments(60, "podiatry", MONDAY.minusWeeks(back), "attended", who());
    }
    assertThat(count(DAY, "dna_ratio")).hasSize(53);
    assertThat(count(DAY.plusWeeks(1), "dna_ratio")).hasSize(52);
    assertThat(stored("dna_ratio")).hasSize(53).containsKey(MONDAY.minusWeeks(103));
  }

  private void month(LocalDate day, int poor, int poorMissed, int rich, int richMissed) {
    ward.appointments(poor, "podiatry", day, "attended", POOR);
    ward.appointments(poorMissed, "podiatry", day, "dna", POOR);
    ward.appointments(rich, "podiatry", day, "attended", RICH);
    ward.appointments(richMissed, "podiatry", day, "dna", RICH);
  }

  @Test
  void aGapIsShownForTheMonthsInWhichBothSidesPassTheRule() {
    month(LocalDate.of(2026, 8, 10), 80, 20, 90, 10);
    month(LocalDate.of(2026, 9, 10), 80, 7, 90, 10);
    month(LocalDate.of(2026, 10, 10), 80, 20, 90, 7);
    month(LocalDate.of(2026, 7, 10), 11, 8, 90, 10);
    assertThat(count(DAY, "dna_gap_deprivation"))
        .containsExactly(
            Map.entry(LocalDate.of(2026, 7, 1), OptionalDouble.empty()),
            Map.entry(LocalDate.of(2026, 8, 1), value(0.1)),
            Map.entry(LocalDate.of(2026, 9, 1), OptionalDouble.empty()),
            Map.entry(LocalDate.of(2026, 10, 1), OptionalDouble.empty()));
  }

  @Test
  void aGapOfFewPatientsIsNotShown() {
    LocalDate day = LocalDate.of(2026, 10, 10);
    for (int i = 0; i < 100; i++) {
      ward.appointment(i % 9, "podiatry", day, i < 20 ? "dna" : "attended", POOR);
      ward.appointment(100 + i, "podiatry", day, i < 20 ? "dna" : "attended", RICH);
    }
    assertThat(count(DAY, "dna_gap_deprivation"))
        .containsExactly(Map.entry(LocalDate.of(2026, 10, 1), OptionalDouble.empty()));
  }

  @Test
  void whatWasShownOfAMonthsGapStaysAndWhatWasWithheldStaysWithheld() {
    LocalDate october = LocalDate.of(2026, 10, 1);
    LocalDate september = LocalDate.of(2026, 9, 1);
    month(october, 80, 20, 90, 10);
    month(september, 80, 7, 90, 10);
    Map<LocalDate, OptionalDouble> first = count(DAY, "dna_gap_deprivation");
    assertThat(first).containsEntry(october, value(0.1));
    month(october, 0, 40, 0, 0);
    month(september, 0, 40, 0, 0);
    assertThat(count(DAY.plusWeeks(1), "dna_gap_deprivation")).isEqualTo(first);
    assertThat(stored("dna_gap_deprivation")).isEqualTo(first);
  }

  @Test
  void noGapIsShownWhereTheMostDeprivedFifthIsNotListed() {
    month(LocalDate.of(2026, 8, 10), 80, 20, 90, 10);
    EquitySettings settings =
        FiguresTest.settings(
            true,
            EquitySettings.ReleaseMode.PROTECTED,
            Map.of("deprivation_quintile", List.of("2", "3")));
    assertThat(byDay(count(ward, DAY, settings).get("podiatry"), "dna_gap_deprivation")).isEmpty();
    assertThat(byDay(count(ward, DAY, FiguresTest.settings()).get("podiatry"), "dna_ratio"))
        .isNotEmpty();
  }

  @Test
  void whereViewersGiveDirectCareEveryGapIsShownAsItIs() {
    month(LocalDate.of(2026, 9, 10), 8, 1, 5, 2);
    EquitySettings exact = FiguresTest.settings().with(EquitySettings.ReleaseMode.EXACT);
    assertThat(byDay(count(ward, DAY, exact).get("podiatry"), "dna_gap_deprivation"))
        .containsExactly(Map.entry(LocalDate.of(2026, 9, 1), value(1.0 / 9 - 2.0 / 7)));
  }

  @Test
  void childrenAmongAdultsAreChartedByTheMonthWhereBothAreMany() {
    LocalDate september = LocalDate.of(2026, 9, 1);
    for (LocalDate day : List.of(september, september.plusMonths(1))) {
      ward.appointments(300, "podiatry", day, "attended", who());
      ward.appointments(30, "podiatry", day, "dna", who());
      ward.appointments(88, "podiatry", day, "attended", CHILD);
    }
    ward.appointments(13, "podiatry", september, "dna", CHILD);
    ward.appointments(7, "podiatry", september.plusMonths(1), "dna", CHILD);
    assertThat(count(DAY, "was_not_brought_ratio"))
        .containsExactly(
            Map.entry(september, value(0.13)),
            Map.entry(september.plusMonths(1), OptionalDouble.empty()));
  }

  @Test
  void aServiceForChildrenAloneIsChartedAsItIs() {
    ward.appointments(95, "podiatry", MONDAY, "attended", CHILD);
    ward.appointments(7, "podiatry", MONDAY, "dna", CHILD);
    assertThat(count(DAY, "was_not_brought_ratio"))
        .containsExactly(Map.entry(MONDAY, value(7.0 / 102)));
    assertThat(count(DAY, "dna_ratio")).containsExactly(Map.entry(MONDAY, value(7.0 / 102)));
  }

  @Test
  void bothDatabasesKeepTheSamePoints() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        Ward postgresql =
            new Ward(
                Store.open(
                    new StoreSettings(
                        server.getJdbcUrl("postgres", "postgres"),
                        Optional.of("postgres"),
                        Optional.empty(),
                        2),
                    folder))) {
      Map<String, List<PeriodPoint>> here = told(ward);
      assertThat(told(postgresql)).isEqualTo(here);
      List<PeriodPoint> kept = new ProcessPoints(ward.store).within(DAY.minusYears(5), DAY);
      assertThat(new ProcessPoints(postgresql.store).within(DAY.minusYears(5), DAY))
          .isEqualTo(kept)
          .extracting(PeriodPoint::value)
          .contains(OptionalDouble.empty(), value(0.14));
    }
  }

  private static Map<String, List<PeriodPoint>> told(Ward ward) {
    for (int month = 1; month <= 10; month++) {
      LocalDate day = LocalDate.of(2026, month, 15);
      ward.appointments(80 - month % 3, "podiatry", day, "attended", POOR);
      ward.appointments(20 + month % 3, "podiatry", day, "dna", POOR);
      ward.appointments(90, "podiatry", day, "attended", RICH);
      ward.appointments(month + 3, "podiatry", day, "dna", RICH);
    }
    ward.appointments(10, "podiatry", LocalDate.of(2026, 1, 2), "dna", CHILD);
    count(ward, DAY.minusWeeks(9), FiguresTest.settings());
    String late = ward.appointment(5, "podiatry", LocalDate.of(2026, 5, 1), "dna", who());
    count(ward, DAY.minusWeeks(5), FiguresTest.settings());
    ward.correct(late, "attended");
    return count(ward, DAY, FiguresTest.settings());
  }
}
