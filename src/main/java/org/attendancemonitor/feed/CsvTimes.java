package org.attendancemonitor.feed;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates and times of an extract as ISO text, the way FHIR writes them. */
final class CsvTimes {
  private static final List<String> DATES = List.of("yyyy-MM-dd", "dd/MM/yyyy", "yyyyMMdd");
  private static final List<String> TIMES = List.of("HH:mm[:ss]", "HHmm");
  private static final List<String> BOTH =
      List.of(
          "yyyy-MM-dd'T'HH:mm[:ss][XXX]",
          "yyyy-MM-dd HH:mm[:ss]",
          "dd/MM/yyyy HH:mm[:ss]",
          "yyyyMMddHHmm[ss]");

  private final List<DateTimeFormatter> dates;
  private final List<DateTimeFormatter> times;
  private final List<DateTimeFormatter> both;

  CsvTimes(CsvSettings.Formats formats) {
    this.dates = forms(formats.date().orElse(DATES));
    this.times = forms(formats.time().orElse(TIMES));
    List<DateTimeFormatter> told = new ArrayList<>(forms(formats.dateTime().orElse(BOTH)));
    told.add(DateTimeFormatter.ISO_DATE_TIME);
    this.both = List.copyOf(told);
  }

  private static List<DateTimeFormatter> forms(List<String> patterns) {
    return patterns.stream().map(CsvTimes::form).toList();
  }

  /** A pattern; a year is a year, and the 31st of February no day. */
  static DateTimeFormatter form(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern.replace('y', 'u'))
        .toFormatter(Locale.UK)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** A day, or empty where the text is none. */
  Optional<String> day(String text) {
    return first(text, dates, LocalDate::from).map(LocalDate::toString);
  }

  /** Day and time in one text, or empty where it is none. */
  Optional<String> moment(String text) {
    for (DateTimeFormatter form : both) {
      try {
        TemporalAccessor read = form.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return Optional.of(
            read instanceof OffsetDateTime exact
                ? exact.toInstant().toString()
                : iso((LocalDateTime) read));
      } catch (DateTimeException next) {
        continue;
      }
    }
    return Optional.empty();
  }

  /** Day and time of two texts, or empty where one of them is none. */
  Optional<String> moment(String day, String time) {
    Optional<LocalTime> at = first(time, times, LocalTime::from);
    return first(day, dates, LocalDate::from)
        .flatMap(date -> at.map(date::atTime))
        .map(CsvTimes::iso);
  }

  /** Without the fraction java.time would leave the seconds out. */
  private static String iso(LocalDateTime local) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).format(local);
  }

  private static <T> Optional<T> first(
      String text, List<DateTimeFormatter> forms, TemporalQuery<T> kind) {
    for (DateTimeFormatter form : forms) {
      try {
        return Optional.of(form.parse(text, kind));
      } catch (DateTimeException next) {
        continue;
      }
    }
    return Optional.empty();
  }
}
