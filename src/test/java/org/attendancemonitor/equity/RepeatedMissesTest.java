package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.attendancemonitor.equity.Ward.who;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatedMissesTest {
  private static final Instant NOON = Instant.parse("2026-11-18T12:00:00Z");
  private static final LocalDate LAST = LocalDate.of(2026, 11, 17);

  @TempDir Path folder;
  private Ward ward;
  private long patient;

  @BeforeEach
  void open() {
    ward = new Ward(folder);
  }

  @AfterEach
  void close() {
    ward.close();
  }

  /** So many patients with these misses, days before the last one, and one kept appointment. */
  private void patients(int count, int... missesBack) {
    for (int i = 0; i < count; i++) {
      patient++;
      ward.appointment(patient, "podiatry", LAST.minusDays(20), "attended", who());
      for (int back : missesBack) {
        ward.appointment(patient, "podiatry", LAST.minusDays(back), "dna", who());
      }
    }
  }

  private Map<String, Double> told(EquitySettings settings) {
    ward.count();
    return Told.of(
        new Figures(settings, ward.tallies, ward.releases, Map.of()).release(NOON).orElseThrow(),
        "patients_missed_ratio");
  }

  private Map<String, Double> told() {
    return told(FiguresTest.settings());
  }

  @Test
  void patientsWhoMissedAreCountedOnceEachAndThoseWhoMissedOftenApart() {
    patients(60);
    patients(20, 10);
    patients(10, 10, 200);
    patients(6, 150, 200, 250);
    patients(4, 400, 500, 600);
    Map<String, Double> told = told();
    assertThat(told)
        .containsEntry("podiatry 13w any estimate", 0.3)
        .containsEntry("podiatry 52w any estimate", 0.36)
        .containsEntry("podiatry 52w repeat estimate", 0.16)
        .containsEntry("podiatry 52w high estimate", 0.06);
    double z = 1.959963984540054;
    double root = z * Math.sqrt(z * z + 4 * 36 * 0.64);
    assertThat(told.get("podiatry 52w any lower"))
        .isCloseTo((72 + z * z - root) / (2 * (100 + z * z)), within(1e-12));
    assertThat(told.get("podiatry 52w any upper"))
        .isCloseTo((72 + z * z + root) / (2 * (100 + z * z)), within(1e-12));
  }

  @Test
  void againIsWithinThreeMonthsOfTheFirstMissAndOnlyWhereThatCanBeKnown() {
    patients(20, 200);
    patients(5, 200, 109);
    patients(3, 200, 108);
    patients(2, 200, 200);
    patients(10, 91);
    patients(7, 90, 60);
    assertThat(told()).containsEntry("podiatry 52w again estimate", 5.0 / 40);
  }

  @Test
  void whatIsRepeatedIsASetting() {
    patients(60);
    patients(20, 10, 100);
    patients(20, 10, 100, 200);
    EquitySettings s = FiguresTest.settings();
    EquitySettings strict = Altered.settings(s, "repeated", new RepeatSettings(3, 3, 95));
    assertThat(told(strict))
        .containsEntry("podiatry 52w repeat estimate", 0.2)
        .containsEntry("podiatry 52w high estimate", 0.0)
        .containsEntry("podiatry 52w again estimate", 0.5);
  }

  @Test
  void onePatientOfTwoServicesCountsInEach() {
    for (int i = 0; i < 20; i++) {
      ward.appointment(i, "podiatry", LAST.minusDays(3), i < 5 ? "dna" : "attended", who());
      ward.appointment(i, "orthotics", LAST.minusDays(5), i < 2 ? "dna" : "attended", who());
    }
    assertThat(told())
        .containsEntry("podiatry 52w any estimate", 0.25)
        .containsEntry("orthotics 52w any estimate", 0.1)
        .containsEntry("podiatry 52w repeat estimate", 0.0);
  }

  @Test
  void fewerThanTenPatientsAreNoShare() {
    patients(9, 10);
    assertThat(told()).isEmpty();
  }

  @Test
  void aCancelledAppointmentIsNeitherDueNorMissed() {
    patients(20, 10);
    for (int i = 0; i < 30; i++) {
      ward.appointment(1000 + i, "podiatry", LAST, "provider_cancelled", who());
    }
    assertThat(told()).containsEntry("podiatry 13w any estimate", 1.0);
  }
}
