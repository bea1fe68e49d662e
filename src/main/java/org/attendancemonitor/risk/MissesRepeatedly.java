package org.attendancemonitor.risk;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Reason;

/**
 * Repeat non-attendance, trust-wide; misses heard of as history and answered ones count. Two in
 * twelve months follow the national base rates (HSCIC 2013), more than two the Scottish cohort's
 * highest class (McQueenie et al 2019).
 */
record MissesRepeatedly(RiskSettings.Repeat repeat) implements RiskRule {
  static final String CODE = "repeat-non-attendance";
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);

  @Override
  public Optional<Raised> raise(Circumstances circumstances) {
    LocalDate to = circumstances.to();
    Stream<LocalDate> ends =
        Stream.concat(
            Stream.of(circumstances.from()),
            circumstances.misses().stream()
                .map(Appointment::day)
                .filter(day -> day.isAfter(circumstances.from()) && !day.isAfter(to)));
    List<Appointment> most =
        ends.map(end -> within(circumstances.misses(), end))
            .reduce(List.of(), (one, other) -> other.size() > one.size() ? other : one);
    if (most.size() < repeat.misses()) {
      return Optional.empty();
    }
    String text =
        "Missed " + most.size() + " appointments since " + MONTH.format(most.get(0).day()) + ".";
    String level = most.size() > repeat.highAbove() ? Raised.HIGH : Raised.RAISED;
    return Optional.of(new Raised(CODE, level, List.of(new Reason(CODE, text))));
  }

  private List<Appointment> within(List<Appointment> misses, LocalDate end) {
    return misses.stream()
        .filter(miss -> !miss.day().isAfter(end))
        .filter(miss -> miss.day().plusMonths(repeat.months()).isAfter(end))
        .toList();
  }

  @Override
  public List<LocalDate> turns(Circumstances circumstances) {
    return circumstances.misses().stream()
        .flatMap(miss -> Stream.of(miss.day(), miss.day().plusMonths(repeat.months())))
        .toList();
  }
}
