package org.attendancemonitor.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.TaskKind;

/**
 * T7: an unanswered miss that repeats earlier ones in the same service, answered and historic ones
 * included. Due from the moment when enough of them were known, whatever came first.
 */
final class RepeatMiss implements Rule {
  static final String ID = "T7";
  private final PolicySettings.Repeat repeat;

  RepeatMiss(PolicySettings.Repeat repeat) {
    this.repeat = repeat;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public String source() {
    return "HSCIC 2014, repeat non-attendance within three and twelve months of a missed appointment";
  }

  @Override
  public TaskKind kind() {
    return TaskKind.SUPPORT_PLAN;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    return pathway.unanswered.stream()
        .flatMap(miss -> knownSince(miss, pathway.allMisses).stream())
        .min(Instant::compareTo)
        .map(since -> new Trigger(pathway.unanswered, since));
  }

  /** When it was known that a miss is a repeat, if it is. */
  private Optional<Instant> knownSince(Appointment miss, List<Appointment> all) {
    List<Instant> earlier =
        all.stream()
            .filter(other -> other.service().equals(miss.service()))
            .filter(other -> precedes(other, miss, repeat.months()))
            .map(Pathway::received)
            .sorted()
            .toList();
    Optional<Instant> byCount =
        earlier.size() < repeat.misses() - 1
            ? Optional.empty()
            : Optional.of(earlier.get(repeat.misses() - 2));
    Optional<Instant> byCloseness =
        all.stream()
            .filter(other -> repeat.closeInAnyService() || other.service().equals(miss.service()))
            .filter(other -> precedes(other, miss, repeat.closeMonths()))
            .map(Pathway::received)
            .min(Instant::compareTo);
    return Stream.concat(byCount.stream(), byCloseness.stream())
        .min(Instant::compareTo)
        .map(known -> later(known, Pathway.received(miss)));
  }

  private static boolean precedes(Appointment other, Appointment miss, int months) {
    LocalDate limit = miss.day().minusMonths(months);
    boolean before =
        other.start().isBefore(miss.start())
            || other.start().equals(miss.start()) && other.id().compareTo(miss.id()) < 0;
    return before && other.day().isAfter(limit);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
