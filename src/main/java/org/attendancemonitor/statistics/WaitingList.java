package org.attendancemonitor.statistics;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A waiting list between two days, both included, from the days people came and left
 * (NHSRwaitinglist, {@code wl_stats}, with its defects put right: the mean wait is in weeks like
 * the target, and only those referred by the last day wait on it). Demand and capacity are one over
 * the mean interval between referrals and between removals; capacity counts only time in which
 * somebody waited.
 */
public final class WaitingList {
  private static final double WEEK = 7;
  private static final double RELIEF_WEEKS = 26;

  private final List<Listed> listed;
  private final LocalDate first;
  private final LocalDate last;

  private WaitingList(List<Listed> listed, LocalDate first, LocalDate last) {
    this.listed = listed;
    this.first = first;
    this.last = last;
  }

  /**
   * The list of these people.
   *
   * @param listed in any order
   * @param first day of the time looked at
   * @param last day of the time looked at, on which the list is taken
   * @throws IllegalArgumentException where the last day is before the first
   */
  public static WaitingList between(List<Listed> listed, LocalDate first, LocalDate last) {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException(
          "last: expected no day before " + first + ", found " + last);
    }
    return new WaitingList(List.copyOf(listed), first, last);
  }

  /**
   * Demand: the intervals between referrals, and from the first day to the first referral and from
   * the last referral to the last day. n referrals make n + 1 intervals, so few overstate demand.
   *
   * @return empty where no time passes
   */
  public Optional<Intervals> demand() {
    List<LocalDate> days = new ArrayList<>(List.of(first));
    listed.stream().map(Listed::referred).filter(this::inside).sorted().forEach(days::add);
    days.add(last);
    List<Long> between = new ArrayList<>();
    for (int i = 1; i < days.size(); i++) {
      between.add(ChronoUnit.DAYS.between(days.get(i - 1), days.get(i)));
    }
    return Intervals.of(between);
  }

  /**
   * Capacity: the intervals between removals, each from the removal before it, or from the last day
   * at whose end nobody waited.
   *
   * @return empty where nobody was removed, or all on the first day
   */
  public Optional<Intervals> capacity() {
    List<LocalDate> removals =
        listed.stream()
            .flatMap(each -> each.removed().stream())
            .filter(this::inside)
            .sorted()
            .toList();
    long[] sizes = sizeByDay();
    List<Long> between = new ArrayList<>();
    LocalDate before = first;
    for (LocalDate removal : removals) {
      LocalDate empty = removal.minusDays(1);
      while (empty.isAfter(before) && sizes[place(empty)] > 0) {
        empty = empty.minusDays(1);
      }
      LocalDate from = empty.isAfter(before) ? empty : before;
      between.add(ChronoUnit.DAYS.between(from, removal));
      before = removal;
    }
    return Intervals.of(between);
  }

  /** How many wait at the end of each day, from the first to the last. */
  public long[] sizeByDay() {
    long[] sizes = new long[place(last) + 1];
    for (Listed each : listed) {
      if (!each.referred().isAfter(last)) {
        sizes[Math.max(0, place(each.referred()))]++;
        each.removed()
            .filter(removed -> !removed.isAfter(last))
            .ifPresent(removed -> sizes[Math.max(0, place(removed))]--);
      }
    }
    for (int i = 1; i < sizes.length; i++) {
      sizes[i] += sizes[i - 1];
    }
    return sizes;
  }

  /** How many wait at the end of the last day. */
  public long size() {
    return listed.stream().filter(each -> each.waits(last)).count();
  }

  /** How long those have waited so far on average, in weeks; empty where nobody waits. */
  public OptionalDouble meanWait() {
    return listed.stream()
        .filter(each -> each.waits(last))
        .mapToDouble(each -> ChronoUnit.DAYS.between(each.referred(), last) / WEEK)
        .average();
  }

  /**
   * The formulas of the queue at this demand.
   *
   * @param targetWait in weeks, above 0
   * @return empty where there is no demand to tell
   */
  public Optional<Queue> queue(double targetWait) {
    return demand().map(found -> Queue.of(found.weekly(), targetWait));
  }

  /**
   * Capacity a week that holds the list at its target.
   *
   * @return empty where the list is too big, or too little happened to tell
   */
  public OptionalDouble targetCapacity(double targetWait) {
    Optional<Queue> queue = queue(targetWait).filter(each -> !each.tooBig(size()));
    OptionalDouble referrals = variation(demand());
    OptionalDouble removals = variation(capacity());
    return queue.isPresent() && referrals.isPresent() && removals.isPresent()
        ? OptionalDouble.of(
            queue.get().targetCapacity(referrals.getAsDouble(), removals.getAsDouble()))
        : OptionalDouble.empty();
  }

  /**
   * Capacity a week that brings the list down to its target in 26 weeks.
   *
   * @return empty where the list is not too big
   */
  public OptionalDouble reliefCapacity(double targetWait) {
    return queue(targetWait).stream()
        .filter(each -> each.tooBig(size()))
        .mapToDouble(each -> each.reliefCapacity(size(), RELIEF_WEEKS))
        .findFirst();
  }

  /**
   * Pressure: twice the mean wait so far over the target.
   *
   * @param targetWait in weeks, above 0
   * @return empty where nobody waits
   */
  public OptionalDouble pressure(double targetWait) {
    return queue(targetWait).stream()
        .flatMapToDouble(queue -> meanWait().stream().map(queue::pressure))
        .findFirst();
  }

  private static OptionalDouble variation(Optional<Intervals> intervals) {
    return intervals.map(Intervals::variation).orElse(OptionalDouble.empty());
  }

  private boolean inside(LocalDate day) {
    return !day.isBefore(first) && !day.isAfter(last);
  }

  private int place(LocalDate day) {
    return Math.toIntExact(ChronoUnit.DAYS.between(first, day));
  }
}
