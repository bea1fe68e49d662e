package org.attendancemonitor.report;

import static org.attendancemonitor.report.Wording.count;
import static org.attendancemonitor.report.Wording.weeks;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.attendancemonitor.statistics.Estimate;

/** What may be said of waits, word by word. */
final class WaitingSentences {
  private static final String ALL = ServiceFigures.ALL;

  private WaitingSentences() {}

  /** The sentences of a service as a whole. */
  static List<String> of(Reported reported) {
    ServiceFigures now = reported.now();
    List<String> sentences = new ArrayList<>();
    OptionalDouble waiting = now.value("waiting_patients", ALL, ALL);
    OptionalDouble soFar = seconds(now, "referral", "list");
    if (waiting.isPresent() && soFar.isPresent()) {
      sentences.add(waiting(Wording.day(now.upTo()), waiting.getAsDouble(), soFar.getAsDouble()));
    }
    OptionalDouble seen = seconds(now, "referral", "km");
    if (seen.isPresent()) {
      sentences.add(seen(seen.getAsDouble()));
    }
    OptionalDouble clock = seconds(now, "clock", "list");
    if (soFar.isPresent() && clock.isPresent() && clock.getAsDouble() < soFar.getAsDouble()) {
      sentences.add(clock(clock.getAsDouble()));
    }
    OptionalDouble removed = now.value("removed_unseen", ALL, ALL, "52w");
    if (removed.isPresent()) {
      sentences.add(
          removed(removed.getAsDouble(), outcome(now, "seen"), outcome(now, "removed_unseen")));
    }
    OptionalDouble load = now.value("queue", "load");
    OptionalDouble pressure = now.value("queue", "pressure");
    if (load.isPresent() && pressure.isPresent()) {
      sentences.add(queue(load.getAsDouble(), pressure.getAsDouble()));
    }
    return List.of(String.join(" ", sentences));
  }

  private static Estimate outcome(ServiceFigures now, String outcome) {
    return now.estimate("waiting_outcome_ratio", ALL, ALL, "52w", outcome).orElse(null);
  }

  private static OptionalDouble seconds(ServiceFigures now, String since, String method) {
    return now.value("waiting_seconds", ALL, ALL, "50", since, method);
  }

  /** How many wait, and how long so far. */
  static String waiting(String day, double waiting, double soFar) {
    return "On %s %s referrals waited for a first appointment; half of them had waited %s or longer."
        .formatted(day, count(waiting), weeks(soFar));
  }

  /** How long the wait is, which is not how long those on the list have waited. */
  static String seen(double seconds) {
    return "That is not yet the wait: half of all referrals are seen within %s."
        .formatted(weeks(seconds));
  }

  /** What resetting the clock hides. */
  static String clock(double seconds) {
    return ("By the clock, which a missed first appointment starts anew, it is %s: groups are compared since"
            + " referral, which nothing resets.")
        .formatted(weeks(seconds));
  }

  /**
   * Who never was seen.
   *
   * @param seen share of referrals whose patient was seen within 18 weeks, or null
   * @param within share removed unseen within 18 weeks, or null
   */
  static String removed(double removed, Estimate seen, Estimate within) {
    String start =
        "In 52 weeks %s referrals were ended before the patient was ever seen"
            .formatted(removed == 0 ? "no" : count(removed));
    return seen == null || within == null
        ? start + "."
        : start
            + "; within 18 weeks of all referrals %s were seen and %s removed unseen."
                .formatted(Wording.percent(seen), Wording.percent(within));
  }

  /** The list as a queue. */
  static String queue(double load, double pressure) {
    return "Referrals are %s times what the service can see (from 1 on the list grows); pressure is %s"
            .formatted(Wording.fixed(load, 2), Wording.fixed(pressure, 1))
        + " (above 1 the target is likely to be missed).";
  }
}
