package org.attendancemonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.attendance.RecordBuilder.at;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {
  private final WorkingDays days =
      new WorkingDays(
          new WorkingHours(LocalTime.of(17, 0), List.of()),
          Map.of(
              "podiatry",
              new WorkingHours(LocalTime.of(16, 0), List.of(LocalDate.of(2026, 11, 24)))));

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T10:00, 1, 2026-11-23T17:00",
    "2026-11-20T10:00, 2, 2026-11-24T17:00",
    "2026-11-21T10:00, 1, 2026-11-23T17:00",
    "2026-12-24T10:00, 1, 2026-12-29T17:00",
    "2026-04-02T10:00, 1, 2026-04-07T17:00",
    "2027-12-24T10:00, 1, 2027-12-29T17:00",
    "2026-03-27T10:00, 1, 2026-03-30T17:00"
  })
  void dues_pass_over_weekends_and_the_bank_holidays_of_england(
      String from, int workingDays, String due) {
    assertThat(days.plus(at(from), workingDays, "physiotherapy")).isEqualTo(at(due));
  }

  @Test
  void the_same_day_is_the_next_working_day_once_the_day_is_over() {
    assertThat(days.sameDay(at("2026-11-20T16:59"), "any")).isEqualTo(at("2026-11-20T17:00"));
    assertThat(days.sameDay(at("2026-11-20T17:01"), "any")).isEqualTo(at("2026-11-23T17:00"));
    assertThat(days.sameDay(at("2026-11-22T09:00"), "any")).isEqualTo(at("2026-11-23T17:00"));
  }

  @Test
  void a_service_has_its_own_hours_and_closures() {
    assertThat(days.plus(at("2026-11-23T10:00"), 1, "podiatry")).isEqualTo(at("2026-11-25T16:00"));
  }

  @Test
  void working_days_between_leave_out_the_first_day() {
    assertThat(days.between(at("2026-11-02T09:00"), at("2026-11-16T09:00"), "any")).isEqualTo(10);
    assertThat(days.between(at("2026-11-02T09:00"), at("2026-11-02T18:00"), "any")).isZero();
  }
}
