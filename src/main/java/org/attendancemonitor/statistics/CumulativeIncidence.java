package org.attendancemonitor.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many have ended their wait one way by so many days, where they can also end it another way
 * (Aalen and Johansen's estimate): being seen and being removed unseen compete. Unlike counting the
 * removed as if they waited on, it does not make a service that removes people look fast. Variance
 * by the delta method (Marubini and Valsecchi 1995, 10.12), limits on the log-log scale.
 */
public final class CumulativeIncidence {
  private static final double SAME = 1e-8;

  private final List<RiskTable.Day> days;
  private final int lastDay;
  private final WaitEnd end;
  private final double z;

  private CumulativeIncidence(RiskTable table, WaitEnd end, double z) {
    this.days = table.days();
    this.lastDay = table.lastDay();
    this.end = end;
    this.z = z;
  }

  /**
   * The incidence of this end.
   *
   * @param waits in any order; delayed entry as in {@link KaplanMeier}
   * @param end seen or removed
   * @param confidence of the limits, 0.9 to below 1, or the same as per cent
   * @return empty where nobody was under observation
   * @throws IllegalArgumentException where the end is none
   */
  public static Optional<CumulativeIncidence> of(
      Collection<Wait> waits, WaitEnd end, double confidence) {
    double z = Confidence.z(confidence);
    if (end == WaitEnd.WAITING) {
      throw new IllegalArgumentException("end: expected SEEN or REMOVED, found " + end);
    }
    return waits.stream().noneMatch(Wait::observed)
        ? Optional.empty()
        : Optional.of(new CumulativeIncidence(RiskTable.of(waits), end, z));
  }

  /** The last day the waits say something of. */
  public int lastDay() {
    return lastDay;
  }

  /**
   * The share whose wait has ended this way by this day.
   *
   * @return 0 to 1; empty beyond the last day
   */
  public OptionalDouble by(int day) {
    if (day > lastDay) {
      return OptionalDouble.empty();
    }
    List<Step> steps = steps(day);
    return OptionalDouble.of(steps.isEmpty() ? 0 : steps.get(steps.size() - 1).incidence());
  }

  /**
   * The day by which this share has ended its wait this way; halfway where the curve rests on that
   * share.
   *
   * @param share above 0 and below 1, for example 0.5 for the median
   * @return days; empty where the curve does not come up so far
   */
  public OptionalDouble percentile(double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("share: expected above 0 and below 1, found " + share);
    }
    List<Step> rises = steps(lastDay).stream().filter(step -> step.day().ended(end) > 0).toList();
    for (int i = 0; i < rises.size(); i++) {
      if (rises.get(i).incidence() > share + SAME) {
        return OptionalDouble.of(rises.get(i).day().day());
      }
      if (rises.get(i).incidence() >= share - SAME) {
        int next = i + 1 < rises.size() ? rises.get(i + 1).day().day() : lastDay;
        return OptionalDouble.of((rises.get(i).day().day() + next) / 2.0);
      }
    }
    return OptionalDouble.empty();
  }

  /**
   * The share whose wait has ended this way by this day with its limits.
   *
   * @return empty where there are none: while none has, once all have, beyond the last day
   */
  public Optional<Estimate> estimate(int day) {
    OptionalDouble incidence = by(day);
    if (incidence.isEmpty() || incidence.getAsDouble() <= 0 || incidence.getAsDouble() >= 1) {
      return Optional.empty();
    }
    double share = incidence.getAsDouble();
    double log = Math.log(share);
    double reach = z * Math.sqrt(variance(steps(day), share)) / (share * log);
    return Optional.of(
        new Estimate(share, Math.pow(share, Math.exp(-reach)), Math.pow(share, Math.exp(reach))));
  }

  private List<Step> steps(int until) {
    List<Step> steps = new ArrayList<>();
    double waiting = 1;
    double incidence = 0;
    for (RiskTable.Day day : days) {
      if (day.day() <= until) {
        incidence += waiting * day.ended(end) / day.atRisk();
        steps.add(new Step(day, waiting, incidence));
        waiting *= (double) (day.atRisk() - day.ended()) / day.atRisk();
      }
    }
    return steps;
  }

  /** One day on the way, with the share that still waited before it and the incidence after it. */
  private record Step(RiskTable.Day day, double waiting, double incidence) {}

  private double variance(List<Step> steps, double incidence) {
    double variance = 0;
    for (Step step : steps) {
      double atRisk = step.day().atRisk();
      double all = step.day().ended();
      double these = step.day().ended(end);
      double toCome = incidence - step.incidence();
      if (all < atRisk) {
        variance += toCome * toCome * all / (atRisk * (atRisk - all));
      }
      variance +=
          step.waiting() * step.waiting() * (atRisk - these) * these / (atRisk * atRisk * atRisk);
      variance -= 2 * toCome * step.waiting() * these / (atRisk * atRisk);
    }
    return Math.max(0, variance);
  }
}
