package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Contact;

/**
 * Which steps a look at safeguarding has, and from when each counts: what was done before another
 * miss was known is due again, and advice is due from the miss that calls for it.
 *
 * @param known what is looked at, in the order in which it became known
 * @param pathway the referral
 */
record SafeguardingSteps(List<Known> known, Pathway pathway) {
  /** The steps of every look. */
  static final Set<String> USUAL =
      Set.of(Steps.SAFEGUARDING, Steps.CONTACT, Steps.TELL_REFERRER, Steps.ACKNOWLEDGED);

  /**
   * A miss to look at.
   *
   * @param at when it was known that somebody was not brought, or that somebody was concerned
   * @param again not the first time within a year
   * @param advice safeguarding advice is taken
   */
  record Known(Appointment miss, Instant at, boolean again, boolean advice) {}

  boolean again() {
    return known.stream().anyMatch(Known::again);
  }

  Set<String> codes() {
    Set<String> codes = new HashSet<>(USUAL);
    Stream.of(Steps.ADVICE, Steps.YOUNG_PERSON)
        .filter(step -> calling(step).findAny().isPresent())
        .forEach(codes::add);
    return codes;
  }

  Map<String, Instant> counts() {
    Map<String, Instant> counts = new HashMap<>();
    for (String step : codes()) {
      counts.put(step, from(step));
    }
    return counts;
  }

  private Instant from(String step) {
    List<Known> calling = calling(step).toList();
    List<Instant> done = done(step).toList();
    Known from = calling.get(0);
    for (Known next : calling) {
      Instant since = spokenFrom(step, from);
      if (done.stream().anyMatch(at -> !at.isBefore(since) && at.isBefore(next.at()))) {
        from = next;
      }
    }
    return from.at();
  }

  /** A parent may be reached on the day itself, before the outcome is heard of here. */
  private static Instant spokenFrom(String step, Known known) {
    boolean early = step.equals(Steps.CONTACT) && known.miss().start().isBefore(known.at());
    return early ? known.miss().start() : known.at();
  }

  /** The misses that call for a step. */
  private Stream<Known> calling(String step) {
    return switch (step) {
      case Steps.ADVICE -> known.stream().filter(Known::advice);
      case Steps.YOUNG_PERSON ->
          known.stream()
              .filter(it -> Dependence.youngPerson(it.miss(), pathway.record.person().birthDate()));
      default -> known.stream();
    };
  }

  private Stream<Instant> done(String step) {
    if (!step.equals(Steps.CONTACT)) {
      return pathway.stepsDone(WasNotBrought.CARD.kind(), step);
    }
    return pathway
        .contactsAfter(known.get(0).miss().start(), known.stream().map(Known::miss).toList())
        .stream()
        .filter(Contact::reached)
        .map(Contact::at);
  }
}
