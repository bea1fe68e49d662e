package org.attendancemonitor.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingTimeTest {
  private static final List<Lsoa> AREAS =
      IntStream.rangeClosed(1, 10)
          .mapToObj(decile -> new Lsoa("E0100000" + decile % 10, decile))
          .toList();
  private static final Census CENSUS =
      new Census(TrustPlan.of(20_000, 100, LocalDate.of(2026, 11, 22), 1, AREAS));

  private static double days(Clinic clinic, Predicate<Resident> who) {
    return IntStream.range(0, 20_000)
        .mapToObj(CENSUS::resident)
        .filter(who)
        .mapToInt(person -> new WaitingTime(1, person, clinic, 0).days())
        .average()
        .orElseThrow();
  }

  @Test
  void whoNeedsAnInterpreterLiesOnEveryListHalfAsLongAgain() {
    for (Clinic clinic : List.of(clinic("physiotherapy"), clinic("podiatry"))) {
      assertThat(days(clinic, person -> !person.interpreter()) / clinic.listed())
          .as(clinic.key())
          .isCloseTo(1, within(0.02));
      assertThat(days(clinic, Resident::interpreter) / clinic.listed())
          .as(clinic.key())
          .isCloseTo(1.5, within(0.09));
    }
  }

  @Test
  void podiatryAloneEndsReferralsOfTheMostDeprivedFifthTwiceAsOftenBeforeTheyAreSeen() {
    double others = ended("podiatry", 2, false);
    assertThat(ended("podiatry", 1, false)).isCloseTo(2 * others, within(1e-9));
    assertThat(ended("physiotherapy", 1, false)).isEqualTo(others);
    assertThat(ended("podiatry", 1, true)).isEqualTo(ended("podiatry", 5, true)).isLessThan(others);
  }

  private static double ended(String clinic, int fifth, boolean seen) {
    Resident person =
        IntStream.range(0, 20_000)
            .mapToObj(CENSUS::resident)
            .filter(one -> one.area() != null && one.area().quintile() == fifth)
            .findFirst()
            .orElseThrow();
    return new WaitingTime(1, person, clinic(clinic), 0).endedAfterMiss(seen);
  }

  private static Clinic clinic(String key) {
    return Clinic.ALL.stream().filter(clinic -> clinic.key().equals(key)).findFirst().orElseThrow();
  }
}
