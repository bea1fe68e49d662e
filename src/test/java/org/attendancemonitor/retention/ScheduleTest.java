package org.attendancemonitor.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.attendancemonitor.record.KeptPerson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is kept until when. */
class ScheduleTest {
  private static final Schedule SCHEDULE =
      new Schedule(new RetentionSettings.People(true, 8, 25, 26, 8, 26));

  private static KeptPerson person(String last, String births, String death, boolean active) {
    return new KeptPerson(
        Set.of(1L),
        Instant.parse(last + "T12:00:00Z"),
        births == null ? Set.of() : Arrays.stream(births.split(" ")).collect(Collectors.toSet()),
        death != null,
        death == null || death.equals("unknown") ? null : LocalDate.parse(death),
        active);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "grown up, 2020-06-01, 1980-01-02, -, 2028-06-01",
        "turned 18 that day, 2020-06-01, 2002-06-01, -, 2028-06-01",
        "17 until tomorrow, 2020-06-01, 2002-06-02, -, 2028-06-02",
        "17, 2020-06-01, 2003-01-01, -, 2029-01-01",
        "a child of 3, 2020-06-01, 2017-03-04, -, 2042-03-04",
        "only the year is known, 2020-06-01, 2002, -, 2028-12-31",
        "only the month is known, 2020-06-01, 2017-02, -, 2042-02-28",
        "sources differ: the younger counts, 2020-06-01, 1980-01-02 2017-03-04, -, 2042-03-04",
        "nobody knows the age, 2020-06-01, -, -, 2046-06-01",
        "died, 2020-06-01, 2017-03-04, 2020-05-30, 2028-06-01",
        "died later than the last news, 2020-06-01, 1940-03-04, 2021-05-30, 2029-05-30",
        "died nobody knows when, 2020-06-01, 1940-03-04, unknown, 2028-06-01"
      })
  void theLastDayDependsOnAgeAndDeath(
      String who, String last, String births, String death, String first) {
    KeptPerson person = person(last, births, death, false);

    assertThat(SCHEDULE.firstDay(person)).isEqualTo(first);
    Instant day = Instant.parse(first + "T12:00:00Z");
    assertThat(SCHEDULE.isOver(person, day)).isTrue();
    assertThat(SCHEDULE.isOver(person, day.minusSeconds(86_400))).isFalse();
    assertThat(SCHEDULE.isOver(person(last, births, death, true), day))
        .as("something is open")
        .isFalse();
    assertThat(person.last()).as("looked at in time").isBefore(SCHEDULE.before(day));
  }

  @Test
  void whoWasHeardOfALittleLessThanTheShortestPeriodAgoNeedsNoLook() {
    assertThat(SCHEDULE.before(Instant.parse("2026-11-26T09:00:00Z")))
        .as("seven years: a child of almost 18 until the 25th birthday")
        .isEqualTo("2019-11-27T00:00:00Z");
  }
}
