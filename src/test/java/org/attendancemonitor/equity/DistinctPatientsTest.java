package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.attendancemonitor.equity.Ward.who;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.attendancemonitor.record.TallyKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctPatientsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 9);
  private static final List<TallyKey> KEYS =
      List.of(
          new TallyKey("podiatry", "all", "all"),
          new TallyKey("podiatry", "sex", "female"),
          new TallyKey("podiatry", "sex", "male"));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyRangeHoldsThosePatientsThatASetOfThemHolds(long seed) {
    Random random = new Random(seed);
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int from = random.nextInt(40);
      slices.add(new Slice(DAY.plusDays(from), DAY.plusDays(from + 1 + random.nextInt(20))));
    }
    DistinctPatients patients = new DistinctPatients(slices);
    Map<Slice, Map<TallyKey, Set<Integer>>> sets = new HashMap<>();
    for (int patient = 0; patient < 50; patient++) {
      long day = DAY.toEpochDay() + random.nextInt(10);
      for (int i = random.nextInt(6); i > 0; i--) {
        TallyKey sex = KEYS.get(1 + random.nextInt(2));
        patients.see(List.of(KEYS.get(0), sex), day);
        for (Slice slice : slices) {
          if (day > slice.after().toEpochDay() && day <= slice.upTo().toEpochDay()) {
            for (TallyKey key : List.of(KEYS.get(0), sex)) {
              sets.computeIfAbsent(slice, s -> new HashMap<>())
                  .computeIfAbsent(key, k -> new HashSet<>())
                  .add(patient);
            }
          }
        }
        day += random.nextInt(15);
      }
      patients.next();
    }
    for (Slice slice : slices) {
      Map<TallyKey, Long> expected = new HashMap<>();
      sets.getOrDefault(slice, Map.of())
          .forEach((key, whose) -> expected.put(key, (long) whose.size()));
      assertThat(patients.of(slice)).isEqualTo(expected);
    }
  }

  @Test
  void aRangeThatWasNotForeseenIsRefused() {
    DistinctPatients patients = new DistinctPatients(List.of(new Slice(DAY, DAY.plusDays(7))));
    assertThatThrownBy(() -> patients.of(new Slice(DAY, DAY.plusDays(6))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2026-11-15");
  }

  private static Map<TallyKey, Long> patients(Ward ward, boolean lateCounts, Slice slice) {
    AppointmentPatients patients = new AppointmentPatients(lateCounts, Set.of(slice));
    ward.tallies.patientPass().read(slice.after(), slice.upTo(), List.of(patients));
    return patients.of(slice);
  }

  @Test
  void patientsAreCountedOnceHoweverOftenTheyAreDue(@TempDir Path folder) {
    try (Ward ward = new Ward(folder)) {
      for (int i = 0; i < 12; i++) {
        ward.appointment(i % 4, "podiatry", DAY, "attended", who("sex", "female"));
      }
      ward.appointment(99, "podiatry", DAY, "patient_cancelled", who("sex", "female"));
      ward.appointment(98, "podiatry", DAY, "late_not_seen", who("sex", "female"));
      ward.count();
      Slice day = new Slice(DAY.minusDays(1), DAY);
      assertThat(patients(ward, false, day))
          .containsEntry(new TallyKey("podiatry", "sex", "female"), 4L);
      assertThat(patients(ward, true, day))
          .containsEntry(new TallyKey("podiatry", "sex", "female"), 5L);
      assertThat(patients(ward, true, new Slice(DAY, DAY.plusDays(1)))).isEmpty();
    }
  }
}
