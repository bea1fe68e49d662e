package org.attendancemonitor.equity;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** How long a step of a chart over time is, and how far back its chart goes. */
enum PeriodKind {
  /** Monday to Sunday; two years. */
  WEEK(104),
  /** Calendar months; two years. */
  MONTH(24);

  private final int count;

  PeriodKind(int count) {
    this.count = count;
  }

  /** The newest periods that had ended by a day, oldest first. */
  List<Period> endedBy(LocalDate day) {
    LocalDate next =
        this == WEEK
            ? day.plusDays(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
            : day.plusDays(1).withDayOfMonth(1);
    List<Period> periods = new ArrayList<>(count);
    for (int back = count; back > 0; back--) {
      periods.add(new Period(step(next, -back), step(next, 1 - back).minusDays(1)));
    }
    return periods;
  }

  /** The kind a period is of: a week is seven days, and no month is. */
  static PeriodKind of(Period period) {
    return ChronoUnit.DAYS.between(period.first(), period.last()) < 7 ? WEEK : MONTH;
  }

  /** How many periods later the second begins than the first; 1 where it follows it. */
  long between(LocalDate first, LocalDate second) {
    return (this == WEEK ? ChronoUnit.WEEKS : ChronoUnit.MONTHS).between(first, second);
  }

  private LocalDate step(LocalDate from, int periods) {
    return this == WEEK ? from.plusWeeks(periods) : from.plusMonths(periods);
  }
}
