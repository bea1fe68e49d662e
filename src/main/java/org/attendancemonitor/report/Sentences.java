package org.attendancemonitor.report;

import static org.attendancemonitor.report.Wording.count;
import static org.attendancemonitor.report.Wording.percent;
import static org.attendancemonitor.report.Wording.points;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.attendancemonitor.statistics.Estimate;

/**
 * What may be claimed, word by word. A difference whose limits leave out none is said with its
 * limits; one whose limits hold none is uncertain, and both ends are said; without a comparison
 * made at the same time nothing is ever said to have caused it. Every sentence is about the
 * service, and none about what a patient did wrong.
 */
final class Sentences {
  private final String limits;

  /**
   * @param confidence of all limits, below 1
   */
  Sentences(double confidence) {
    this.limits = Wording.number(100 * confidence, 1) + "% limits";
  }

  /** What share was missed, of how many, in which weeks. */
  String missed(int weeks, LocalDate upTo, double due, Estimate share) {
    return "In the %d weeks to %s, %s appointments were due and %s of them were missed (%s %s to %s)."
        .formatted(
            weeks,
            Wording.day(upTo),
            count(due),
            percent(share.value()),
            limits,
            percent(share.lower()),
            percent(share.upper()));
  }

  /** There is nothing to divide by. */
  String nothingDue(int weeks, LocalDate upTo) {
    return "In the %d weeks to %s no appointment was due: there is no share to report."
        .formatted(weeks, Wording.day(upTo));
  }

  /** The share about a year before, and what may be said of the difference. */
  String change(int weeks, LocalDate then, Estimate before, Estimate difference) {
    String start =
        "About a year before, in the %d weeks to %s, it was %s. "
            .formatted(weeks, Wording.day(then), percent(before));
    if (difference.covers(0)) {
      return start + "Whether it changed is uncertain; " + compatible(difference) + ".";
    }
    return start
        + "It %s by %s after that; other causes not excluded."
            .formatted(difference.value() < 0 ? "fell" : "rose", byPoints(difference));
  }

  /** Nothing to compare with. */
  String noYearBefore() {
    return "There is no release from about a year before to compare with.";
  }

  /** What a single service can see in a quarter, and what it would take to see one point. */
  String detectable(double due, double share, Detectable detectable) {
    String one =
        "To see a fall by 1 percentage point four times in five, about %s appointments would have to"
                .formatted(count(detectable.needed()))
            + " be due in each of the two periods compared";
    if (due >= detectable.needed()) {
      return one + ": with %s there are enough.".formatted(count(due));
    }
    String seen =
        detectable.smallest().isPresent()
            ? "only a fall by %s points or more is seen"
                .formatted(points(detectable.smallest().getAsDouble()))
            : "no fall at all is seen";
    return one
        + "; there were %s. From %s, %s as reliably: no change seen does not mean no change."
            .formatted(count(due), percent(share), seen);
  }

  /** Groups apart from the rest, among so many that chance alone sets some apart. */
  String apart(int apart, int compared, double confidence) {
    long byChance = Math.round(compared * (1 - confidence));
    return ("Of %d groups compared with the rest, %s limits that leave out no difference; by chance"
            + " alone about %s would.")
        .formatted(
            compared,
            apart == 0 ? "none has" : apart == 1 ? "1 has" : apart + " have",
            byChance == 0 ? "none" : byChance);
  }

  /** The social gradient: how far apart the ends of the deprivation scale are. */
  String gradient(Estimate slope, Estimate ratio) {
    if (slope.covers(0)) {
      return "Whether people in more deprived areas miss more is uncertain; "
          + compatible(slope)
          + " from the least to the most deprived end.";
    }
    return ("From the least to the most deprived end the share missed %s by %s: a missed appointment"
            + " is %s times as likely at the most deprived end (%s to %s).")
        .formatted(
            slope.value() < 0 ? "falls" : "rises",
            byPoints(slope),
            Wording.fixed(ratio.value(), 2),
            Wording.fixed(ratio.lower(), 2),
            Wording.fixed(ratio.upper(), 2));
  }

  /**
   * Fifths whose share lies further from the line than its own limits: the slope says less than the
   * fifths.
   *
   * @param fifths by name, at least one
   */
  static String notStraight(List<String> fifths) {
    return ("The line is not straight: %s %s further from it than chance explains. Read the fifths"
            + " rather than the slope, which tells of a rise from step to step.")
        .formatted(
            Wording.list(
                IntStream.range(0, fifths.size())
                    .mapToObj(i -> i == 0 ? fifths.get(i) : fifths.get(i).toLowerCase(Locale.UK))
                    .toList()),
            fifths.size() == 1 ? "lies" : "lie");
  }

  /** No gradient: not every fifth may be shown, or one of them missed none. */
  String noGradient(int shown) {
    String start = "No gradient is given: ";
    if (shown == 5) {
      return start + "all five fifths of deprivation are shown, but it could not be worked out.";
    }
    return start
        + "it needs all five fifths of deprivation, and %s."
            .formatted(shown == 0 ? "none of them is shown" : "only " + shown + " can be shown");
  }

  /** Where a service stands among all, and what may be made of it. */
  static String funnel(FunnelChart.Place place, boolean signal) {
    if (signal) {
      return "It lies outside the outer limits: more than chance sets it apart. That is a question, not"
          + " a verdict: look at who its patients are first.";
    }
    boolean inside = place.share() >= place.outer()[0] && place.share() <= place.outer()[1];
    return inside
        ? "It lies inside the outer limits: chance alone could set it this far from all services"
            + " together. Its place says nothing more, and services are not ranked."
        : "It lies outside the outer limits, but services differ from each other by more than chance"
            + " anyway: widened for that, the limits hold it.";
  }

  /** Referrals that were ended after a missed appointment. */
  static String discharges(int weeks, double reviewed, double missing) {
    if (reviewed + missing == 0) {
      return "No referral was ended after a missed appointment in the %d weeks.".formatted(weeks);
    }
    return "In the %d weeks %s referrals were ended after a missed appointment: %s after a complete"
            .formatted(weeks, count(reviewed + missing), reviewed == 0 ? "none" : count(reviewed))
        + " review, %s without one.".formatted(missing == 0 ? "none" : count(missing));
  }

  /** Groups that are not shown: how many, of which attributes, and why. */
  static String leftOut(List<String> hidden) {
    if (hidden.isEmpty()) {
      return "No group is left out: the numbers of each are large enough to be shown.";
    }
    return "Groups that are not shown over 52 weeks: "
        + Wording.list(hidden)
        + ". Their numbers, or those of another group that could be worked out from them, are small."
        + " A group that is missing is not zero.";
  }

  /** What several appointments of one person do to the limits. */
  static String designEffect(double effect) {
    return "A person's appointments tend to end alike: limits are widened for a variance "
        + Wording.number(effect, 1)
        + " times that of appointments of as many different people (design effect).";
  }

  /** Both ends of what the data allow. */
  String compatible(Estimate difference) {
    return "data compatible with %s to %s"
        .formatted(end(difference.lower()), end(difference.upper()));
  }

  private static String end(double difference) {
    String size = points(Math.abs(difference));
    if (size.equals("0.0")) {
      return "no difference";
    }
    return size + " percentage points " + (difference < 0 ? "fewer" : "more");
  }

  /** The size of a difference whatever its sign, with its limits in the same direction. */
  String byPoints(Estimate difference) {
    double low = Math.min(Math.abs(difference.lower()), Math.abs(difference.upper()));
    double high = Math.max(Math.abs(difference.lower()), Math.abs(difference.upper()));
    return "%s percentage points (%s %s to %s)"
        .formatted(points(Math.abs(difference.value())), limits, points(low), points(high));
  }
}
