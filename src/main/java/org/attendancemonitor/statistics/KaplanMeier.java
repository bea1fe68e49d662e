package org.attendancemonitor.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Kaplan and Meier's estimate of how many still wait after so many days, from waits that ended by
 * being seen and waits observed in part: those still waiting, those removed unseen (which counts
 * them as if they would have waited on: see {@link CumulativeIncidence}), and those that were old
 * when records begin (delayed entry). Limits by Greenwood's variance on the log-log scale, as in
 * R's {@code survfit(conf.type = "log-log")}.
 */
public final class KaplanMeier {
  private static final double SAME = 1e-8;

  private final List<Step> steps;
  private final int lastDay;

  /** The curve from this day on. */
  private record Step(int day, double waiting, double lower, double upper) {}

  private KaplanMeier(List<Step> steps, int lastDay) {
    this.steps = steps;
    this.lastDay = lastDay;
  }

  /**
   * The curve of these waits, as far as they reach.
   *
   * @param waits in any order
   * @param confidence of the limits, 0.9 to below 1, or the same as per cent
   * @return empty where nobody was under observation
   */
  public static Optional<KaplanMeier> of(Collection<Wait> waits, double confidence) {
    double z = Confidence.z(confidence);
    if (waits.stream().noneMatch(Wait::observed)) {
      return Optional.empty();
    }
    RiskTable table = RiskTable.of(waits);
    List<Step> steps = new ArrayList<>();
    double waiting = 1;
    double variance = 0;
    for (RiskTable.Day day : table.days()) {
      if (day.seen() > 0) {
        long left = day.atRisk() - day.seen();
        waiting *= (double) left / day.atRisk();
        variance += (double) day.seen() / ((double) day.atRisk() * left);
        steps.add(step(day.day(), waiting, z * Math.sqrt(variance)));
      }
    }
    return Optional.of(new KaplanMeier(List.copyOf(steps), table.lastDay()));
  }

  private static Step step(int day, double waiting, double reach) {
    if (waiting == 0) {
      // The log-log scale ends here: the upper limit is not known, the lower cannot be less.
      return new Step(day, 0, 0, Double.NaN);
    }
    double log = Math.log(waiting);
    return new Step(
        day,
        waiting,
        Math.pow(waiting, Math.exp(-reach / log)),
        Math.pow(waiting, Math.exp(reach / log)));
  }

  /** The last day the waits say something of. */
  public int lastDay() {
    return lastDay;
  }

  /**
   * The share still waiting after this many days.
   *
   * @return 0 to 1; empty beyond the last day
   */
  public OptionalDouble waiting(int day) {
    if (day > lastDay) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(last(day).map(Step::waiting).orElse(1.0));
  }

  /**
   * The share still waiting after this many days with its limits.
   *
   * @return empty where there are none: before anyone was seen, after everyone was, beyond the last
   *     day
   */
  public Optional<Estimate> estimate(int day) {
    return last(day)
        .filter(step -> day <= lastDay && step.waiting() > 0)
        .map(step -> new Estimate(step.waiting(), step.lower(), step.upper()));
  }

  private Optional<Step> last(int day) {
    return steps.stream().filter(step -> step.day() <= day).reduce((one, later) -> later);
  }

  /**
   * The day by which this share has been seen; halfway where the curve rests on that share.
   *
   * @param share above 0 and below 1, for example 0.5 for the median
   * @return days; empty where the curve does not come down so far
   */
  public OptionalDouble percentile(double share) {
    return reaches(share, Step::waiting);
  }

  /** Lower limit of {@link #percentile}: where the lower limit of the curve comes down so far. */
  public OptionalDouble percentileLower(double share) {
    return reaches(share, Step::lower);
  }

  /** Upper limit of {@link #percentile}; empty where the upper limit stays above. */
  public OptionalDouble percentileUpper(double share) {
    return reaches(share, Step::upper);
  }

  private OptionalDouble reaches(double share, ToDoubleFunction<Step> curve) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("share: expected above 0 and below 1, found " + share);
    }
    double rest = 1 - share;
    for (int i = 0; i < steps.size(); i++) {
      double height = curve.applyAsDouble(steps.get(i));
      if (height < rest - SAME) {
        return OptionalDouble.of(steps.get(i).day());
      }
      if (height <= rest + SAME) {
        int next = i + 1 < steps.size() ? steps.get(i + 1).day() : lastDay;
        return OptionalDouble.of((steps.get(i).day() + next) / 2.0);
      }
    }
    return OptionalDouble.empty();
  }
}
