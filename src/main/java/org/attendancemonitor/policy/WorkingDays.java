package org.attendancemonitor.policy;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Working days in England: Monday to Friday without bank holidays and without a service's own
 * closures, in local time (Europe/London). Safe to share between threads.
 */
public final class WorkingDays {
  /** The zone of local days and hours. */
  public static final ZoneId LONDON = ZoneId.of("Europe/London");

  private final HolidayManager england =
      HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.UNITED_KINGDOM));
  private final Map<Integer, Set<LocalDate>> bankHolidays = new ConcurrentHashMap<>();
  private final WorkingHours usual;
  private final Map<String, WorkingHours> byService;

  /**
   * @param usual hours and closures of every service that has none of its own
   * @param byService hours and closures by service key; the usual closures hold there too
   */
  public WorkingDays(WorkingHours usual, Map<String, WorkingHours> byService) {
    this.usual = usual;
    this.byService = Map.copyOf(byService);
  }

  /**
   * The end of the working day that lies some working days after a moment.
   *
   * @param from the moment
   * @param workingDays how many; the day of the moment itself is not counted. 0 is {@link #sameDay}
   * @param service key in {@code services.yaml}
   */
  public Instant plus(Instant from, int workingDays, String service) {
    if (workingDays == 0) {
      return sameDay(from, service);
    }
    LocalDate day = from.atZone(LONDON).toLocalDate();
    for (int left = workingDays; left > 0; ) {
      day = day.plusDays(1);
      if (isWorkingDay(day, service)) {
        left--;
      }
    }
    return end(day, service);
  }

  /** The end of the working day in which a moment lies, or of the next one when it is over. */
  public Instant sameDay(Instant from, String service) {
    ZonedDateTime local = from.atZone(LONDON);
    LocalDate day = local.toLocalDate();
    if (isWorkingDay(day, service) && !from.isAfter(end(day, service))) {
      return end(day, service);
    }
    return plus(from, 1, service);
  }

  /**
   * The end of the working day that lies some working days before a moment.
   *
   * @param until the moment; its own day is not counted
   * @param workingDays how many; 0 is the last working day up to that of the moment
   */
  public Instant minus(Instant until, int workingDays, String service) {
    LocalDate day = until.atZone(LONDON).toLocalDate();
    for (int left = workingDays; left > 0; ) {
      day = day.minusDays(1);
      if (isWorkingDay(day, service)) {
        left--;
      }
    }
    return endOnOrBefore(day, service);
  }

  /** The end of a day, or of the last working day before it. */
  public Instant endOnOrBefore(LocalDate day, String service) {
    LocalDate found = day;
    while (!isWorkingDay(found, service)) {
      found = found.minusDays(1);
    }
    return end(found, service);
  }

  /** How many working days lie after the day of the first moment, up to that of the second. */
  public int between(Instant first, Instant second, String service) {
    LocalDate last = second.atZone(LONDON).toLocalDate();
    int count = 0;
    for (LocalDate day = first.atZone(LONDON).toLocalDate().plusDays(1);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      if (isWorkingDay(day, service)) {
        count++;
      }
    }
    return count;
  }

  /** Whether a service works on a day. */
  public boolean isWorkingDay(LocalDate day, String service) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && !bankHolidays.computeIfAbsent(day.getYear(), this::holidays).contains(day)
        && !usual.closures().contains(day)
        && !hours(service).closures().contains(day);
  }

  private Set<LocalDate> holidays(int year) {
    return england.getHolidays(Year.of(year), "eng").stream()
        .map(Holiday::getDate)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Instant end(LocalDate day, String service) {
    return day.atTime(hours(service).dayEnds()).atZone(LONDON).toInstant();
  }

  private WorkingHours hours(String service) {
    return byService.getOrDefault(service, usual);
  }
}
