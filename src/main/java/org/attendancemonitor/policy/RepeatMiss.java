package org.attendancemonitor.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.TaskKind;

/**
 * T7: an unanswered miss that repeats earlier ones in the same service, answered and historic ones
 * included. Due from the moment when enough of them were known, whatever came first.
 */
final class RepeatMiss implements Rule {
  static final String ID = "T7";
  static final RuleCard CARD =
      new RuleCard(
          ID,
          "2",
          "HSCIC 2014, repeat non-attendance within three and twelve months of a missed"
              + " appointment",
          TaskKind.SUPPORT_PLAN,
          Set.of(Steps.PLAN));
  private final PolicySettings settings;
  private final Wording wording;

  RepeatMiss(PolicySettings settings, Wording wording) {
    this.settings = settings;
    this.wording = wording;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    PolicySettings.Repeat repeat = settings.repeatIn(pathway.service());
    return pathway.unanswered.stream()
        .flatMap(miss -> knownSince(miss, pathway.allMisses, repeat).stream())
        .min(Instant::compareTo)
        .map(
            since ->
                new Trigger(
                        pathway.unanswered,
                        since,
                        wording.missed("Missed ", pathway.unanswered, pathway))
                    .from(
                        Map.of(
                            "misses", Integer.toString(repeat.misses()),
                            "months", Integer.toString(repeat.months()),
                            "closeMonths", Integer.toString(repeat.closeMonths()))));
  }

  /** When it was known that a miss is a repeat, if it is. */
  private static Optional<Instant> knownSince(
      Appointment miss, List<Appointment> all, PolicySettings.Repeat repeat) {
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

  static boolean precedes(Appointment other, Appointment miss, int months) {
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
