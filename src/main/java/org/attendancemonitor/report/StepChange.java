package org.attendancemonitor.report;

import java.util.List;
import org.attendancemonitor.equity.Course;

/**
 * Whether a measure changed after a known, dated change, judged by what was usual before: seven
 * points or more in a row beyond the earlier mean, or one beyond the earlier limit, on the side the
 * mean moved to. It takes twelve points before and eight after.
 */
final class StepChange {
  private static final int BEFORE = 12;
  private static final int AFTER = 8;
  private static final int SHIFT = 7;
  private static final double SAME = 1e-9;

  private StepChange() {}

  /** What may be said. */
  enum Verdict {
    FELL,
    ROSE,
    SAME,
    NO_SIGNAL,
    TOO_FEW
  }

  /**
   * The verdict on a change.
   *
   * @param before what was usual before
   * @param after the points since
   */
  static Verdict of(Course.Stretch before, List<Course.Point> after) {
    if (before.points() < BEFORE || after.size() < AFTER) {
      return Verdict.TOO_FEW;
    }
    double mean = after.stream().mapToDouble(Course.Point::value).average().orElseThrow();
    if (Math.abs(mean - before.mean()) < SAME) {
      return Verdict.SAME;
    }
    boolean lower = mean < before.mean();
    int run = 0;
    boolean signal = false;
    for (Course.Point point : after) {
      run = beyond(point.value(), before.mean(), lower) ? run + 1 : 0;
      signal |= run >= SHIFT || outside(point, before, lower);
    }
    return signal ? lower ? Verdict.FELL : Verdict.ROSE : Verdict.NO_SIGNAL;
  }

  private static boolean outside(Course.Point point, Course.Stretch before, boolean lower) {
    return before
        .limits()
        .map(limits -> beyond(point.value(), lower ? limits.lower() : limits.upper(), lower))
        .orElse(false);
  }

  private static boolean beyond(double value, double line, boolean lower) {
    return lower ? value < line : value > line;
  }
}
