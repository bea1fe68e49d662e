package org.attendancemonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-05T09:00:00Z, 2026-01-05T09:00:00Z",
    "2026-07-05T09:00:00+01:00, 2026-07-05T08:00:00Z",
    "2026-07-05T09:00:00+0100, 2026-07-05T08:00:00Z",
    "2026-07-05T09:00, 2026-07-05T08:00:00Z",
    "2026-07-05 09:00:00, 2026-07-05T08:00:00Z",
    "2026-07-05, 2026-07-04T23:00:00Z",
    "2021-11-26T15:02:00.8185338+00:00, 2021-11-26T15:02:00.818533800Z",
    "2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z",
    "2026-03-29T01:30:00, 2026-03-29T01:30:00Z"
  })
  void a_moment_is_read_with_its_zone_or_as_london_time(String text, Instant at) {
    assertThat(Times.moment(text)).contains(new Times.Moment(at, false));
  }

  @Test
  void only_a_time_without_a_zone_in_the_repeated_hour_is_ambiguous() {
    assertThat(Times.moment("2026-10-25T01:30:00").orElseThrow().ambiguous()).isTrue();
    assertThat(Times.moment("2026-10-25T01:30:00Z").orElseThrow().ambiguous()).isFalse();
    assertThat(Times.moment("2026-10-25T02:00:00").orElseThrow().ambiguous()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026",
        "2026-02-30T09:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T09:00:61Z",
        "2026-01-01T09:00:00+25:00",
        "26-01-01",
        "2026-01-01T09",
        "x"
      })
  void what_is_no_moment_is_none(String text) {
    assertThat(Times.moment(text)).isEmpty();
  }

  @Test
  void a_month_or_a_year_is_all_its_days() {
    assertThat(Times.days("2024-02"))
        .contains(new Times.Days(LocalDate.of(2024, 2, 1), LocalDate.of(2024, 2, 29)));
    assertThat(Times.days("2024"))
        .contains(new Times.Days(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31)));
  }
}
