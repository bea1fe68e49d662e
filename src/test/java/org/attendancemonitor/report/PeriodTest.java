package org.attendancemonitor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {

  @Test
  void aQuarterIsOneOfTheCalendar() {
    assertThat(Period.of("2026-Q3"))
        .isEqualTo(new Period(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 9, 30)));
    assertThat(Period.of("2027-q1"))
        .isEqualTo(new Period(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 3, 31)));
    assertThat(Period.of("2026-Q4").inWords()).isEqualTo("1 October to 31 December 2026");
  }

  @Test
  void aMonthIsToo() {
    assertThat(Period.of("2028-02"))
        .isEqualTo(new Period(LocalDate.of(2028, 2, 1), LocalDate.of(2028, 2, 29)));
    assertThat(Period.of("2026-11").inWords()).isEqualTo("1 to 30 November 2026");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026", "2026-Q5", "2026-13", "Q3", "2026-Q", "2026-07-01", ""})
  void anythingElseIsRefusedWithWhatIsExpected(String name) {
    assertThatThrownBy(() -> Period.of(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected a quarter of the calendar (2026-Q3: July to September) or a month (2026-07),"
                + " found "
                + name);
  }
}
