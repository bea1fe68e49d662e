package org.attendancemonitor.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.stream.Stream;
import org.attendancemonitor.record.KeptPerson;

/**
 * When a person's record may go. The periods are those of the site ({@code retention.yaml}); where
 * less is known, it is kept longer.
 */
public final class Schedule {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final int GROWN_UP = 18;

  private final RetentionSettings.People terms;

  /**
   * @param terms the site's periods
   */
  public Schedule(RetentionSettings.People terms) {
    this.terms = terms;
  }

  /** Whether a person's record may go now: nothing is open, and its time is over. */
  public boolean isOver(KeptPerson person, Instant now) {
    return !person.active() && !today(now).isBefore(firstDay(person));
  }

  /** The first day on which the record may go, if nothing is open. */
  public LocalDate firstDay(KeptPerson person) {
    LocalDate last = today(person.last());
    if (person.died()) {
      LocalDate death = person.deathDate() == null ? last : later(person.deathDate(), last);
      return death.plusYears(terms.afterDeathYears());
    }
    LocalDate birth = latestBirth(person);
    if (birth == null) {
      return last.plusYears(terms.birthUnknownYears());
    }
    int age = Period.between(birth, last).getYears();
    if (age >= GROWN_UP) {
      return last.plusYears(terms.adultYears());
    }
    int until = age == GROWN_UP - 1 ? terms.seventeenUntilAge() : terms.childUntilAge();
    return birth.plusYears(until);
  }

  /** Nobody's record can be over whose last news is not this old. */
  public Instant before(Instant now) {
    int shortest =
        Stream.of(
                terms.adultYears(),
                terms.childUntilAge() - GROWN_UP,
                terms.seventeenUntilAge() - GROWN_UP,
                terms.afterDeathYears(),
                terms.birthUnknownYears())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return today(now).minusYears(shortest).plusDays(1).atStartOfDay(LONDON).toInstant();
  }

  /** Of a year or a month only the last day is certain to be past the birth. */
  private static LocalDate latestBirth(KeptPerson person) {
    return person.births().stream()
        .map(
            text ->
                switch (text.length()) {
                  case 4 -> LocalDate.parse(text + "-12-31");
                  case 7 -> LocalDate.parse(text + "-01").plusMonths(1).minusDays(1);
                  default -> LocalDate.parse(text);
                })
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static LocalDate today(Instant now) {
    return now.atZone(LONDON).toLocalDate();
  }
}
