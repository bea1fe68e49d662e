package org.attendancemonitor.report;

import static org.attendancemonitor.report.Wording.percent;

import java.util.Optional;
import org.attendancemonitor.statistics.Estimate;

/**
 * What may be said of a change that was tried, word by word: "associated with" only where a service
 * that did not change moved alike before, and "fell after" otherwise.
 */
final class TrialSentences {
  private final Sentences sentences;

  TrialSentences(Sentences sentences) {
    this.sentences = sentences;
  }

  /** Before and since, without a comparison. */
  String alone(Estimate before, Estimate since, Estimate difference) {
    String start =
        "In the 13 weeks before the change %s were missed, in the 13 weeks since it %s. "
            .formatted(percent(before), percent(since));
    return start
        + (difference.covers(0)
            ? "Whether it changed is uncertain; " + sentences.compatible(difference) + "."
            : "It %s by %s after; other causes not excluded."
                .formatted(verb(difference), sentences.byPoints(difference)));
  }

  /**
   * The change here less that of a service that did not change.
   *
   * @param more difference in differences
   * @param before how much more it rose before the change; empty where that cannot be said
   */
  String compared(Estimate more, String other, Optional<Estimate> before) {
    if (more.covers(0)) {
      return "Compared with %s, whether the share missed changed is uncertain; %s."
          .formatted(other, sentences.compatible(more));
    }
    if (before.isEmpty()) {
      return ("Compared with %s it %s by %s; whether the two moved alike before cannot be said, so other"
              + " causes are not excluded.")
          .formatted(other, verb(more), sentences.byPoints(more));
    }
    return before.get().covers(0)
        ? "The change is associated with a %s by %s, compared with %s."
            .formatted(more.value() < 0 ? "fall" : "rise", sentences.byPoints(more), other)
        : "Compared with %s it %s by %s; but the two did not move alike before, and the difference may have gone on by itself."
            .formatted(other, verb(more), sentences.byPoints(more));
  }

  /** Whether two services moved alike before the change. */
  String alike(String other, TwoCourses both, Optional<Estimate> before) {
    if (before.isEmpty()) {
      return "Before the change there are %d %ss of both services: too few to say whether they moved alike."
          .formatted(both.since(), both.unit());
    }
    return "In the %d %ss of both before the change, the share here less that of %s moved by %s percentage points a %s: %s."
        .formatted(
            both.since(),
            both.unit(),
            other,
            Wording.finePoints(before.get()),
            both.unit(),
            before.get().covers(0)
                ? "nothing speaks against their having moved alike"
                : "they did not move alike");
  }

  /** Whether the most deprived fifth gained as the others did. */
  static String gap(Optional<Estimate> wider) {
    if (wider.isEmpty()) {
      return "Whether people in the most deprived fifth gained as the others did cannot be said: their gap"
          + " is not shown for both times.";
    }
    String start = "The gap between the most deprived fifth and the rest ";
    if (wider.get().covers(0)) {
      return start
          + "may have narrowed or widened: points more, since less before, %s."
              .formatted(Wording.points(wider.get()));
    }
    return wider.get().value() > 0
        ? start
            + "widened by %s points: with that, a fall of the whole is no success."
                .formatted(Wording.points(wider.get()))
        : start
            + "narrowed: points more, since less before, %s."
                .formatted(Wording.points(wider.get()));
  }

  /** What no figure here can tell. */
  static String caution() {
    return "Was it begun here because the share was high? Then part of a fall would have come by itself"
        + " (regression to the mean). A fall that comes with more cancellations is none. Who was"
        + " referred, and what was recorded, may have changed at the same time.";
  }

  private static String verb(Estimate difference) {
    return difference.value() < 0 ? "fell" : "rose";
  }
}
