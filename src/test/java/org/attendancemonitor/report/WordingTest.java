package org.attendancemonitor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.attendancemonitor.statistics.Estimate;
import org.junit.jupiter.api.Test;

class WordingTest {
  private static final double DAY = 86_400;

  @Test
  void daysAreWrittenAsTheyAreSaid() {
    LocalDate first = LocalDate.of(2026, 7, 1);
    assertThat(Wording.days(first, LocalDate.of(2026, 9, 30)))
        .isEqualTo("1 July to 30 September 2026");
    assertThat(Wording.days(first, LocalDate.of(2026, 7, 31))).isEqualTo("1 to 31 July 2026");
    assertThat(Wording.days(first, LocalDate.of(2027, 7, 31)))
        .isEqualTo("1 July 2026 to 31 July 2027");
    assertThat(Wording.moment(Instant.parse("2026-07-01T23:05:10Z")))
        .isEqualTo("2 July 2026, 00:05");
    assertThat(Wording.shortDay(first)).isEqualTo("1 Jul 2026");
  }

  @Test
  void sharesAreRoundedAsFarAsTheyAreKnown() {
    assertThat(Wording.percent(new Estimate(0.0812, 0.07249, 0.09051)))
        .isEqualTo("8.1% (7.2% to 9.1%)");
    assertThat(Wording.percent(new Estimate(0.08, 0.06, 0.15))).isEqualTo("8% (6% to 15%)");
    assertThat(Wording.percent(new Estimate(0.08, 0.061, 0.15))).isEqualTo("8.0% (6.1% to 15.0%)");
    assertThat(Wording.bare(new Estimate(0, 0, 0.11))).isEqualTo("0 (0 to 11)");
    // Halves go up, whatever the machine thinks of 0.0445.
    assertThat(Wording.percent(0.0445)).isEqualTo("4.5%");
  }

  @Test
  void differencesBearATrueMinusSignAndZeroNone() {
    assertThat(Wording.points(new Estimate(-0.0209, -0.0331, -0.00049)))
        .isEqualTo("\u22122.1 (\u22123.3 to 0.0)");
    assertThat(Wording.points(new Estimate(0.01, -0.03, 0.07))).isEqualTo("1 (\u22123 to 7)");
    assertThat(Wording.times(new Estimate(1.8449, 1.3, 2.596))).isEqualTo("1.84 (1.30 to 2.60)");
  }

  @Test
  void timesAreWeeksOrDays() {
    assertThat(Wording.weeks(7 * DAY)).isEqualTo("1 week");
    assertThat(Wording.weeks(98 * DAY)).isEqualTo("14 weeks");
    assertThat(Wording.weeks(95 * DAY)).isEqualTo("13.6 weeks");
    assertThat(Wording.weeksBare(95 * DAY)).isEqualTo("13.6");
    assertThat(Wording.weeks(new Estimate(-3 * DAY, -15 * DAY, 14 * DAY)))
        .isEqualTo("\u22120.4 (\u22122.1 to 2)");
    assertThat(Wording.daysOf(1.5 * DAY)).isEqualTo("1.5 days");
    assertThat(Wording.daysOf(DAY)).isEqualTo("1 day");
  }

  @Test
  void probabilitiesAreNeverZero() {
    assertThat(Wording.probability(0.0341)).isEqualTo("p = 0.03");
    assertThat(Wording.probability(0.0042)).isEqualTo("p = 0.004");
    assertThat(Wording.probability(0)).isEqualTo("p < 0.001");
  }

  @Test
  void listsEndWithAnd() {
    assertThat(Wording.list(List.of())).isEmpty();
    assertThat(Wording.list(List.of("a"))).isEqualTo("a");
    assertThat(Wording.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
    assertThat(Wording.count(1_234.4)).isEqualTo("1,234");
  }
}
